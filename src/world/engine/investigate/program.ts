import type { Answer } from '../connection/answer.js';
import type { FileContent } from '../connection/engine.js';
import type { Findings } from '../findings.js';
import { innerCommand, placesOf, USUAL_PATH } from './command.js';
import type { ContainerFiles, Found } from './container-files.js';
import { type ContainerUser, containerUser } from './container-user.js';
import { ELF_MAGIC, readElf } from './elf.js';
import { missingLibraries } from './libraries.js';
import { interpreterLine } from './script.js';
import { variablesOf } from './variables.js';

/** What a program needs of others stands near its beginning, most of the time; else all of it is read, up to this. */
const FIRST_BYTES = 256 * 1024;
const MOST_BYTES = 128 * 1024 ** 2;
/** A starter that starts a script that starts the program. */
const MOST_PROGRAMS = 4;

/** Processors that run another one's programs too. */
const ALSO_RUNS: Readonly<Record<string, readonly string[]>> = { amd64: ['386'], arm64: ['arm'] };

/** What investigation of programs needs to know of a container. */
export interface Start {
  /** The answer to inspect. */
  readonly inspect: Answer;
  readonly hostArch: string;
}

/** The first reason why the container's program cannot be started, of those that can be seen; the last program that was looked at otherwise. */
export async function investigateProgram(files: ContainerFiles, start: Start): Promise<Findings> {
  const { inspect } = start;
  let command: readonly string[] = [inspect.text('Path'), ...inspect.texts('Args')];
  let program: string | undefined;
  for (let depth = 0; depth < MOST_PROGRAMS && command[0] !== undefined && command[0] !== ''; depth++) {
    const { findings, script } = await examine(files, command[0], start);
    if (Object.keys(findings).some((name) => name !== 'program')) return findings;
    program = findings.program ?? program;
    const inner = innerCommand(command, script);
    if (inner === undefined) break;
    command = inner;
  }
  return program === undefined ? {} : { program };
}

interface Examined {
  readonly findings: Findings;
  /** Its text, where it is a script. */
  readonly script?: string;
}

async function examine(files: ContainerFiles, name: string, start: Start): Promise<Examined> {
  const variables = variablesOf(start.inspect);
  const places = placesOf(name, start.inspect.text('Config', 'WorkingDir'), variables.get('PATH') || USUAL_PATH);
  const found = await firstFound(files, places);
  if (found === undefined) return { findings: files.isExhausted ? {} : { missingProgram: name } };
  if (found.state.type === 'directory') return { findings: { program: found.path, programIsDirectory: 1 } };
  const content = await files.read(found, FIRST_BYTES);
  if (content === undefined) return { findings: {} };
  const program = found.path;
  if (!mayExecute(content, await containerUser(files, start.inspect.text('Config', 'User'))))
    return { findings: { program, notExecutable: `0${content.permissions.toString(8)}` } };
  const format = formatOf(content.bytes);
  if (format === 'elf') return { findings: { program, ...(await elfFindings(files, found, content, start)) } };
  if (format === 'script') {
    const findings = { program, ...(await scriptFindings(files, content.bytes, variables.get('PATH') || USUAL_PATH)) };
    return { findings, script: content.bytes.toString('utf8') };
  }
  return { findings: { program, programFormat: format } };
}

/** A directory in PATH that has the name counts only where no file does. */
async function firstFound(files: ContainerFiles, places: readonly string[]): Promise<Found | undefined> {
  return (await files.findFile(places)) ?? (places.length === 1 ? files.find(places[0] as string) : undefined);
}

/** Root may execute what anybody may; an unknown user is another matter. */
function mayExecute({ permissions, user, group }: FileContent, as: ContainerUser | undefined): boolean {
  if ((permissions & 0o111) === 0) return false;
  if (as === undefined || as.id === 0) return true;
  if (as.id === user) return (permissions & 0o100) !== 0;
  return (permissions & (as.groups.includes(group) ? 0o010 : 0o001)) !== 0;
}

const WINDOWS = Buffer.from('MZ');
/** Mach-O, both orders of bytes, and its files for several processors. */
const MACOS = ['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'];

function formatOf(bytes: Buffer): NonNullable<Findings['programFormat']> | 'elf' | 'script' {
  const beginning = bytes.subarray(0, 4);
  if (bytes.length === 0) return 'empty';
  if (beginning.equals(ELF_MAGIC)) return 'elf';
  if (beginning.subarray(0, 2).toString('latin1') === '#!') return 'script';
  if (beginning.subarray(0, 2).equals(WINDOWS)) return 'windows';
  if (MACOS.includes(beginning.toString('hex'))) return 'macos';
  return bytes.subarray(0, 512).includes(0) ? 'data' : 'text';
}

async function elfFindings(
  files: ContainerFiles,
  found: Found,
  content: FileContent,
  { hostArch, inspect }: Start,
): Promise<Findings> {
  const start = readElf(content.bytes);
  if (start === undefined) return {};
  const runs = [hostArch, ...(ALSO_RUNS[hostArch] ?? [])];
  if (hostArch !== '' && !runs.includes(start.arch)) return { programArch: start.arch, hostArch };
  const isEnough = content.whole || content.bytes.length >= start.extent;
  const more = isEnough ? undefined : await files.read(found, MOST_BYTES);
  const elf = (more && readElf(more.bytes)) ?? start;
  if (elf.loader === undefined) return {};
  const loader = await files.findFile([elf.loader]);
  if (loader === undefined) return files.isExhausted ? {} : { missingLoader: elf.loader };
  const libraryPath = variablesOf(inspect).get('LD_LIBRARY_PATH') ?? '';
  return missingLibraries(files, { path: found.path, elf, loader, libraryPath });
}

async function scriptFindings(files: ContainerFiles, bytes: Buffer, searchPath: string): Promise<Findings> {
  const line = interpreterLine(bytes);
  if (line === undefined) return {};
  const { interpreter, program, crlf } = line;
  if (crlf) return { crlf: interpreter };
  const missing = async (name: string): Promise<boolean> =>
    (await files.findFile(placesOf(name, '/', searchPath))) === undefined && !files.isExhausted;
  if (await missing(interpreter)) return { missingInterpreter: interpreter };
  if (program !== undefined && (await missing(program))) return { missingInterpreter: program };
  return {};
}
