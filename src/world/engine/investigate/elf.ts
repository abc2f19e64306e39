import { BinaryReader } from './binary-reader.js';

/**
 * What a Linux program or library says of what it needs.
 *
 * The packages there are for ELF files (elfy, elfinfo, elflib) read headers and symbols; none of them reads the dynamic
 * section and its versions, which is all that is wanted here, and none is maintained. Facts: System V ABI, chapters 4 and
 * 5 (refspecs.linuxfoundation.org/elf/gabi4+), and "Symbol Versioning" of the Linux Standard Base.
 */
export interface ElfFile {
  /** In Go's words, as engines name it: amd64, arm64; `machine N` for others. */
  readonly arch: string;
  /** The program that loads it; absent for static programs and libraries. */
  readonly loader?: string;
  /** The libraries it needs, by file name. */
  readonly needed: readonly string[];
  /** Directories it wants searched; may hold `$ORIGIN`. */
  readonly searched: readonly string[];
  /** Versions it wants of libraries, e.g. GLIBC_2.34 of libc.so.6. */
  readonly wants: readonly { readonly library: string; readonly version: string }[];
  /** Versions it offers, for libraries. */
  readonly offers: readonly string[];
  /** How many bytes of the file it takes to know all this, as far as its first ones tell. */
  readonly extent: number;
}

/** The beginning of every ELF file. */
export const ELF_MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_RPATH = 15;
const DT_RUNPATH = 29;
const DT_VERDEF = 0x6ffffffc;
const DT_VERNEED = 0x6ffffffe;
/** A hostile file may claim any number of entries, or a ring of them. */
const MOST_SEGMENTS = 256;
const MOST_ENTRIES = 2_000;

const MACHINES: Readonly<Record<number, string>> = {
  3: '386',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64le',
  22: 's390x',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** Reads a file, or its beginning: what lies beyond is taken as not there. Undefined when it is no ELF file. */
export function readElf(bytes: Buffer): ElfFile | undefined {
  if (bytes.length < 20 || !bytes.subarray(0, 4).equals(ELF_MAGIC)) return undefined;
  const file = new BinaryReader(bytes, { wide: bytes[4] === 2, bigEndian: bytes[5] === 2 });
  const machine = file.u16(18);
  const segments = readSegments(file);
  const loader = segments.find(({ type }) => type === PT_INTERP);
  const telling = segments.filter(({ type }) => type === PT_INTERP || type === PT_DYNAMIC);
  const loaderPath = loader === undefined ? '' : file.text(loader.offset);
  return {
    arch: MACHINES[machine] ?? `machine ${machine}`,
    ...(loaderPath !== '' && { loader: loaderPath }),
    ...readDynamic(file, segments),
    extent: Math.max(0, ...telling.map(({ offset, size }) => offset + size)),
  };
}

/** A stretch of the file that is mapped to an address. */
interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

function readSegments(file: BinaryReader): Segment[] {
  const { wide } = file;
  const table = file.word(wide ? 32 : 28);
  const size = file.u16(wide ? 54 : 42);
  const count = Math.min(file.u16(wide ? 56 : 44), MOST_SEGMENTS);
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    return {
      type: file.u32(at),
      offset: file.word(at + (wide ? 8 : 4)),
      address: file.word(at + (wide ? 16 : 8)),
      size: file.word(at + (wide ? 32 : 16)),
    };
  });
}

type Dynamic = Pick<ElfFile, 'needed' | 'searched' | 'wants' | 'offers'>;

function readDynamic(file: BinaryReader, segments: readonly Segment[]): Dynamic {
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  const entries = dynamic === undefined ? [] : readEntries(file, dynamic);
  const values = (tag: number): number[] => entries.filter((entry) => entry.tag === tag).map(({ value }) => value);
  const inFile = (address: number | undefined): number | undefined =>
    address === undefined ? undefined : offsetOf(address, segments);
  const strings = inFile(values(DT_STRTAB)[0]);
  if (strings === undefined) return { needed: [], searched: [], wants: [], offers: [] };
  const text = (offset: number): string => file.text(strings + offset);
  return {
    needed: values(DT_NEEDED)
      .map(text)
      .filter((name) => name !== ''),
    searched: [...values(DT_RPATH), ...values(DT_RUNPATH)]
      .flatMap((offset) => text(offset).split(':'))
      .filter((path) => path !== ''),
    wants: readWants(file, inFile(values(DT_VERNEED)[0]), text),
    offers: readOffers(file, inFile(values(DT_VERDEF)[0]), text),
  };
}

function readEntries(file: BinaryReader, { offset, size }: Segment): { tag: number; value: number }[] {
  const width = file.wide ? 16 : 8;
  const entries: { tag: number; value: number }[] = [];
  for (let at = offset; at < offset + size && entries.length < MOST_ENTRIES; at += width) {
    const tag = file.word(at);
    if (tag === 0) break;
    entries.push({ tag, value: file.word(at + width / 2) });
  }
  return entries;
}

function offsetOf(address: number, segments: readonly Segment[]): number | undefined {
  const holder = segments.find(
    (segment) => segment.type === PT_LOAD && address >= segment.address && address < segment.address + segment.size,
  );
  return holder && holder.offset + address - holder.address;
}

/** A chain of libraries, each with a chain of the versions wanted of it. */
function readWants(file: BinaryReader, start: number | undefined, text: (offset: number) => string): ElfFile['wants'] {
  return chain(file, start, 12).flatMap((at) => {
    const library = text(file.u32(at + 4));
    return chain(file, at + file.u32(at + 8), 12).map((version) => ({ library, version: text(file.u32(version + 8)) }));
  });
}

/** A chain of versions, each with its name first in a chain of names. */
function readOffers(file: BinaryReader, start: number | undefined, text: (offset: number) => string): string[] {
  return chain(file, start, 16).map((at) => text(file.u32(at + file.u32(at + 12))));
}

/** Places of the entries of a chain; each says at `next` how far off the next one is, 0 at the end. */
function chain(file: BinaryReader, start: number | undefined, next: number): number[] {
  const places: number[] = [];
  for (let at = start; at !== undefined && places.length < MOST_ENTRIES; ) {
    places.push(at);
    const step = file.u32(at + next);
    at = step === 0 ? undefined : at + step;
  }
  return places;
}
