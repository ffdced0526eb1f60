import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { CHANNEL_DESCRIPTOR } from '../channel.js';

/** No socket is made of the channel to the local cloud: what a function wrote there would end its instance. */
export function confineChannel(): void {
  const refuse = (options: unknown) => {
    if ((options as { fd?: unknown } | undefined)?.fd === CHANNEL_DESCRIPTOR) throw badDescriptor('open');
  };
  const Socket = new Proxy(net.Socket, {
    construct(target, args, newTarget) {
      refuse(args[0]);
      return Reflect.construct(target, args, newTarget) as object;
    },
    apply(target, self, args) {
      refuse(args[0]);
      return Reflect.apply(target as unknown as (...args: unknown[]) => unknown, self, args);
    },
  });
  Object.assign(net, { Socket, Stream: Socket });
  syncBuiltinESMExports();
}

export function badDescriptor(syscall: string): Error {
  const text = `EBADF: bad file descriptor, ${syscall}`;
  return Object.assign(new Error(text), { code: 'EBADF', errno: -9, syscall });
}
