import { utf8 } from '../core/bytes.js';
import { matchPattern } from '../core/classify/match.js';
import type { Failure } from '../core/domain/failure.js';
import type { Pattern } from '../core/domain/pattern.js';
import type { Report } from '../core/domain/report.js';
import { makeLine } from '../core/reading/line.js';
import type { CounterExample, Example, ParsedPattern } from '../knowledge/catalogue/parse.js';
import type { PatternSet } from '../knowledge/catalogue/pattern-set.js';
import { diagnose } from './diagnose.js';
import { Prefilter } from './prefilter.js';

/** Most lines of one example: it shows the failure, not the run. */
const LONGEST_EXAMPLE = 10;

/**
 * Runs a pattern's own examples, in both directions.
 * @param catalogue all patterns it stands among
 * @returns one sentence for each example that does not behave; empty when all do
 */
export async function checkExamples(
  { pattern, match, noMatch }: ParsedPattern,
  catalogue: PatternSet,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, example] of match.entries()) {
    const where = `${pattern.id}: example ${index + 1} of match`;
    if (example.log.trimEnd().split('\n').length > LONGEST_EXAMPLE)
      problems.push(`${where} is longer than ${LONGEST_EXAMPLE} lines`);
    const captures = await recognise(pattern, example, catalogue);
    if (captures === undefined) problems.push(`${where} is not recognised`);
    else problems.push(...differences(example.captures, captures).map((difference) => `${where}: ${difference}`));
  }
  for (const [index, example] of noMatch.entries()) {
    if ((await recognise(pattern, example, catalogue)) !== undefined)
      problems.push(`${pattern.id}: example ${index + 1} of no_match is recognised (${example.because})`);
  }
  return problems;
}

/** The captures when the pattern recognises the example, else undefined. */
async function recognise(
  pattern: Pattern,
  example: Example | CounterExample,
  catalogue: PatternSet,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (example.tool === undefined && example.kind === undefined && example.code === undefined)
    return asFailedLog(pattern, example.log, catalogue);
  const prefilter = new Prefilter([], [pattern]);
  const failure = statedFailure(example);
  return matchPattern(
    pattern,
    failure,
    failure.lines.map((line) => prefilter.literalsIn(line.text)),
  )?.captures;
}

/** Reads the example as the log of a step that failed, with the real parsers. */
async function asFailedLog(
  pattern: Pattern,
  log: string,
  catalogue: PatternSet,
): Promise<Readonly<Record<string, string>> | undefined> {
  const source = {
    name: 'example',
    kind: 'file',
    outcome: 'failed',
    open: () => once(utf8(log)),
  } as const;
  const report: Report = await diagnose({ sources: [source], patterns: catalogue, failOn: 'never', run: {} });
  const own = report.diagnoses.find((diagnosis) => diagnosis.pattern === pattern.id);
  if (own) return own.captures;
  return report.diagnoses.some((diagnosis) => diagnosis.explains.includes(pattern.id)) ? {} : undefined;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The failure an example states to have been parsed into. */
function statedFailure(example: Example | CounterExample): Failure {
  const lines = example.log
    .trimEnd()
    .split('\n')
    .map((text, index) => makeLine(index + 1, text, false));
  return {
    tool: example.tool ?? 'log',
    kind: example.kind ?? 'output',
    role: 'cause',
    ...(example.code !== undefined && { code: example.code }),
    message: lines[0]?.text ?? '',
    facts: example.facts,
    span: { first: 1, last: lines.length },
    channel: '',
    lines,
    omitted: 0,
    key: [1],
  };
}

function differences(wanted: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>): string[] {
  return Object.entries(wanted)
    .filter(([name, value]) => found[name] !== value)
    .map(([name, value]) => `captured ${name} = '${found[name] ?? 'nothing'}', not '${value}'`);
}
