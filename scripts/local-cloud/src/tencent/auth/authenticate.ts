import type { InvocationHandle } from '../../kernel/admin.js';
import type { Kernel } from '../../kernel/kernel.js';
import { TencentError } from '../api/error.js';
import { type Account, FIXED_KEYS } from './account.js';
import { checkSignature, readAuthorization, type SignedRequest } from './signature.js';

export interface AuthenticateOptions {
  kernel: Kernel;
  account: Account;
  invocationOf(sessionToken: string): InvocationHandle | undefined;
}

/** The temporary keys that the function runtime puts into TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY. */
const FUNCTION_KEYS = { secretId: 'local-secret-id', secretKey: 'local-secret-key' };

/**
 * Says who signed a call: the account, or one running invocation.
 * @throws TencentError AuthFailure.*
 */
export function createAuthenticate({ kernel, account, invocationOf }: AuthenticateOptions) {
  const keys = new Map([account, FIXED_KEYS, FUNCTION_KEYS].map((pair) => [pair.secretId, pair.secretKey]));

  return (request: SignedRequest): InvocationHandle | undefined => {
    const authorization = readAuthorization(request.headers.authorization as string | undefined);
    const secretKey = keys.get(authorization.secretId);
    if (secretKey === undefined) {
      throw new TencentError(
        'AuthFailure.SecretIdNotFound',
        'The SecretId is not found. GET /__hub/account has the one of this local cloud.',
      );
    }
    // Functions live by the virtual clock, and programs beside the local cloud by the machine's.
    checkSignature(request, authorization, secretKey, [kernel.clock.now(), Date.now()]);
    if (authorization.secretId !== FUNCTION_KEYS.secretId) return undefined;
    const invocation = invocationOf(String(request.headers['x-tc-token'] ?? ''));
    if (!invocation)
      throw new TencentError(
        'AuthFailure.TokenFailure',
        'The token of these temporary keys is missing or has expired.',
      );
    return invocation;
  };
}

export type Authenticate = ReturnType<typeof createAuthenticate>;
