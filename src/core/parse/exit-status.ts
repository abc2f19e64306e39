/** How a process ended, in the words of Rust's `ExitStatus`: `(signal: 11, SIGSEGV: invalid memory reference)`, `(exit status: 101)`. */
export interface ExitStatus {
  /** SIGSEGV, or the name of a Windows exception (STATUS_STACK_OVERFLOW). */
  readonly signal?: string;
  /** Exit code; for Windows exceptions as printed, 0xc0000005. */
  readonly code?: string;
}

const SIGNALS: Readonly<Record<string, string>> = {
  '2': 'SIGINT',
  '3': 'SIGQUIT',
  '4': 'SIGILL',
  '5': 'SIGTRAP',
  '6': 'SIGABRT',
  '7': 'SIGBUS',
  '8': 'SIGFPE',
  '9': 'SIGKILL',
  '11': 'SIGSEGV',
  '13': 'SIGPIPE',
  '15': 'SIGTERM',
  '31': 'SIGSYS',
};
const SIGNAL_CODES: Readonly<Record<string, string>> = {
  '132': 'SIGILL',
  '134': 'SIGABRT',
  '135': 'SIGBUS',
  '136': 'SIGFPE',
  '137': 'SIGKILL',
  '139': 'SIGSEGV',
  '143': 'SIGTERM',
  '0xc0000005': 'STATUS_ACCESS_VIOLATION',
  '0xc00000fd': 'STATUS_STACK_OVERFLOW',
  '0xc0000409': 'STATUS_STACK_BUFFER_OVERRUN',
  '0xc0000374': 'STATUS_HEAP_CORRUPTION',
  '0xc000013a': 'STATUS_CONTROL_C_EXIT',
  '0xc0000135': 'STATUS_DLL_NOT_FOUND',
};

/** Reads the status in parentheses that ends a line; undefined when there is none. */
export function exitStatus(text: string): ExitStatus | undefined {
  const open = text.lastIndexOf('(');
  const inside = open < 0 ? '' : text.slice(open + 1);
  const signal = /^signal: (\d+)(?:, (SIG[A-Z0-9]+))?/.exec(inside);
  if (signal) return { signal: signal[2] ?? SIGNALS[signal[1] as string] ?? `signal ${signal[1]}` };
  const exit = /^exit (?:code|status): (-?\w+)(?:, (STATUS_[A-Z_]+))?/.exec(inside);
  if (!exit) return undefined;
  const code = exit[1] as string;
  const name = exit[2] ?? SIGNAL_CODES[code];
  return name === undefined ? { code } : { code, signal: name };
}

/** The signal a shell's or engine's exit code above 128 stands for; undefined for other codes. */
export function signalOf(exitCode: number): string | undefined {
  return exitCode > 128 ? SIGNALS[String(exitCode - 128)] : undefined;
}
