import { setOutput } from '@actions/core';
import { KnownError } from '../../core/errors.js';

/** The outputs of action.yml. */
export type Outputs = Readonly<
  Record<
    'status' | 'verdict' | 'severity' | 'primary' | 'count' | 'p0-count' | 'retry-safe' | 'report' | 'comment-url',
    string
  >
>;

/** What stands there until something better is known, so that whoever reads it after a crash does not go on. */
export const BLOCKED: Outputs = {
  status: 'unknown',
  verdict: 'blocked',
  severity: '',
  primary: '',
  count: '0',
  'p0-count': '0',
  'retry-safe': 'false',
  report: '',
  'comment-url': '',
};

/**
 * Writes all outputs. Written again, the last value counts.
 * @throws KnownError platform, when the runner gave no file to write them to
 */
export function writeOutputs(outputs: Outputs): void {
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  } catch (error) {
    throw new KnownError('platform', { where: 'GITHUB_OUTPUT', what: 'the outputs cannot be written' }, error);
  }
}

/**
 * Passes on the outputs a command of the user's wrote into a file of its own, except ours: the runner reads one file
 * line by line, so sharing it would let a half-written value swallow what we write after it.
 * @returns what could not be passed on, in words
 */
export function passOutputsOn(text: string): string[] {
  const { values, broken } = parseOutputs(text);
  const refused: string[] = [];
  for (const [name, value] of values) {
    if (Object.hasOwn(BLOCKED, name))
      refused.push(`The command wrote the output ${name}, which is ours; its value is ignored.`);
    else setOutput(name, value);
  }
  return broken === undefined ? refused : [...refused, broken];
}

/** `name=value` and `name<<END … END`, by the rules of the runner (actions/runner, FileCommandManager.cs). */
function parseOutputs(text: string): { values: [string, string][]; broken?: string } {
  const values: [string, string][] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (line === '') continue;
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      values.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    const end = heredoc > 0 ? lines.indexOf(line.slice(heredoc + 2), at + 1) : -1;
    if (end < 0)
      return {
        values,
        broken: `Line ${at + 1} of what the command wrote to GITHUB_OUTPUT is no output; it and the lines after it are ignored.`,
      };
    values.push([line.slice(0, heredoc), lines.slice(at + 1, end).join('\n')]);
    at = end;
  }
  return { values };
}
