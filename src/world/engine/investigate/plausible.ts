import type { Findings } from '../findings.js';

/** What a container has left behind. */
export interface Remains {
  /** Absent when it could not be read. */
  readonly log?: string;
  readonly exitCode: number;
  /** It was made and never ran: only the engine has words for it, if any. */
  readonly neverRan: boolean;
}

/** What the kernel, through the engine, and shells say of a file they cannot execute. */
const NO_PROGRAM = /exec format error|cannot execute|syntax error|unexpected (?:word|token)/i;
/** What the loaders of glibc and musl say. */
const NO_LIBRARY = /shared librar|Error loading|Error relocating|symbol not found|GLIBC_|undefined symbol/;
/** How both loaders end. */
const LOADER_FAILED = 127;

/**
 * Leaves out a reason that the container's own end speaks against: a host may run another processor's programs by
 * emulation, shells run text that has no #! line, and a library may lie where we do not look. Who fails so says it.
 */
export function plausible(findings: Findings, { log, exitCode, neverRan }: Remains): Findings {
  if (neverRan || log === undefined) return findings;
  const { program } = findings;
  const alone = program === undefined ? {} : { program };
  const isNoProgram = findings.programArch !== undefined || findings.programFormat !== undefined;
  if (isNoProgram && !NO_PROGRAM.test(log)) return alone;
  const lacksLibrary = findings.missingLibrary !== undefined || findings.needsGlibc !== undefined;
  if (lacksLibrary && !NO_LIBRARY.test(log) && exitCode !== LOADER_FAILED) return alone;
  return findings;
}
