import { textSource } from '../../core/domain/source.js';
import { secretsIn } from '../../core/redact/environment.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import type { ExplainRequest } from '../../settings/requests.js';
import { diagnose } from '../../walk/diagnose.js';
import { readPatternFiles } from '../../world/patterns/pattern-files.js';
import type { Judged } from '../show.js';

/** What a line or two mean: read as if a step had failed with them, judged by nobody. */
export async function explainText(
  { text, patterns }: ExplainRequest,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Judged> {
  const catalogue = await loadCatalogue(await readPatternFiles(patterns));
  const report = await diagnose({
    sources: [textSource('the text given', text, 'failed')],
    patterns: catalogue,
    failOn: 'never',
    run: {},
    secrets: secretsIn(env),
  });
  return { report, patterns: catalogue.patterns };
}
