import net from 'node:net';

type Listen = (...args: unknown[]) => net.Server;

/** Puts a server that wants `port` on `instead`, and on this machine's own address only. */
export function redirectListen(port: number, instead: number): void {
  const listen = net.Server.prototype.listen as Listen;
  net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
    const [first, ...rest] = args;
    const done = args.filter((arg) => typeof arg === 'function');
    if (typeof first === 'object' && first !== null && 'port' in first && Number(first.port) === port) {
      return listen.call(this, { ...first, port: instead, host: '127.0.0.1' }, ...rest);
    }
    const plain = typeof first === 'number' || typeof first === 'string';
    return plain && Number(first) === port
      ? listen.call(this, instead, '127.0.0.1', ...done)
      : listen.apply(this, args);
  } as typeof net.Server.prototype.listen;
}
