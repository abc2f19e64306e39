import zlib from 'node:zlib';
import yauzl from 'yauzl';
import { KnownError, reasonOf } from '../../core/errors.js';

/** GitHub's largest log archives hold some thousand files. */
const MOST_ENTRIES = 20_000;
const MOST_BYTES = 16 * 1024 ** 3;
/** Logs shrink to a tenth, at best to a hundredth; beyond this it is a bomb. Small files may shrink as they like. */
const HIGHEST_RATIO = 300;
const SMALL_BYTES = 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/** Compression method 0: bytes as they are. */
const STORED = 0;
/** Node 20 has it from 20.15 on. */
const CAN_CHECK = typeof zlib.crc32 === 'function';
const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;

/** A file in an archive, unpacked when it is opened; an error then is a KnownError. */
export interface ArchivedFile {
  /** `/`-separated, below the archive. */
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A zip archive of which every file was found harmless. It stays open for reading them. */
export interface Archive {
  readonly name: string;
  /** Bytes, packed. */
  readonly size: number;
  readonly files: readonly ArchivedFile[];
}

/**
 * Opens a zip archive to be read in place: nothing is ever unpacked to disk. One that could do harm anywhere
 * (traversal, links, bombs, passwords) is refused as a whole.
 * @param where its path, or a file that is open already
 * @throws KnownError broken-archive or refused-archive
 */
export async function openArchive(where: string | number, name: string): Promise<Archive> {
  const zip = await openZip(where, name);
  const entries = await entriesOf(zip, name);
  return {
    name,
    size: zip.fileSize,
    files: entries.map((entry) => ({
      path: entry.fileName,
      size: entry.uncompressedSize,
      open: () => readEntry(zip, entry, `${name}/${entry.fileName}`),
    })),
  };
}

async function openZip(where: string | number, name: string): Promise<yauzl.ZipFile> {
  const options = { autoClose: false, strictFileNames: true };
  try {
    return typeof where === 'string'
      ? await yauzl.openPromise(where, options)
      : await yauzl.fromFdPromise(where, options);
  } catch (error) {
    throw new KnownError('broken-archive', { where: name, what: 'is not a zip archive, or was cut off' }, error);
  }
}

/** Every file in the archive, after each was found harmless. The archive stays open for reading them. */
async function entriesOf(zip: yauzl.ZipFile, name: string): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  let [packed, unpacked] = [0, 0];
  try {
    if (zip.entryCount > MOST_ENTRIES) throw refused(name, `holds ${zip.entryCount} files, more than ${MOST_ENTRIES}`);
    for await (const entry of zip.eachEntry()) {
      refuseHarm(entry, name);
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_BYTES) throw refused(name, `would unpack to more than ${MOST_BYTES / 1024 ** 3} GiB`);
      if (!entry.fileName.endsWith('/')) entries.push(entry);
    }
    if (packed > zip.fileSize) throw refused(name, 'its files overlap each other');
    if (isBomb(zip.fileSize, unpacked))
      throw refused(name, `would unpack to ${Math.round(unpacked / zip.fileSize)} times its size`);
    return entries;
  } catch (error) {
    zip.close();
    throw error instanceof KnownError ? error : refused(name, `is damaged or hostile: ${reasonOf(error)}`, error);
  }
}

function refuseHarm(entry: yauzl.Entry, name: string): void {
  const where = `${name}/${entry.fileName}`;
  if (entry.isEncrypted()) throw refused(where, 'is encrypted');
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK) throw refused(where, 'is a symbolic link');
  if (!entry.canDecodeFileData())
    throw refused(where, `is packed by method ${entry.compressionMethod}, which is not known here`);
  if (isBomb(entry.compressedSize, entry.uncompressedSize))
    throw refused(where, `would unpack to ${Math.round(entry.uncompressedSize / entry.compressedSize)} times its size`);
}

function isBomb(packed: number, unpacked: number): boolean {
  return unpacked > SMALL_BYTES && unpacked > packed * HIGHEST_RATIO;
}

/** Unpacks one entry as a stream. Its size and checksum are compared with what the archive says. */
async function* readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): AsyncGenerator<Uint8Array> {
  const damaged = (what: string, cause?: unknown) => new KnownError('broken-archive', { where: name, what }, cause);
  let [size, checksum] = [0, 0];
  try {
    for await (const chunk of unpacked(zip, entry)) {
      size += chunk.length;
      if (size > entry.uncompressedSize) throw damaged('is damaged: it is larger than the archive says');
      if (CAN_CHECK) checksum = zlib.crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof KnownError ? error : damaged(`cannot be unpacked: ${reasonOf(error)}`, error);
  }
  if (size < entry.uncompressedSize) throw damaged('is damaged: it is smaller than the archive says');
  if (CAN_CHECK && checksum !== entry.crc32) throw damaged('is damaged: its checksum is wrong');
}

/** Inflating into large chunks is four times as fast as into Node's usual 16 kB. */
async function* unpacked(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  if (entry.compressionMethod === STORED) return yield* packed as AsyncIterable<Uint8Array>;
  const inflate = zlib.createInflateRaw({ chunkSize: CHUNK_BYTES });
  packed.on('error', (error) => inflate.destroy(error)).pipe(inflate);
  try {
    yield* inflate as AsyncIterable<Uint8Array>;
  } finally {
    packed.destroy();
  }
}

function refused(where: string, what: string, cause?: unknown): KnownError {
  return new KnownError('refused-archive', { where, what }, cause);
}
