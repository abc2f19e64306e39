import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../scripts/scenario.js';
import { rerun } from '../../scripts/tutorial.js';

// Generous: each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 600_000 });

const FOLDER = join(ROOT, 'docs/tutorials');

describe('a tutorial', () => {
  it.each(readdirSync(FOLDER))('%s shows what its commands answer', (name) => {
    const page = readFileSync(join(FOLDER, name), 'utf8');
    expect(rerun(page)).toBe(page);
  });

  it('has its files, and its answers in place of those that stood there', () => {
    const page = (answer: string) =>
      `\`\`\`text a/b.log\nhot\n\`\`\`\n\n\`\`\`\`console\n$ cat a/b.log\n${answer}\n$ echo '\`\`\`'\n\`\`\`\n\`\`\`\`\n`;
    expect(rerun(page('cold'))).toBe(page('hot'));
  });

  it('writes no file outside of its own folder', () => {
    expect(() => rerun('```text ../b.log\nhot\n```\n')).toThrow('outside');
  });
});
