/** How a script asks to be run. */
export interface InterpreterLine {
  readonly interpreter: string;
  /** What `env` is to look for; absent when the line names its interpreter itself. */
  readonly program?: string;
  /** The line ends as on Windows. */
  readonly crlf: boolean;
}

/** The kernel reads no more of a script. */
const LONGEST_LINE = 256;

/** Reads a script's first line; undefined when it is no #! line. Fact: execve(2), "Interpreter scripts". */
export function interpreterLine(bytes: Buffer): InterpreterLine | undefined {
  const [line = ''] = bytes.subarray(0, LONGEST_LINE).toString('utf8').split('\n', 1);
  if (!line.startsWith('#!')) return undefined;
  const words = line
    .slice(2)
    .trim()
    .split(/[ \t]+/);
  const [interpreter = '', ...rest] = words;
  const program = /\/env$/.test(interpreter)
    ? rest.find((word) => !word.startsWith('-') && !word.includes('='))
    : undefined;
  return { interpreter, crlf: line.endsWith('\r'), ...(program !== undefined && { program }) };
}
