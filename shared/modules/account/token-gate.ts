import type { IncomingMessage } from 'node:http';
import type { HttpDoor } from '../../contracts/http-door.js';
import type { StreamGate } from '../../core/serve-stream.js';
import { corsHeaders } from './cors.js';
import { signedMember } from './signed-member.js';

/**
 * Lets the app's own pages read a stream, as the member whom an access token names. The signature is over `GET`, the door's path with
 * the query, and an empty body; whatever a client says in headers of the platform's is not looked at.
 */
export function tokenGate({ path }: HttpDoor): StreamGate {
  return {
    headersFor: ({ method = 'GET', headers }) => corsHeaders({ method, origin: headers.origin ?? '' }, 'GET'),
    async readerOf(request) {
      const { search } = new URL(request.url ?? '/', 'http://function');
      const signed = { method: 'GET', path: path + search, body: '', header: (name: string) => textOf(request, name) };
      return { actor: (await signedMember(signed, 'read')) ?? { kind: 'guest' }, door: 'http' };
    },
  };
}

function textOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
