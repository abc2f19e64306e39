import { expect, test } from 'vitest';
import { hypotheses } from '../../../../src/core/classify/advice/hypotheses.js';
import type { Pattern } from '../../../../src/core/domain/pattern.js';
import { BUILT_IN } from '../../../../src/knowledge/catalogue/bundle.generated.js';
import { failure } from '../failures.js';

const named = (id: string) => {
  const found = BUILT_IN.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return { ...found, hypotheses: [] };
};
const [none, missing] = [named('rust/unwrap-none'), named('docker/no-space')];
const rival = (pattern: Pattern) => ({ pattern, captures: {} });
const panic = failure('called `Option::unwrap()` on a `None` value', { tool: 'rust', kind: 'panic' });

test('a rival is told by the first of its checks that is not the winner’s', () => {
  const shared = { ...missing, verify: [...none.verify, 'df -h'] };
  expect(hypotheses(none, {}, panic, [rival(shared)])).toEqual({
    hypotheses: [{ pattern: 'docker/no-space', title: 'The disk is full', check: 'df -h' }],
  });
});

test('a rival that nothing tells apart is left out', () => {
  expect(hypotheses(none, {}, panic, [rival({ ...missing, verify: none.verify })])).toEqual({});
  expect(hypotheses(none, {}, panic, [rival({ ...missing, verify: [] })])).toEqual({});
});

test('of many five are told, each pattern once', () => {
  const many = BUILT_IN.filter(({ verify }) => verify.length > 0).slice(0, 9);
  const told = hypotheses({ ...none, verify: [] }, {}, panic, [...many, ...many].map(rival));
  expect(told.hypotheses?.map(({ pattern }) => pattern)).toEqual(many.slice(0, 5).map(({ id }) => id));
});
