import { envOf, postJson } from './door.js';

interface Answer {
  fileList: { fileID: string; tempFileURL: string; errMsg: string }[];
}

/** Asked for within one turn, answered by one call. */
let waiting: Map<string, ((url: Promise<string>) => void)[]> | undefined;

/**
 * The address of a cloud file that a browser can load, signed for the current user.
 * @throws Error when the file does not exist or may not be read
 */
export async function temporaryUrl(fileId: string, env = envOfFile(fileId)): Promise<string> {
  const { fileList } = (await postJson('getTempFileURL', { env, fileList: [fileId] })) as unknown as Answer;
  return urlIn(fileList, fileId);
}

/** The same, for many pictures of a page at once. */
export function temporaryUrlSoon(fileId: string): Promise<string> {
  return new Promise((resolve) => {
    if (!waiting) {
      waiting = new Map();
      queueMicrotask(() => void askForAll());
    }
    waiting.set(fileId, [...(waiting.get(fileId) ?? []), resolve]);
  });
}

async function askForAll(): Promise<void> {
  const asked = waiting!;
  waiting = undefined;
  for (const env of new Set([...asked.keys()].map(envOfFile))) {
    const fileList = [...asked.keys()].filter((id) => envOfFile(id) === env).slice(0, 50);
    const answer = postJson('getTempFileURL', { env, fileList }) as unknown as Promise<Answer>;
    for (const id of fileList) {
      for (const resolve of asked.get(id)!) resolve(answer.then((given) => urlIn(given.fileList, id)));
    }
  }
}

/** `cloud://<env>.<bucket>/<path>`. */
export function envOfFile(fileId: string): string {
  return /^cloud:\/\/([^./]+)/.exec(fileId)?.[1] ?? envOf();
}

function urlIn(files: Answer['fileList'], fileId: string): string {
  const file = files.find(({ fileID }) => fileID === fileId);
  if (!file?.tempFileURL) throw new Error(`${fileId}: ${file?.errMsg ?? 'no answer'}`);
  return onThisOrigin(file.tempFileURL);
}

/** The local cloud names its own address; behind another server its doors are reached through that one. */
function onThisOrigin(address: string): string {
  const url = new URL(address, location.href);
  return url.pathname.startsWith('/__cloud/') ? url.pathname + url.search : address;
}
