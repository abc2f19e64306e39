import { readFileSync } from 'node:fs';
import { readScenario } from '../../scripts/scenario.js';
import type { Failure } from '../../src/core/domain/failure.js';
import type { Line } from '../../src/core/domain/line.js';
import type { Recovery } from '../../src/core/domain/recovery.js';
import type { Parser } from '../../src/core/parse/parser.js';
import { ParserRun } from '../../src/core/parse/run.js';
import { makeLine } from '../../src/core/reading/line.js';

/** Everything one parser finds in a text that is read as a log is: line by line, woken by its anchors, by channel. */
export function runParser(
  parser: Parser,
  text: string,
): { failures: readonly Failure[]; recoveries: readonly Recovery[] } {
  const run = new ParserRun([parser]);
  const seen: Line[] = [];
  const of = (wanted: string) => seen.filter(({ channel }) => channel === wanted).slice(-60);
  for (const [index, raw] of text.replace(/\n$/, '').split('\n').entries()) {
    const line = makeLine(index + 1, raw, false);
    const lower = raw.toLowerCase();
    const isAnchored = parser.anchors.some((anchor) => lower.includes(anchor.toLowerCase()));
    run.feed(line, new Set(isAnchored ? [0] : []), () => of(line.channel), of);
    seen.push(line);
  }
  run.finish();
  return { failures: run.failures, recoveries: run.recoveries };
}

/** The recorded output of a scenario, `family/name`. */
export function recorded(scenario: string): string {
  return readFileSync(readScenario(scenario).log, 'utf8');
}
