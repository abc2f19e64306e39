import { posix } from 'node:path';
import type { Findings } from '../findings.js';
import type { ContainerFiles, Found } from './container-files.js';
import { type ElfFile, readElf } from './elf.js';

const SMALL_TEXT = 64 * 1024;
/** A C library is about 2 MiB. */
const MOST_LIBRARY_BYTES = 16 * 1024 ** 2;
const MOST_NEEDED = 60;

/** Debian's directories for libraries of a processor. */
const TRIPLETS: Readonly<Record<string, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  386: 'i386-linux-gnu',
  arm: 'arm-linux-gnueabihf',
  ppc64le: 'powerpc64le-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
};

/** A dynamic program and what it is told of where libraries are. */
export interface Dynamic {
  readonly path: string;
  readonly elf: ElfFile;
  readonly loader: Found;
  /** LD_LIBRARY_PATH of the container. */
  readonly libraryPath: string;
}

/** The libraries a program needs and the image lacks, and the version of glibc that it needs and does not get. */
export async function missingLibraries(files: ContainerFiles, program: Dynamic): Promise<Findings> {
  const directories = await searched(files, program);
  const missing: string[] = [];
  for (const library of program.elf.needed.slice(0, MOST_NEEDED)) {
    const places = library.includes('/') ? [library] : directories.map((directory) => posix.join(directory, library));
    if ((await files.findFile(places)) === undefined && !isLoader(library, program)) missing.push(library);
  }
  const [first] = missing;
  if (first !== undefined && !files.isExhausted)
    return { missingLibrary: first, missingLibraries: missing.join(', ').slice(0, 1000) };
  return glibc(files, program, directories);
}

/** The loader itself counts as a library; musl's is its whole C library. */
function isLoader(library: string, { loader, elf }: Dynamic): boolean {
  const names = [loader.path, elf.loader ?? ''].map((path) => posix.basename(path));
  return (
    names.includes(library) || (names[1]!.startsWith('ld-musl-') && /^(?:libc\.musl-.*\.so\.1|libc\.so)$/.test(library))
  );
}

/** Where the loader looks. Facts: ld.so(8); musl, "Dynamic linker" in its manual. */
async function searched(files: ContainerFiles, { path, elf, libraryPath }: Dynamic): Promise<string[]> {
  const own = elf.searched.map((each) => each.replace(/\$(?:ORIGIN|\{ORIGIN\})/g, posix.dirname(path)));
  const told = libraryPath.split(/[:;]/).filter((each) => each.startsWith('/'));
  const triplet = TRIPLETS[elf.arch];
  const usual = posix.basename(elf.loader ?? '').startsWith('ld-musl-')
    ? await muslDirectories(files, elf.loader ?? '')
    : await glibcDirectories(files, triplet);
  return [...new Set([...own, ...told, ...usual])].filter((each) => each.startsWith('/'));
}

async function muslDirectories(files: ContainerFiles, loader: string): Promise<string[]> {
  const list = await files.text(`/etc/${posix.basename(loader).replace(/\.so\.1$/, '.path')}`, SMALL_TEXT);
  const directories = list.split(/[:\n]/).filter((each) => each !== '');
  return directories.length > 0 ? directories : ['/lib', '/usr/local/lib', '/usr/lib'];
}

async function glibcDirectories(files: ContainerFiles, triplet: string | undefined): Promise<string[]> {
  const usual = ['/lib', '/usr/lib'].flatMap((each) => (triplet === undefined ? [] : [`${each}/${triplet}`]));
  const fragments = [await files.text('/etc/ld.so.conf', SMALL_TEXT), ...(await files.texts('/etc/ld.so.conf.d'))];
  const listed = fragments.flatMap((text) => text.split('\n').map((line) => line.replace(/#.*/, '').trim()));
  return [...usual, '/lib64', '/usr/lib64', '/lib', '/usr/lib', ...listed.filter((line) => line.startsWith('/'))];
}

async function glibc(files: ContainerFiles, { elf }: Dynamic, directories: readonly string[]): Promise<Findings> {
  const wanted = newest(elf.wants.filter(({ library }) => library.startsWith('libc.so')).map(({ version }) => version));
  if (wanted === undefined) return {};
  const library = await files.findFile(directories.map((directory) => `${directory}/libc.so.6`));
  const content = library && (await files.read(library, MOST_LIBRARY_BYTES));
  const offered = content && newest(readElf(content.bytes)?.offers ?? []);
  if (offered === undefined) return {};
  const tooOld = compareVersions(offered, wanted) < 0;
  return tooOld ? { needsGlibc: wanted, hasGlibc: offered } : {};
}

/** The newest of names like GLIBC_2.34; others (GLIBC_PRIVATE) do not count. */
function newest(versions: readonly string[]): string | undefined {
  return versions
    .filter((version) => /^GLIBC_\d+(?:\.\d+)*$/.test(version))
    .sort(compareVersions)
    .at(-1);
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.replace('GLIBC_', '').split('.').map(Number)) as [
    number[],
    number[],
  ];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
