import { resourceUrl } from '../resource.js';
import { fault } from '../ui/faults.js';
import { ApiError, asyncApi } from './api.js';
import { decodeBytes, encodeBytes } from './file-encoding.js';
import { userFiles } from './own-files.js';
import { keepTemporary, readTemporary } from './temporary-files.js';
import { USER_DATA_PATH } from './user-files.js';

interface Reading {
  filePath: string;
  encoding?: string;
  position?: number;
  length?: number;
}

type Content = string | ArrayBuffer;

const isOwn = (path: string) => path.startsWith('wxfile://');

/** The bytes of a temporary file or of one of the app's own assets; blobs can be read at once by an old request only. */
function readForeign(path: string): Uint8Array<ArrayBuffer> {
  const request = new XMLHttpRequest();
  request.open('GET', resourceUrl(path, ''), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  try {
    request.send();
  } catch {
    throw new Error(`no such file or directory, open "${path}"`);
  }
  if (request.status >= 400) throw new Error(`no such file or directory, open "${path}"`);
  return Uint8Array.from(request.responseText, (char) => char.charCodeAt(0) & 0xff);
}

const bytesOf = (path: string) => (isOwn(path) ? userFiles.read(path) : readForeign(path));

function read({ filePath, encoding, position = 0, length }: Reading): Content {
  const bytes = bytesOf(filePath);
  if (position < 0 || position > bytes.length) throw new Error('the value of "position" is out of range');
  return decodeBytes(bytes.slice(position, length === undefined ? undefined : position + length), encoding);
}

function save(tempFilePath: string, filePath = `${USER_DATA_PATH}/store_${Date.now().toString(36)}`): string {
  userFiles.write(filePath, bytesOf(tempFilePath));
  return filePath;
}

function access(path: string): void {
  if (isOwn(path) ? !userFiles.exists(path) : bytesOf(path) === undefined)
    throw new Error(`no such file or directory, access "${path}"`);
}

/** Name → what it does at once; `<name>Sync` takes its arguments in this order, `<name>` takes them by name. */
const VERBS = {
  access: [['path'], (path: string) => access(path)],
  appendFile: [
    ['filePath', 'data', 'encoding'],
    (path: string, data: Content, encoding?: string) => userFiles.append(path, encodeBytes(data, encoding)),
  ],
  copyFile: [['srcPath', 'destPath'], (from: string, to: string) => userFiles.write(to, bytesOf(from))],
  mkdir: [['dirPath', 'recursive'], (path: string, recursive = false) => userFiles.makeFolder(path, recursive)],
  readdir: [['dirPath'], (path: string) => userFiles.list(path), 'files'],
  readFile: [
    ['filePath', 'encoding', 'position', 'length'],
    (filePath: string, encoding?: string, position?: number, length?: number) =>
      read({
        filePath,
        ...(encoding && { encoding }),
        ...(position && { position }),
        ...(length !== undefined && { length }),
      }),
    'data',
  ],
  rename: [['oldPath', 'newPath'], (from: string, to: string) => userFiles.rename(from, to)],
  rmdir: [['dirPath', 'recursive'], (path: string, recursive = false) => userFiles.removeFolder(path, recursive)],
  saveFile: [['tempFilePath', 'filePath'], (from: string, to?: string) => save(from, to), 'savedFilePath'],
  stat: [['path'], (path: string) => userFiles.stat(path), 'stats'],
  truncate: [
    ['filePath', 'length'],
    (path: string, length = 0) => {
      const cut = new Uint8Array(length);
      cut.set(userFiles.read(path).slice(0, length));
      userFiles.write(path, cut);
    },
  ],
  unlink: [['filePath'], (path: string) => userFiles.remove(path)],
  writeFile: [
    ['filePath', 'data', 'encoding'],
    (path: string, data: Content, encoding?: string) => userFiles.write(path, encodeBytes(data, encoding)),
  ],
} as unknown as Record<string, [names: string[], run: (...values: unknown[]) => unknown, result?: string]>;

/** Runs and gives refusals the number that WeChat has for them. */
function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { errno, message } = error as { errno?: number; message: string };
    throw new ApiError(message, errno === undefined ? {} : { errno, errCode: errno });
  }
}

function verbs(): Record<string, unknown> {
  const manager: Record<string, unknown> = {};
  for (const [name, [names, run, result]] of Object.entries(VERBS)) {
    manager[name] = asyncApi(name, (options: Record<string, unknown>) => {
      const answer = attempt(() => run(...names.map((key) => options[key])));
      return result ? { [result]: answer } : undefined;
    });
    manager[`${name}Sync`] = (...values: unknown[]) => {
      try {
        return run(...values);
      } catch (error) {
        throw Object.assign(new Error(`${name}Sync:fail ${(error as Error).message}`), {
          errno: (error as { errno?: number }).errno,
        });
      }
    };
  }
  return manager;
}

const saved = () => userFiles.list(USER_DATA_PATH).filter((name) => name.startsWith('store_'));

const manager: Record<string, unknown> = {
  ...verbs(),
  getFileInfo: asyncApi('getFileInfo', ({ filePath }: { filePath: string }) => ({ size: bytesOf(filePath).length })),
  getSavedFileList: asyncApi('getSavedFileList', () => ({
    fileList: saved().map((name) => {
      const { size, lastModifiedTime: createTime } = userFiles.stat(`${USER_DATA_PATH}/${name}`);
      return { filePath: `${USER_DATA_PATH}/${name}`, size, createTime };
    }),
  })),
  removeSavedFile: asyncApi('removeSavedFile', ({ filePath }: { filePath: string }) => userFiles.remove(filePath)),
};

const named = new Proxy(manager, {
  get(target, key, receiver) {
    if (typeof key === 'string' && !(key in target) && key !== 'then')
      fault(`FileSystemManager.${key} is not supported by the preview`);
    return Reflect.get(target, key, receiver) as unknown;
  },
});

export const fileSystemApi = {
  getFileSystemManager: () => named,
  saveFile: manager.saveFile,
  getFileInfo: manager.getFileInfo,
  getSavedFileList: manager.getSavedFileList,
  removeSavedFile: manager.removeSavedFile,
  saveFileToDisk: asyncApi('saveFileToDisk', async ({ filePath }: { filePath: string }) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await readTemporary(filePath));
    link.download = filePath.split('/').at(-1) ?? 'file';
    link.click();
  }),
  createBufferURL: (buffer: ArrayBuffer) => keepTemporary(new Blob([buffer])),
  revokeBufferURL: (url: string) => URL.revokeObjectURL(url),
};
