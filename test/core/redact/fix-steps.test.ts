import { expect, test } from 'vitest';
import { Redactor } from '../../../src/core/redact/redactor.js';
import { redactReport } from '../../../src/core/redact/report.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

test('a step that deletes keeps its mark, also where secrets are known', async () => {
  const log = "thread 'main' panicked at src/main.rs:12:10:\ncould not migrate: VersionMismatch(20240101)\n";
  const report = await diagnose({
    sources: [
      {
        name: 'log',
        kind: 'file',
        outcome: 'failed',
        open: async function* () {
          yield new TextEncoder().encode(log);
        },
      },
    ],
    patterns: await loadCatalogue([]),
    failOn: 'P0',
    run: {},
  });
  const steps = report.diagnoses[0]?.fix ?? [];
  expect(steps.some(({ destructive }) => destructive === true)).toBe(true);
  const redacted = redactReport(report, new Redactor({ secrets: ['wq8-long-secret-value'] }));
  expect(redacted.diagnoses[0]?.fix).toEqual(steps);
});
