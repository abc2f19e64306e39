import { expect, it, vi } from 'vitest';
import { diagnoseFile } from '../../../scripts/diagnose-file.js';
import { readScenario, scenarioIds } from '../../../scripts/scenario.js';
import type { Report } from '../../../src/core/domain/report.js';
import { renderJson } from '../../../src/core/render/json.js';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';

vi.setConfig({ testTimeout: 240_000 });

/** Why a finding weighs more than by itself is found anew by whoever joins reports. */
const RAISED = / It weighs as P\d because it explains `[^`]+`, which does\./g;
const shown = (report: Report) => renderMarkdown(report).replace(RAISED, '');

/** The comment of a pull request is made of what jobs wrote as JSON, their log is not there any more. */
it('what is told of each recorded run is told of its public form as well, word for word', async () => {
  const known = new Map(BUILT_IN.map((pattern) => [pattern.id, pattern]));
  const differing: string[] = [];
  for (const id of scenarioIds()) {
    const told = await diagnoseFile(readScenario(id).log, `${id}.log`);
    const back = restore(parseReport(renderJson(told), id), known);
    // Who reads a report judges anew; what it says of its sources is only quoted.
    const judged = { ...back, verdict: told.verdict, sources: told.sources };
    if (shown(judged) !== shown(told)) differing.push(id);
  }
  expect(differing).toEqual([]);
});
