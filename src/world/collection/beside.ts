import { open } from 'node:fs/promises';
import { reasonOf } from '../../core/errors.js';
import type { CaptureFile } from '../engine/files.js';

/** An answer or a screen that is longer is none. */
const MOST_BYTES = 4 * 1024 ** 2;
const ANSWER_MS = 5_000;

/** What lies beside the containers: their own numbers and screens, where somebody names them. */
export interface Beside {
  readonly files: readonly CaptureFile[];
  /** What could not be had, each a sentence. */
  readonly notes: readonly string[];
}

/**
 * The answer of each metrics address and the text of each saved console screen, as files of a collection. What cannot be read
 * is a note: the containers are worth more than these.
 * @param metrics http or https addresses
 * @param consoles paths of saved screens
 */
export async function besides(metrics: readonly string[], consoles: readonly string[]): Promise<Beside> {
  const read = [
    ...metrics.map((address) => attempt(`metrics/${nameOf(address)}`, `Metrics at ${shown(address)}`, answer(address))),
    ...consoles.map((path) => attempt(`console/${nameOf(path)}`, `The console's screen in ${path}`, textOf(path))),
  ];
  const all = await Promise.all(read);
  return {
    files: unique(all.flatMap((each) => (typeof each === 'string' ? [] : [each]))),
    notes: all.filter((each) => typeof each === 'string'),
  };
}

async function attempt(path: string, what: string, text: Promise<string>): Promise<CaptureFile | string> {
  try {
    return { path: `${path}.txt`, text: await text };
  } catch (error) {
    return `${what} could not be read: ${reasonOf(error)}`;
  }
}

/** Redirections are followed nowhere: what was named is read. A login in the address is sent as one. */
async function answer(address: string): Promise<string> {
  const { username, password } = new URL(address);
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const response = await fetch(shown(address), {
    ...(username !== '' && { headers: { authorization: `Basic ${login}` } }),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`it is longer than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function textOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(MOST_BYTES), 0, MOST_BYTES, 0);
    return Buffer.from(buffer.subarray(0, bytesRead)).toString('utf8');
  } finally {
    await file.close();
  }
}

/** Without user and password. */
function shown(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}

/** A name for a file: the address without scheme and question, the path's last part. */
function nameOf(place: string): string {
  const bare = /^https?:/.test(place) ? shown(place).replace(/^\w+:\/+|\?.*/g, '') : place.replace(/^.*\/|\.txt$/g, '');
  return (
    bare
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[.-]+|[.-]+$/g, '')
      .slice(0, 80) || 'unnamed'
  );
}

/** Two of one name stay two files. */
function unique(files: readonly CaptureFile[]): CaptureFile[] {
  const seen = new Map<string, number>();
  return files.map(({ path, text }) => {
    const before = seen.get(path) ?? 0;
    seen.set(path, before + 1);
    return { path: before === 0 ? path : path.replace(/\.txt$/, `-${before + 1}.txt`), text };
  });
}
