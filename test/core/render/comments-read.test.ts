import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/core/render/markdown.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

/** The situations of docs/comments-read.md. */
const READ = [...readFileSync('docs/comments-read.md', 'utf8').matchAll(/^\| `([\w-]+\/[\w-]+)` \|/gm)].map(
  ([, run = '']) => run,
);

/** What stands before the first fold of the comment on a recorded run. */
async function beforeFold(run: string): Promise<string> {
  const bytes = readFileSync(`fixtures/${run}/output.log`);
  const source = {
    name: 'output.log',
    kind: 'file',
    outcome: 'failed',
    open: async function* () {
      yield bytes;
    },
  } as const;
  const patterns = await loadCatalogue([]);
  const report = await diagnose({ sources: [source], patterns, failOn: 'P0', run: {} });
  return renderMarkdown(report).split('<details>')[0] ?? '';
}

describe('the comments that were read', () => {
  it('are twenty', () => {
    expect(new Set(READ).size).toBeGreaterThanOrEqual(20);
  });

  it.each(READ)('%s says what, why and what to do on one screen, with nothing left unfilled', async (run) => {
    const text = await beforeFold(run);
    const words = text
      .replace(/\]\([^)]*\)/g, ']')
      .split(/\s+/)
      .filter((word) => /\w/.test(word)).length;
    expect(words).toBeLessThanOrEqual(400);
    expect(text).toMatch(/^❌ \*\*.+\*\*/);
    expect(text).toContain('**Fix**');
    expect(text).toMatch(/\n```/);
    // A command broken out of its code, or a template's hole.
    expect(text).not.toMatch(/`\$\(\w+`|\{\w+\}"/);
  });
});
