import type { Facts } from '../domain/failure.js';

/**
 * What investigation can find out about one container. A collection keeps it as the member `Whydunit` of inspect.json;
 * the parser of that file makes each a fact of the container's failure, so these names are what patterns compare.
 * Flags are 1 or absent. A finding is what was seen, never a guess: absent means not so, or not looked at.
 */
export interface Findings {
  // The program the container was to start
  /** Its path in the container. */
  program?: string;
  /** There is no such file, neither at its path nor in PATH. */
  programMissing?: 1;
  /** The path is a directory. */
  programIsDirectory?: 1;
  /** Nobody, or not the container's user, may execute it; `programMode` says what its owner, group and others may. */
  notExecutable?: 1;
  /** In octal, e.g. 0644. */
  programMode?: string;
  /** What its first bytes are. */
  programFormat?: 'elf' | 'script' | 'text' | 'empty' | 'windows' | 'macos' | 'data';
  /** Processors of a program built for another one than the engine's host has; in Go's words. */
  programArch?: string;
  hostArch?: string;
  wrongArch?: 1;

  // A script's first line
  /** The program the #! line names. */
  interpreter?: string;
  interpreterMissing?: 1;
  /** The first line ends as on Windows, so that the interpreter's name ends in a carriage return. */
  crlf?: 1;
  /** Text without #! on its first line. */
  noInterpreterLine?: 1;

  // What a dynamic program needs
  /** The loader it names, e.g. /lib64/ld-linux-x86-64.so.2. */
  loader?: string;
  loaderMissing?: 1;
  /** The first library that no directory of the loader's holds; all of them in `missingLibraries`. */
  missingLibrary?: string;
  missingLibraries?: string;
  /** Newest version of glibc the program asks for, e.g. GLIBC_2.34, and the one the image has. */
  needsGlibc?: string;
  hasGlibc?: string;
  glibcTooOld?: 1;

  // Its surroundings
  /** Variables that are set to nothing, as Compose does with ${NAME} when NAME is not set. */
  emptyVariables?: string;
  /** One of these that the container's last lines name, or that leaves a hole in an address. */
  missingVariable?: string;
  /** Bytes. */
  memoryLimit?: number;
  /** Bytes; only engines that count the most used tell. */
  memoryPeak?: number;

  // Ports, of containers that run on this machine
  /** TCP ports it listens on, e.g. `8000, 9090`; empty when none. */
  listens?: string;
  /** A published port of the container that nothing in it listens on. */
  publishedPort?: number;
  wrongPort?: 1;
  /** It listens on that port on 127.0.0.1 only, which a published port does not reach. */
  onlyLocal?: 1;

  // Its health check
  /** The program the check starts. */
  healthCommand?: string;
  healthCommandMissing?: 1;
  /** The port of the container itself that the check asks. */
  healthPort?: number;
  /** Nothing listens on that port. */
  healthPortClosed?: 1;

  // The others
  /** The container of the same project or network that failed before this one did. */
  diedAfter?: string;
  /** That container, where this one depends on it (depends_on, or its last lines name it). */
  dependedOn?: string;
}

/** Findings as a failure's facts. */
export function factsOf(findings: Findings): Facts {
  return findings as Facts;
}
