/**
 * Writes a page for each pattern and their index: `npm run docs`, into docs/patterns. Pages of patterns that are gone
 * are removed. `--check` writes nothing and fails when a page is not current.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Pattern } from '../src/core/domain/pattern.js';
import { pageAsMarkdown } from '../src/core/render/pattern/markdown.js';
import { patternPage } from '../src/core/render/pattern/page.js';
import { IS_CHECK, keepCurrent } from './generated.js';
import { proofs, readPatternFiles } from './pattern-files.js';
import { patternIndex } from './pattern-index.js';
import { ROOT, scenarioFolder } from './scenario.js';

const FOLDER = 'docs/patterns';

const { parsed, problems } = readPatternFiles();
const proven = proofs(parsed);
const patterns = parsed.map(({ pattern }) => pattern);
const ids = new Set(patterns.map(({ id }) => id));

const files = new Map(patterns.map((pattern) => [`${FOLDER}/${pattern.id}.md`, page(pattern)]));
files.set(
  `${FOLDER}/README.md`,
  patternIndex(patterns, (id) => proven.get(id)?.runs.length ?? 0),
);

/** Paths are relative to `docs/patterns/<family>`. */
function page(pattern: Pattern): string {
  return pageAsMarkdown(patternPage(pattern, proven.get(pattern.id)), {
    pattern: (id) => (ids.has(id) ? `../${id}.md` : undefined),
    run: (id) => `../../../fixtures/${scenarioFolder(id)}`,
  });
}

/** Pages of patterns there are no more. */
function orphans(): string[] {
  const folder = join(ROOT, FOLDER);
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  return found.map((file) => `${FOLDER}/${file}`).filter((path) => !files.has(path));
}

/** Writes or compares all pages; returns a sentence for each that is not current. */
function keepPages(): string[] {
  const stale = keepCurrent(files, 'npm run docs');
  for (const path of orphans()) {
    if (IS_CHECK) stale.push(`${path} is the page of no pattern; run npm run docs`);
    else rmSync(join(ROOT, path));
  }
  return stale;
}

// A pattern file that cannot be read has a page still: nothing is written or removed before it can.
const stale = problems.length > 0 ? [] : keepPages();
for (const problem of [...problems, ...stale]) console.error(problem);
console.log(`${patterns.length} pages${stale.length > 0 ? `, ${stale.length} not current` : ''}`);
process.exitCode = problems.length + stale.length > 0 ? 1 : 0;
