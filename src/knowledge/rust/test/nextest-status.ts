/** A status line of cargo-nextest. */
export interface NextestStatus {
  /** Spelled out: FAIL, PASS, TIMEOUT, SIGSEGV, FLAKY …, without the attempt. */
  readonly status: string;
  /** Number of the attempt, where tests are retried. */
  readonly attempt?: number;
  readonly seconds: number;
  /** Test binary, e.g. `ledger`, `ledger::integration`. */
  readonly binary: string;
  readonly test: string;
}

/** The four to six letters used when `TRY 2` stands before them. */
const SHORT: Readonly<Record<string, string>> = {
  ABRT: 'SIGABRT',
  SEGV: 'SIGSEGV',
  KILL: 'SIGKILL',
  TERM: 'SIGTERM',
  BUS: 'SIGBUS',
  ILL: 'SIGILL',
  FPE: 'SIGFPE',
  TRAP: 'SIGTRAP',
  TMT: 'TIMEOUT',
  TRMNTG: 'TERMINATING',
  HUP: 'SIGHUP',
  INT: 'SIGINT',
  QUIT: 'SIGQUIT',
  SYS: 'SIGSYS',
  PIPE: 'SIGPIPE',
  LKFAIL: 'LEAK-FAIL',
};

const LINE =
  /^ {0,12}(?:TRY (\d+) )?([A-Z][A-Z0-9-]{2,14})(?: (\d+)\/\d+)? \[[ >]{0,14}(\d{1,9}(?:\.\d{1,9})?)s\] {1,4}(?:\([^)]{1,24}\) {1,4})?(\S{1,300}) {1,40}(\S.{0,1000})$/;

/** Reads `  TRY 2 FAIL [   0.030s] (1/9) ledger tests::it_fails`; undefined for any other line. */
export function nextestStatus(text: string): NextestStatus | undefined {
  const bracket = text.indexOf(' [');
  if (bracket < 3 || bracket > 40) return undefined;
  const match = LINE.exec(text);
  if (!match) return undefined;
  const word = match[2] as string;
  return {
    status: SHORT[word] ?? word,
    ...(match[1] !== undefined && { attempt: Number(match[1]) }),
    seconds: Number(match[4]),
    binary: match[5] as string,
    test: (match[6] as string).trim(),
  };
}

/** True for a status that ends an attempt badly: an exit code, a signal, a time-out, a Windows exception, a test that could not be run. */
export function isFailed(status: string): boolean {
  return /^(?:FAIL|SIG[A-Z0-9]+|ABORT|TIMEOUT|XFAIL|EXECFAIL|LEAK-FAIL|FLKY-FL|SPWN-FL)$/.test(status);
}

/** True for a status with which a test counts as passed. */
export function isPassed(status: string): boolean {
  return status === 'PASS' || status === 'LEAK' || status === 'FLAKY';
}
