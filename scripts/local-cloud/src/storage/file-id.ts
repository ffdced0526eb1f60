/** The bucket of an environment, as CloudBase names them: a hexadecimal tag, the environment, the account. */
export const bucketOf = (env: string): string => `6c6f-${env}-1250000000`;

/** `cloud://<env>.<bucket>/<path>`. */
export const fileIdOf = (env: string, path: string): string => `cloud://${env}.${bucketOf(env)}/${path}`;

/** The environment and path of a file id; undefined when it is none or its bucket is another environment's. */
export function parseFileId(id: unknown): { env: string; path: string } | undefined {
  const match = typeof id === 'string' ? /^cloud:\/\/([^./]+)\.([^/]+)\/(.+)$/su.exec(id) : null;
  if (!match) return undefined;
  const [, env, bucket, path] = match as unknown as [string, string, string, string];
  return bucket === bucketOf(env) ? { env, path } : undefined;
}
