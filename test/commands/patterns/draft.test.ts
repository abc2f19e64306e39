import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type Draft, draftFile, draftFrom, expressionFor, idFor } from '../../../src/commands/patterns/draft.js';
import { nearMisses, tryDraft } from '../../../src/commands/patterns/try-draft.js';
import { matchClause } from '../../../src/core/classify/expressions.js';
import type { Source } from '../../../src/core/domain/source.js';
import { toV1 } from '../../../src/core/render/json.js';
import { makeClause } from '../../../src/knowledge/catalogue/clause.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { parsePattern } from '../../../src/knowledge/catalogue/parse.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { checkExamples } from '../../../src/walk/examples.js';

const RED = `12:00:01 weighing begins
opening scale "front door"
12:00:02 scale 4: cannot calibrate "front door" with weight /etc/weights/5kg.yaml: drift 31 of 10 allowed
  hint: it's unclean
weighed 7 pears in 9 s
##[error]Process completed with exit code 1.
`;
const GREEN = `weighing begins
scale 2: will calibrate "back door" with weight /etc/weights/1kg.yaml: drift 3 allowed
weighed 9 pears in 9 s
`;

const source = (name: string, text: string): Source => ({
  name,
  kind: 'file',
  outcome: 'unknown',
  open: () => Readable.from([Buffer.from(text)]),
});

async function drafted(): Promise<Draft> {
  const patterns = await loadCatalogue([]);
  const report = await diagnose({ patterns, sources: [source('red.log', RED)], failOn: 'P0', run: {} });
  const draft = draftFrom(toV1(report));
  if (draft === undefined) throw new Error('nothing drafted');
  return draft;
}

describe('the expression', () => {
  test.each([
    ['12:00:01 [3] pear 7 is bad', 'pear \\d+ is bad'],
    ['cannot open "a b.txt" (2)', 'cannot open "(?<value1>[^"]+)" \\(\\d+\\)'],
    ['build of commit 9f3c2ab1 broke  down', 'build of commit [0-9a-fA-F]+ broke\\s+down'],
    ['read /srv/a.yaml and C:\\x\\y.yaml', 'read (?<value1>\\S+) and C:(?<value2>\\S+)'],
  ])('of %s', (line, expression) => {
    expect(expressionFor(line)).toBe(expression);
    expect(matchClause(makeClause(expression), line)).toBeDefined();
  });
});

test('a draft of an unknown failure is a pattern whose examples behave', async () => {
  const draft = await drafted();
  const misses = await nearMisses(draft, [source('green.log', GREEN)]);
  expect(misses).toEqual(['scale 2: will calibrate "back door" with weight /etc/weights/1kg.yaml: drift 3 allowed']);
  const id = idFor(draft);
  expect(id).toBe('own/scale-cannot-calibrate-front-door');
  const text = draftFile(id, draft, misses);
  const parsed = parsePattern(id, `${id}.yaml`, text);
  expect(parsed.pattern).toMatchObject({ status: 'draft', severity: 'P1' });
  expect(parsed.match[0]?.log).toContain("  hint: it's unclean\n");
  const catalogue = await loadCatalogue([{ path: `${id}.yaml`, text }]);
  expect(await checkExamples(parsed, catalogue)).toEqual([]);
});

test('it is said what it would have matched', async () => {
  const draft = await drafted();
  expect(await tryDraft(draft, source('red.log', RED.repeat(2)))).toEqual({ name: 'red.log', hits: 2, first: 3 });
  expect(await tryDraft(draft, source('green.log', GREEN))).toEqual({ name: 'green.log', hits: 0 });
});

test('a report without an unknown failure gives none', () => {
  expect(draftFrom({ unknown: [] } as never)).toBeUndefined();
});
