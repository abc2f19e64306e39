import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, RunContext } from '../src/core/domain/report.js';
import type { Source } from '../src/core/domain/source.js';
import { textSource } from '../src/core/domain/source.js';
import { renderMarkdown } from '../src/core/render/markdown.js';
import { merge } from '../src/core/reports/merge.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnose } from '../src/walk/diagnose.js';
import { ROOT } from './scenario.js';

/** What a workflow would call a log, and the recorded run that it is. */
type Logs = Readonly<Record<string, string>>;

/** Ten situations that comments are looked at in, by the name of their picture. */
const RECORDED: Readonly<Record<string, Logs>> = {
  'compile-error': { 'cargo-test.log': 'rust/moved-value' },
  comment: { 'cargo-test.log': 'rust/moved-value', 'compose-up.log': 'docker/compose/port-in-use' },
  'failed-tests': { 'pytest.log': 'pytest/assertion-tb-long' },
  'failed-jest': { 'jest.log': 'node/test-failed-jest' },
  'compose-chain': { 'compose.log': 'docker/compose/pytest-service-fails' },
  'gate-closed': { 'compose.log': 'docker/compose/exited-137' },
  'missing-library': { 'cargo-build.log': 'rust/linker-library-missing' },
};
const STRANGE = `$ ./deploy.sh staging
copying 214 files
frobnicator: ledger 7 is out of tune (expected C sharp)
frobnicator: giving up after 3 attempts
##[error]Process completed with exit code 4.
`;
const RUN: RunContext = {
  repository: 'acme/orders',
  serverUrl: 'https://github.com',
  sha: '4f2c9d1e8b7a6f5e4f2c9d1e8b7a6f5e4f2c9d1e',
  runId: 9182736455,
  job: 'test',
};

export const SITUATIONS: readonly string[] = [...Object.keys(RECORDED), 'matrix', 'unknown', 'fixed'];

/** What the comment says in a situation, as Markdown. */
export async function commentIn(situation: string): Promise<string> {
  const logs = RECORDED[situation];
  if (logs !== undefined)
    return renderMarkdown(
      await reportOn(Object.entries(logs).map(([name, run]) => textSource(name, recorded(run), 'failed'))),
    );
  switch (situation) {
    case 'unknown':
      return renderMarkdown(await reportOn([textSource('deploy.log', STRANGE, 'unknown')]));
    case 'fixed':
      return readFileSync(join(ROOT, 'test/core/render/golden/fixed.resolved.md'), 'utf8');
    default:
      return renderMarkdown(await matrix());
  }
}

/** Twelve jobs fail of the same. */
async function matrix(): Promise<Report> {
  const cells = ['3.10', '3.11', '3.12', '3.13'].flatMap((python) =>
    ['ubuntu', 'macos', 'windows'].map((os) => `test (${os}, ${python})`),
  );
  const reports = await Promise.all(
    cells.map((job) => reportOn([textSource('pytest.log', recorded('pytest/collection-import'), 'failed')], job)),
  );
  const { job: _, ...run } = RUN;
  return merge(reports, run, { failOn: 'P0', problems: [], waiving: { waivers: [], today: '2026-11-29' } });
}

async function reportOn(sources: readonly Source[], job = 'test'): Promise<Report> {
  return diagnose({ sources, patterns: await loadCatalogue([]), failOn: 'P0', run: { ...RUN, job } });
}

function recorded(run: string): string {
  return readFileSync(join(ROOT, 'fixtures', run, 'output.log'), 'utf8');
}
