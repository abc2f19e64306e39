import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { headlineOf } from '../../../scripts/judge-scenario.js';
import type { Report } from '../../../src/core/domain/report.js';

/** One thing that people bring, see the heads of the tables. */
interface Input {
  readonly name: string;
  readonly text: string;
  readonly of?: 'step';
  readonly code?: number;
  readonly file?: string;
  /** Frames of a backtrace in the place of `{frames}`. */
  readonly frames?: number;
  /** The pattern that is told first, `unknown`, `passed`, or `*` for any pattern. */
  readonly expect: string;
  readonly also?: string;
  readonly not?: readonly string[];
  readonly says?: string;
  readonly 'says-not'?: string;
}

const inputsOf = (table: string) =>
  parse(readFileSync(join(import.meta.dirname, `${table}.yaml`), 'utf8')) as readonly Input[];

function textOf({ text, of, code = 1, frames = 0 }: Input): string {
  const frame = (at: number) => `slip-1  |   ${at}: core::f${at}\nslip-1  |              at ./src/a.rs:${at + 1}:5`;
  const filled = text.replace('{frames}', Array.from({ length: frames }, (_, at) => frame(at)).join('\n'));
  return of === 'step' ? `${filled}\n##[error]Process completed with exit code ${code}.\n` : filled;
}

/** Everything that is named, and what is named first: of a text that proves nothing, what would explain it. */
function answerOf(report: Report): { first: string; all: readonly string[] } {
  const possible = (report.possible ?? []).flatMap((each) => ('pattern' in each ? [each.pattern] : []));
  const headline = headlineOf(report);
  const first = headline === 'passed' ? (possible[0] ?? headline) : headline;
  return { first, all: [...report.diagnoses.map(({ pattern }) => pattern), ...possible] };
}

describe.each(['rust-containers', 'sre-python-web'])('%s', (table) => {
  test.each(inputsOf(table).map((input) => [input.name, input] as const))('%s', async (_, input) => {
    const report = await diagnoseText(textOf(input), input.file ?? 'run.log');
    const { first, all } = answerOf(report);
    if (input.expect === '*') expect(['unknown', 'passed']).not.toContain(first);
    else expect(first).toBe(input.expect);
    if (input.also !== undefined) expect(all).toContain(input.also);
    for (const other of input.not ?? []) expect(all).not.toContain(other);
    const told = JSON.stringify([report.diagnoses, report.unknown, report.possible]);
    if (input.says !== undefined) expect(told).toMatch(new RegExp(input.says));
    if (input['says-not'] !== undefined) expect(told).not.toMatch(new RegExp(input['says-not']));
  });
});
