import { expect, test } from 'vitest';
import { classify } from '../../../src/core/classify/classify.js';
import type { Failure } from '../../../src/core/domain/failure.js';
import { Prefilter } from '../../../src/walk/prefilter.js';
import { failure, findings, pattern } from './failures.js';

const ENDED = [pattern('container/ended', { any: ['ended with code'] })];
const SAME_PATH = [pattern('container/ended', { any: ['ended with code'] }, { groupBy: ['path'] })];

function told(failures: readonly Failure[], patterns = ENDED) {
  const prefilter = new Prefilter([], patterns);
  return classify(
    [findings(failures)],
    () => patterns,
    (text) => prefilter.literalsIn(text),
  ).diagnoses;
}

const container = (name: string, first: number): Failure =>
  failure(`${name} ended with code 3`, { kind: 'container', name, first });

test.each([
  ['a pattern that groups by nothing', ENDED],
  ['a pattern that groups by what both lack', SAME_PATH],
])('two containers are two findings of %s, each with a fingerprint of its own', (_, patterns) => {
  const diagnoses = told([container('mill-1', 1), container('mill-2', 2)], patterns);
  expect(diagnoses).toHaveLength(2);
  expect(new Set(diagnoses.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test('the first one has the fingerprint it would have alone', () => {
  const [alone] = told([container('mill-1', 1)]);
  const together = told([container('mill-1', 1), container('mill-2', 2)]);
  expect(together.map(({ fingerprint }) => fingerprint)).toContain(alone?.fingerprint);
});

test.each([
  ['one that ended again', 'mill-1', 'mill-1'],
  ['one by its name in the project', 'grain_mill_1', 'mill_1'],
  ['one by its service', 'grain-mill-1', 'mill'],
])('%s is one finding', (_, one, other) => {
  expect(told([container(one, 1), container(other, 2)])).toHaveLength(1);
});
