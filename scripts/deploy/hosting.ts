import { readFileSync } from 'node:fs';
import { type Answer, type Connection, eachOf } from './connection.js';
import { type SiteFile, sitePlanOf, uploadSteps } from './site.js';

/** The bucket that holds a site. */
interface Store {
  bucket: string;
  region: string;
}

/** The static hosting of an environment. */
export interface Hosting {
  /** Absent while it is off. */
  store?: Store;
  /** For example `https://my-env-1250000000.tcloudbaseapp.com`. */
  address?: string;
  /** MD5 by path; what was uploaded in several parts has another ETag, and is never equal. */
  files: Map<string, string>;
}

/** How long the platform may take to turn hosting on. */
const LONGEST_START_MS = 5 * 60_000;
const PAUSE_MS = 3000;
/** Uploads at once, as manager-node has it; a site has two thousand icons. */
const AT_ONCE = 20;
/** A store that nobody uses, or that is being made. */
const COMING = new Set(['init', 'process']);

/** What an environment serves now. Changes nothing. @throws Error when hosting is in a state that nothing comes of */
export async function readHosting(connection: Connection): Promise<Hosting> {
  const found = await findStore(connection);
  if (found?.Status !== 'online') return { files: new Map() };
  // The platform misspells it.
  const store = { bucket: String(found.Bucket), region: String(found.Regoin) };
  const address = `https://${found.CdnDomain}`;
  return { store, address, files: await listFiles(connection, store) };
}

/**
 * Turns hosting on if need be, and uploads the files that are not there or are different. Whatever else is there is left alone.
 * @throws Error that names each file that was refused
 */
export async function bringSite(
  connection: Connection,
  files: readonly SiteFile[],
): Promise<{ address: string; uploaded: number }> {
  if (!(await readHosting(connection)).store) await turnOn(connection);
  const hosting = await readHosting(connection);
  const { upload } = sitePlanOf(files, hosting);
  const wanted = new Set(upload);
  await uploadFiles(
    connection,
    hosting.store!,
    files.filter((file) => wanted.has(file.path)),
  );
  return { address: hosting.address!, uploaded: upload.length };
}

/** Turns static hosting on and waits until it is. @throws Error when it does not come */
async function turnOn(connection: Connection): Promise<void> {
  const before = await findStore(connection);
  if (!before || before.Status === 'offline') await connection.tcb('CreateStaticStore');
  const until = Date.now() + LONGEST_START_MS;
  for (;;) {
    const status = String((await findStore(connection))?.Status ?? 'init');
    if (status === 'online') return;
    if (!COMING.has(status) || Date.now() >= until)
      throw new Error(`static hosting does not come on: it is "${status}"`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function findStore({ tcb }: Connection): Promise<Answer | undefined> {
  const { Data } = (await tcb('DescribeStaticStore')) as { Data?: Answer[] | null };
  return Data?.[0];
}

/** Uploads files in their order; when one is refused, nothing of a later step is sent. */
async function uploadFiles(connection: Connection, store: Store, files: readonly SiteFile[]): Promise<void> {
  const cos = cosOf(connection);
  for (const step of uploadSteps(files)) {
    const outcomes = await eachOf(step, (file) => uploadFile(cos, store, file), AT_ONCE);
    const refused = outcomes.filter((outcome) => outcome !== undefined);
    if (refused.length > 0) throw new Error(refused.join('\n'));
  }
}

/** @returns what went wrong */
async function uploadFile(cos: Cos, store: Store, one: SiteFile): Promise<string | undefined> {
  try {
    const { ETag } = await cos.putObject({
      Bucket: store.bucket,
      Region: store.region,
      Key: one.path,
      Body: readFileSync(one.file),
      CacheControl: one.cacheControl,
      ContentMD5: Buffer.from(one.md5, 'hex').toString('base64'),
    });
    return unquoted(ETag) === one.md5 ? undefined : `${one.path} was not kept as it was sent: its ETag is ${ETag}`;
  } catch (error) {
    return `${one.path} could not be uploaded: ${reasonOf(error)}`;
  }
}

async function listFiles(connection: Connection, { bucket, region }: Store) {
  const cos = cosOf(connection);
  const files = new Map<string, string>();
  for (let marker = ''; ; ) {
    const page = await cos
      .getBucket({ Bucket: bucket, Region: region, Marker: marker, MaxKeys: 1000 })
      .catch((error) => {
        throw new Error(`the files of the site cannot be listed: ${reasonOf(error)}`);
      });
    for (const { Key, ETag } of page.Contents) files.set(Key, unquoted(ETag));
    if (page.IsTruncated !== 'true' || !page.NextMarker) return files;
    marker = page.NextMarker;
  }
}

/** The part of COS's client that is used here. */
interface Cos {
  putObject(params: {
    Bucket: string;
    Region: string;
    Key: string;
    Body: Buffer;
    CacheControl: string;
    ContentMD5: string;
  }): Promise<{ ETag: string }>;
  getBucket(params: { Bucket: string; Region: string; Marker: string; MaxKeys: number }): Promise<{
    Contents: { Key: string; ETag: string }[];
    IsTruncated: string;
    NextMarker?: string;
  }>;
}

/** manager-node uploads without Cache-Control; the client that it makes for itself, with keys and proxy, can. */
function cosOf({ manager }: Connection): Cos {
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and the version is pinned
  return (manager.storage['getCos'] as () => Cos).call(manager.storage);
}

const unquoted = (etag: string) => etag.replaceAll('"', '');

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return [code, message].filter((part) => part !== undefined && part !== '').join(': ') || String(error);
}
