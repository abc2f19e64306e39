import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scratch, whydunit } from './run.js';

const MOVED = 'error[E0382]: borrow of moved value: `x`\n --> src/main.rs:3:5\nerror: could not compile `x`\n';

interface Answer {
  readonly id: string | null;
  readonly line?: number;
  readonly status?: string;
  readonly error?: string;
  readonly diagnoses?: readonly { readonly pattern: string; readonly tests?: readonly string[] }[];
  readonly unknown?: readonly { readonly message: string }[];
}

const answersIn = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
const jsonl = (records: readonly (object | string)[]) =>
  records.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join('');

test('each record is answered with a line, a bad one with its error, and the stream goes on', async () => {
  const folder = scratch();
  writeFileSync(join(folder, 'a.log'), MOVED);
  writeFileSync(join(folder, 'b.gz'), gzipSync(MOVED));
  const { code, stdout, stderr } = await whydunit(['batch'], {
    input: jsonl([
      { id: 'path', path: join(folder, 'a.log') },
      { id: 'text', text: MOVED, job: 'build', time: '2026-11-29T05:00:00Z' },
      { id: 'bytes', bytes: Buffer.from(MOVED).toString('base64') },
      { id: 'passed', text: 'ok', outcome: 'passed' },
      { id: 'failed', text: 'the widget is upside down', outcome: 'failed' },
      { id: 'nowhere', path: '/nowhere.log' },
      { id: 'binary', path: join(folder, 'b.gz') },
      { id: 'both', path: 'x', text: 'y' },
      { id: 7, text: 'x' },
      'no json',
      { id: 'last', text: MOVED },
    ]),
  });
  const answers = answersIn(stdout);
  expect([code, answers.map(({ id }) => id)]).toEqual([
    0,
    ['path', 'text', 'bytes', 'passed', 'failed', 'nowhere', 'binary', 'both', null, null, 'last'],
  ]);
  for (const at of [0, 1, 2, 10]) expect(answers[at]?.diagnoses?.[0]?.pattern).toBe('rust/moved-value');
  expect(answers[1]).toMatchObject({ job: 'build', time: '2026-11-29T05:00:00Z', status: 'failed' });
  expect(answers[3]).toMatchObject({ status: 'passed', diagnoses: [], unknown: [] });
  expect(answers[4]?.unknown?.[0]?.message).toContain('upside down');
  expect(answers[5]?.error).toContain('/nowhere.log: does not exist');
  expect(answers[6]?.error).toContain('binary');
  expect(answers[7]?.error).toContain('exactly one of');
  expect([answers[8]?.line, answers[9]?.line]).toEqual([9, 10]);
  expect(stderr).toContain('5 of 11 records could not be read');
});

/** Recorded runs, enough that workers overtake one another. */
function recorded(): string {
  const logs = [
    'docker/name-conflict',
    'rust/moved-value',
    'docker/push-denied',
    'node/module-not-found',
    'git/merge-conflict',
  ];
  const records = Array.from({ length: 40 }, (_, at) => {
    const path = `fixtures/${logs[at % logs.length]}/output.log`;
    return at % 9 === 5 ? 'junk' : { id: `r${at}`, path: at % 7 === 3 ? '/nowhere' : path };
  });
  return jsonl(records);
}

test('several processes answer as one does, byte for byte; unordered after sorting', async () => {
  const input = recorded();
  const [one, three, unordered] = await Promise.all([
    whydunit(['batch'], { input }),
    whydunit(['batch', '-j', '3'], { input }),
    whydunit(['batch', '-j', '3', '--unordered'], { input }),
  ]);
  expect(three.stdout).toBe(one.stdout);
  expect(unordered.stdout.split('\n').sort()).toEqual(one.stdout.split('\n').sort());
});

test('interrupted at any byte and resumed, every record is answered once', async () => {
  const path = join(scratch(), 'answers.jsonl');
  const input = recorded();
  expect(await whydunit(['batch', '--resume', path], { input })).toMatchObject({ code: 0, stdout: '' });
  const whole = readFileSync(path, 'utf8');
  const named = (text: string) => answersIn(text).flatMap(({ id }) => id ?? []);
  for (const share of [0, 0.21, 0.5, 0.83]) {
    writeFileSync(path, whole.slice(0, Math.floor(whole.length * share)));
    expect((await whydunit(['batch', '--resume', path], { input })).code).toBe(0);
    expect(named(readFileSync(path, 'utf8'))).toEqual(named(whole));
  }
});

test('a worker that is killed costs the record it was reading, at most', async () => {
  const entry = resolve(process.env['WHYDUNIT_DIST'] ?? 'dist', 'cli.js');
  const child = spawn(process.execPath, [entry, 'batch', '-j', '2', '--quiet'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stdin.on('error', () => undefined);
  const ended = new Promise((done) => child.on('close', done));
  const ids = Array.from({ length: 60 }, (_, at) => `r${at}`);
  for (const id of ids) child.stdin.write(jsonl([{ id, text: MOVED.repeat(200) }]));
  while (stdout.split('\n').length < 8 && child.exitCode === null) await new Promise((done) => setTimeout(done, 20));
  const workers = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number);
  expect(workers).toHaveLength(2);
  process.kill(workers[0] as number, 'SIGKILL');
  child.stdin.end();
  expect(await ended).toBe(0);
  const answers = answersIn(stdout);
  expect(answers.map(({ id }) => id)).toEqual(ids);
  const lost = answers.filter(({ error }) => error !== undefined);
  expect(lost.length).toBeLessThanOrEqual(1);
  for (const { error } of lost) expect(error).toContain('SIGKILL');
});

test.each([
  [['batch', 'x.jsonl'], 'batch x.jsonl: reads its records from standard input. Write whydunit batch < x.jsonl'],
  [['batch', '-j', '0'], '--jobs 0: is no number of processes'],
  [['batch', '--patterns', '/nowhere/*.yaml'], '/nowhere/*.yaml'],
])('%j is answered in a line', async (args, words) => {
  const { code, stderr } = await whydunit(args, { input: jsonl([{ id: 'a', text: MOVED }]) });
  expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(words);
});
