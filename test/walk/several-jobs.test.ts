import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);

async function diagnosed(text: string) {
  const open = async function* () {
    yield new TextEncoder().encode(text);
  };
  const source = { name: 'log', kind: 'file', outcome: 'unknown', open } as const;
  return diagnose({ sources: [source], patterns, failOn: 'never', run: {} });
}

/** `gh run view --log` of one step. */
const stepOf = (job: string, step: string, ...lines: readonly string[]): string[] =>
  lines.map((line, index) => `${job}\t${step}\t2026-11-22T04:53:${10 + index}.0000000Z ${line}`);

const FORMAT = stepOf(
  'lint',
  'Run kilnfmt',
  '##[group]Run kilnfmt --check',
  '##[endgroup]',
  'error: src/bowl.kiln is not glazed as it should be',
  '##[error]Process completed with exit code 1.',
);
const CLIPPY = stepOf(
  'rust',
  'Run cargo',
  '##[group]Run cargo build',
  '##[endgroup]',
  '^[[1m^[[91merror[E0382]^[[0m^[[1m: borrow of moved value: `bowl`^[[0m',
  ' ^[[94m--> ^[[0msrc/main.rs:4:20',
  '^[[1m^[[91merror^[[0m: could not compile `kiln` (bin "kiln") due to 1 previous error',
  '##[error]Process completed with exit code 101.',
);
const STOPPED = stepOf(
  'e2e',
  'Run npx',
  '##[group]Run npx e2e',
  '##[endgroup]',
  '##[error]The operation was canceled.',
);

test('the end of one job is not folded under what failed in another', async () => {
  const { diagnoses, unknown } = await diagnosed([...FORMAT, ...CLIPPY].join('\n'));
  expect(diagnoses).toMatchObject([{ pattern: 'rust/moved-value' }]);
  expect(unknown).toHaveLength(1);
  expect(unknown[0]?.evidence[0]?.text).toContain('is not glazed');
});

test('a job that was stopped is told after one that failed by itself', async () => {
  const { diagnoses } = await diagnosed([...STOPPED, ...CLIPPY].join('\n'));
  expect(diagnoses.map(({ pattern }) => pattern)).toEqual(['rust/moved-value', 'ci/cancelled']);
});
