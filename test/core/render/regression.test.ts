import { describe, expect, it } from 'vitest';
import { quote } from '../../../src/core/domain/quoted.js';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { regressionHint } from '../../../src/core/render/regression.js';
import { renderTerminal } from '../../../src/core/render/terminal.js';
import { diagnosis, occurrence, report } from './reports.js';

const failed = (...names: string[]) => names.map((name) => occurrence('test.log', { kind: 'test', name }));

describe('the regression-test hint', () => {
  it('names the test that fails', () => {
    expect(regressionHint(diagnosis({ occurrences: failed('store::keeps_order') }))).toBe(
      `Regression test: ${quote('store::keeps_order')} already fails for this; keep it.`,
    );
  });

  it('counts further tests, each once', () => {
    expect(regressionHint(diagnosis({ occurrences: failed('a', 'b', 'b', 'c') }))).toBe(
      `Regression tests: ${quote('a')} and 2 more tests already fail for this; keep them.`,
    );
  });

  it('says nothing where no test failed, or where the machine is to blame', () => {
    expect(regressionHint(diagnosis())).toBeUndefined();
    for (const cause of ['environment', 'infrastructure', 'flaky'] as const)
      expect(regressionHint(diagnosis({ cause, occurrences: failed('a') }))).toBeUndefined();
  });

  it('stands on the terminal; a comment says only what its reader does not know yet', () => {
    const value = report({ diagnoses: [diagnosis({ occurrences: failed('store::keeps_order') })] });
    const sentence = 'Regression test: `store::keeps_order` already fails for this; keep it.';
    expect(renderMarkdown(value)).not.toContain('Regression test');
    expect(renderTerminal(value, { colour: false, width: 100 })).toContain(`\n\n${sentence}\n`);
  });
});
