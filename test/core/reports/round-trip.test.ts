import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { renderJson } from '../../../src/core/render/json.js';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { parseReport } from '../../../src/core/reports/report-schema.js';
import { restore } from '../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { gatherSources } from '../../../src/world/files/gather.js';

vi.setConfig({ testTimeout: 240_000 });

/** The comment of a pull request is made of what jobs wrote as JSON, their log is not there any more. */
it('what is told of each recorded run is told of its public form as well, word for word', async () => {
  const known = new Map(BUILT_IN.map((pattern) => [pattern.id, pattern]));
  const differing: string[] = [];
  for (const family of readdirSync('fixtures')) {
    for (const name of readdirSync(join('fixtures', family))) {
      const path = join('fixtures', family, name, 'output.log');
      if (!existsSync(path) || statSync(path).size === 0) continue;
      const { sources } = await gatherSources([path]);
      const told = await diagnose({ sources, patterns: { patterns: BUILT_IN }, failOn: 'P0', run: {} });
      const back = restore(parseReport(renderJson(told), path), known);
      // Who reads a report judges anew; what it says of its sources is only quoted.
      const judged = { ...back, verdict: told.verdict, sources: told.sources };
      if (renderMarkdown(judged) !== renderMarkdown(told)) differing.push(`${family}/${name}`);
    }
  }
  expect(differing).toEqual([]);
});
