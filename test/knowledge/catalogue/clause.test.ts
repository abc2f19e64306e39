import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { random } from '../../../scripts/bench-corpora.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { BadExpression, checkExpression } from '../../../src/knowledge/catalogue/clause.js';

const EXPRESSIONS = BUILT_IN.flatMap(({ when }) => [...when.all, ...when.any]).map(({ expression }) => expression);
const PIECES =
  String.raw`( ) [ ] { } * + ? | ^ $ \ . - a z \d \b \w (?: (?<n> (?= [^ : [: é \- 0 {2,} (?i) \_ \1 [] [^]`.split(' ');

/** Whether a check refuses it; anything but a refusal is thrown on. */
function isRefused(expression: string): boolean {
  try {
    checkExpression(expression);
    return false;
  } catch (error) {
    if (error instanceof BadExpression) return true;
    throw error;
  }
}

describe('an expression that needs not be compiled to be checked', () => {
  it.each(['[^] gizmo', 'gizmo**', '[z-a]gizmo', '(gizmo', 'gizmo)', '[[:gizmo:]]'])(
    'is none that RE2 refuses: %s',
    (expression) => expect(isRefused(expression)).toBe(true),
  );

  it('is taken where RE2 takes it, whatever stands in it', () => {
    const next = random(14);
    const below = (count: number): number => Math.floor(next() * count);
    for (let round = 0; round < 3_000; round++) {
      let expression = (EXPRESSIONS[below(EXPRESSIONS.length)] as string).slice(0, below(60));
      for (let left = below(4); left >= 0; left--) {
        const at = below(expression.length + 1);
        expression = expression.slice(0, at) + PIECES[below(PIECES.length)] + expression.slice(at);
      }
      if (!isRefused(expression)) expect(() => RE2JS.compile(expression), expression).not.toThrow();
    }
  });
});
