import { readFileSync } from 'node:fs';
import { readScenario } from '../../../scripts/scenario.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import type { Line } from '../../../src/core/domain/line.js';
import type { Recovery } from '../../../src/core/domain/recovery.js';
import type { Parser, Reading } from '../../../src/core/parse/parser.js';
import { makeLine } from '../../../src/core/reading/line.js';

/** What one parser finds in a text of one channel, driven as the real driver does. */
export function findings(parser: Parser, text: string): { failures: Failure[]; recoveries: Recovery[] } {
  const failures: Failure[] = [];
  const recoveries: Recovery[] = [];
  const before: Line[] = [];
  let reading: Reading | undefined;
  const end = () => {
    const found = reading?.end();
    failures.push(...(found?.failures ?? []));
    recoveries.push(...(found?.recoveries ?? []));
    reading = undefined;
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const line = makeLine(index + 1, raw, false);
    const answer = reading?.next(line);
    if (answer === 'done' || answer === 'refused') end();
    if ((answer === undefined || answer === 'refused') && hasAnchor(parser, line.text))
      reading = parser.start(line, before.slice(-60));
    before.push(line);
  }
  end();
  return { failures, recoveries };
}

/** The failures one parser finds in what a scenario recorded. */
export function recorded(parser: Parser, scenario: string): Failure[] {
  return findings(parser, readFileSync(readScenario(scenario).log, 'utf8')).failures;
}

function hasAnchor(parser: Parser, text: string): boolean {
  const lower = text.toLowerCase();
  return parser.anchors.some((anchor) => lower.includes(anchor.toLowerCase()));
}

/** The keyed lines of a failure, trimmed: what is quoted as evidence. */
export function keyLines(failure: Failure | undefined): string[] {
  return (failure?.lines ?? []).filter((line) => failure?.key.includes(line.number)).map((line) => line.text.trim());
}
