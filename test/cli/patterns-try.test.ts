import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { scratch, whydunit } from './run.js';

const PATTERN = `title: The widget is upside down
severity: P1
cause: code
status: draft
when:
  all: ['the widget is upside (?<where>\\w+)']
root_cause: It is upside {where}.
fix: [{text: Turn it.}]
prevention: [Ship it upright.]
examples:
  match: [{log: the widget is upside down, captures: {where: down}}]
  no_match: [{because: other words, log: the widget is fine}]
`;
const BROKEN = 'the widget is upside down\n##[error]Process completed with exit code 1.\n';
const MOVED = 'error[E0382]: borrow of moved value: `x`\n --> src/main.rs:3:5\nerror: could not compile `x`\n';

let folder: string;
let pattern: string;

beforeAll(() => {
  folder = scratch();
  mkdirSync(join(folder, 'acme'));
  pattern = join(folder, 'acme/upside-down.yaml');
  writeFileSync(pattern, PATTERN);
});

interface Matched {
  readonly id: string;
  readonly as: string;
  readonly line: number;
  readonly before: string;
}

async function tried(...args: readonly string[]): Promise<{ matched: readonly Matched[]; stderr: string }> {
  const { code, stdout, stderr } = await whydunit(['patterns', 'try', pattern, '--json', ...args]);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return { matched: JSON.parse(stdout) as Matched[], stderr };
}

test('it is said in which logs of a folder a pattern would have matched, and what they are called without it', async () => {
  const logs = join(folder, 'logs');
  mkdirSync(join(logs, 'deep'), { recursive: true });
  writeFileSync(join(logs, 'a.log'), MOVED);
  writeFileSync(join(logs, 'deep/b.log'), `building\n${BROKEN}`);
  writeFileSync(join(logs, 'c.bin'), BROKEN);
  const { matched } = await tried('--over', logs);
  expect(matched).toMatchObject([{ id: join(logs, 'deep/b.log'), as: 'headline', line: 2, before: 'unknown' }]);
  const { stdout } = await whydunit(['patterns', 'try', pattern, '--over', logs]);
  expect(stdout).toContain('1 match in 2 logs, 1 as the headline');
});

test('a history says what each run was called then, by the record that batch answered', async () => {
  const run = { repository: 'a/b', runId: 7, runAttempt: 1 };
  const records = [
    { id: '1', text: BROKEN, outcome: 'failed', job: 'build', run },
    { id: '2', text: BROKEN, outcome: 'failed' },
    { id: '3', text: BROKEN, outcome: 'passed' },
    { id: '4', text: MOVED, outcome: 'failed' },
  ];
  const written = records.map((each) => `${JSON.stringify(each)}\n`);
  const [path, answers, db] = ['records.jsonl', 'answers.jsonl', 'h.duckdb'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(path, [...written, 'junk\n'].join(''));
  const { stdout } = await whydunit(['batch'], { input: written[0] ?? '' });
  writeFileSync(answers, stdout);
  expect((await whydunit(['history', 'add', answers, '--history', db])).code).toBe(0);
  const { matched, stderr } = await tried('--over', path, '--history', db);
  expect(matched.map(({ id, before }) => [id, before])).toEqual([
    ['1', 'unknown'],
    ['2', 'not in the history'],
  ]);
  expect(stderr).toContain('records.jsonl:5: ');
});

test.each([
  [['patterns', 'try', 'x.yaml'], 'needs patterns, and logs to try them over'],
  [['patterns', 'try', '--over', 'logs'], 'needs patterns, and logs to try them over'],
  [['patterns', 'list', '--over', 'logs'], 'tries nothing'],
  [['patterns', 'list', '--history', 'x'], 'tries nothing'],
])('%j is answered in a line', async (args, words) => {
  const { code, stderr } = await whydunit(args);
  expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(words);
});
