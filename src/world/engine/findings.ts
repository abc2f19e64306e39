import type { Facts } from '../../core/domain/failure.js';

/**
 * What investigation can find out about one container. A collection keeps it as the member `Whydunit` of inspect.json; the
 * parser of that file makes each a fact of the container's failure. The sentences are what patterns match and a report
 * quotes. A finding is what was seen, never a guess: absent means not so, or not looked at.
 */
export interface Findings {
  /** The command of a RUN step that the legacy builder ran in it. */
  buildStep?: string;
  /** It ended and has not printed a line. */
  silent?: 1;

  // The program it was to start: the first reason why it cannot be started
  /** Its path in the container. No reason by itself. */
  program?: string;
  /** The program as it was named, when there is no such file, neither at its path nor in PATH. */
  missingProgram?: string;
  programIsDirectory?: 1;
  /** What owner, group and others may do, in octal, when nobody or not the container's user may execute it: 0644. */
  notExecutable?: string;
  /** What it is, when it is neither a Linux program nor a script with a #! line. */
  programFormat?: 'text' | 'empty' | 'windows' | 'macos' | 'data';
  /** The processor it is built for, in Go's words, when it is another one than the host's. */
  programArch?: string;
  hostArch?: string;
  /** The interpreter in a script's first line, when that line ends as on Windows. */
  crlf?: string;
  /** What a script's first line names, when that is not there. */
  missingInterpreter?: string;
  /** What loads a dynamic program, when that is not there: /lib64/ld-linux-x86-64.so.2. */
  missingLoader?: string;
  /** The first library that no directory of the loader's holds; all of them in `missingLibraries`. */
  missingLibrary?: string;
  missingLibraries?: string;
  /** The newest version of glibc it asks for, when that is newer than the image's: GLIBC_2.34. */
  needsGlibc?: string;
  hasGlibc?: string;
  /** The reason in one sentence. */
  programFinding?: string;
  /** Without a reason: what was looked at and is right. */
  programChecked?: string;

  // Its surroundings
  /** The user or group that it was to be started as, when the image does not know it. */
  missingUser?: string;
  userFinding?: string;
  /** Below a memory limit something was ended by signal 9 that nobody sent, and the engine does not tell of memory. */
  likelyOutOfMemory?: 1;
  /** Variables that are set to nothing, as Compose does with ${NAME} when NAME is not set. */
  emptyVariables?: string;
  /** One of these that its last words name, that it may be missing in silence, or that leaves a hole in an address. */
  missingVariable?: string;
  variableFinding?: string;
  /** Bytes; only engines that count the most used tell. */
  memoryPeak?: number;
  /** Of its limit, where it has one. */
  memoryPercent?: number;

  /** Seconds since it was last started, when it runs after restarts. */
  runsFor?: number;

  // Ports, of containers that run on this machine
  /** TCP ports it listens on, e.g. `8000, 9090`; empty when none. */
  listens?: string;
  /** A published port of the container that nothing in it listens on, while it listens elsewhere. */
  deadPort?: number;
  /** A published port that it listens on at 127.0.0.1 only, which nobody outside reaches. */
  localPort?: number;
  portFinding?: string;

  // Its health check
  /** The program that the check starts, when it is not in the image. */
  missingHealthCommand?: string;
  /** The port of the container itself that the check asks, when nothing listens there. */
  closedHealthPort?: number;
  healthFinding?: string;

  // With what it was started beside its image; lists with blanks between, of variables only the names
  /** Where it is another than Docker. */
  givenEngine?: 'podman';
  givenPorts?: string;
  givenVariables?: string;
  givenVolumes?: string;
  givenTmpfs?: string;
  givenUser?: string;
  givenNetwork?: string;
  givenReadOnly?: 1;
  givenPids?: number;
  givenEntrypoint?: string;
  /** A list in JSON. */
  givenWords?: string;

  // The others
  /** The container of the same project or network that failed before this one did. */
  diedAfter?: string;
  /** That container, where this one depends on it (depends_on, or its last lines name it). */
  dependedOn?: string;
  /** A service that it needs, that refused it, and that runs now. */
  unreadyDependency?: string;
  dependencyFinding?: string;
}

/** Findings as a failure's facts. */
export function factsOf(findings: Findings): Facts {
  return findings as Facts;
}
