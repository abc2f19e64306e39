import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { zip } from '../world/files/zip.js';
import { COMMAND, type Run, scratch, whydunit } from './run.js';

/** A pattern of the tests' own, so that they hold whatever the catalogue says. */
const PATTERN = `title: The frobnicator {name|it} is missing
severity: P0
cause: environment
status: documented
when: {all: ['frobnicator (?<name>\\w+) not found']}
root_cause: 'The frobnicator {name|it} was not there.'
fix: [{text: Install it., run: 'frob install {name|NAME}'}]
prevention: [Install it in the image.]
examples:
  match: [{log: frobnicator blue not found, captures: {name: blue}}]
  no_match: [{because: it is there, log: frobnicator blue found}]
`;
const FAILING = 'echo starting; echo "frobnicator red not found" >&2; exit 4';

function files(entries: Readonly<Record<string, string | Buffer>>): string {
  const root = scratch();
  for (const [name, content] of Object.entries(entries)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** Exactly one line, on standard error, and nothing that looks like a stack. */
function expectOneLine({ stdout, stderr }: Run): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^whydunit: [^\n]+\n$/);
  expect(stderr).not.toMatch(/^\s+at |Error:|node:internal|\.ts:\d/m);
}

describe.concurrent('[B6] bad input ends in one clear line', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['a missing file', ['missing.log'], 2, /missing\.log: does not exist/],
    ['a directory without logs', ['src'], 2, /src: is a directory without logs.*Name the log file/],
    ['an empty file', ['empty.log'], 2, /empty\.log: is empty/],
    ['a binary', ['program'], 2, /program: is a binary file/],
    ['a broken zip', ['broken.zip'], 2, /broken\.zip: .*cut off.*Download it again/],
    ['broken YAML', ['--patterns', 'x/broken.yaml', 'a.log'], 2, /x\/broken\.yaml:\d+:\d+: /],
    [
      'a pattern that breaks the format',
      ['--patterns', 'x/wrong.yaml', 'a.log'],
      2,
      /x\/wrong\.yaml:2:\d+: .*severity/,
    ],
    ['a glob that matches nothing', ['--patterns', 'none/*.yaml', 'a.log'], 2, /none\/\*\.yaml: no pattern file/],
    ['an unknown option', ['--formt', 'json', 'a.log'], 2, /Did you mean --format/],
    ['nothing', [], 2, /Nothing to read/],
    ['a device', ['/dev/zero'], 2, /character device/],
    ['empty standard input', ['-'], 2, /standard input: is empty/],
    ['a gate without anything to judge by', ['gate'], 2, /Neither a report nor a ledger/],
    ['an output that is an input', ['a.log', '--output', './a.log'], 2, /is also an input/],
    [
      'an output in a place that cannot be',
      ['a.log', '--output', 'a.log/report.json'],
      3,
      /cannot be written: .*Check that/,
    ],
    ['an unknown pattern', ['patterns', 'show', 'no/such'], 2, /no\/such: is no pattern/],
    ['a pattern id that is none', ['patterns', 'new', '../x'], 2, /is no pattern id/],
  ])('%s', async (_what, args, code, words) => {
    const root = files({
      'a.log': 'all is well\n',
      'empty.log': '',
      program: Buffer.from('\x7fELF\x02\x01\x01'),
      'broken.zip': Buffer.from('PK\x03\x04 cut'),
      'src/main.rs': 'fn main() {}',
      'x/broken.yaml': 'title: [\n',
      'x/wrong.yaml': 'title: x\nseverity: P7\n',
    });
    const run = await whydunit(args, { cwd: root });
    expectOneLine(run);
    expect(run.stderr).toMatch(words);
    expect(run.code).toBe(code);
  });
});

describe.concurrent('the exit code is the gate', () => {
  const root = () => files({ 'x/frob.yaml': PATTERN, 'a.log': 'all is well\n' });

  test.each<[string, number]>([
    ['P0', 1],
    ['any', 1],
    // The command's own code stands where the gate is open.
    ['never', 4],
  ])('a P0 with --fail-on %s ends with %d', async (failOn, code) => {
    const run = await whydunit(['--run', FAILING, '--patterns', 'x/*.yaml', '--fail-on', failOn], { cwd: root() });
    expect(run.stdout).toMatch(/The frobnicator `?red`? is missing/);
    expect(run.code).toBe(code);
  });

  test('0 where nothing failed', async () => {
    expect(await whydunit(['a.log'], { cwd: root() })).toMatchObject({ code: 0, stderr: '' });
  });

  test('1 where one of the inputs could not be read: the others are told, it is named, and nothing says success', async () => {
    const directory = files(
      Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`${index}.log`, 'all is well\n'])),
    );
    symlinkSync('/nowhere/at/all', join(directory, 'gone.log'));
    const run = await whydunit([directory, '--format', 'json']);
    const report = JSON.parse(run.stdout);
    expect(report.sources).toHaveLength(50);
    expect(report.sources.filter(({ notes }: { notes: string[] }) => notes.length > 0)).toMatchObject([
      { name: `${directory}/gone.log`, notes: ['does not exist'] },
    ]);
    expect(report).toMatchObject({ status: 'unknown', verdict: { gate: 'blocked' } });
    expect(run.code).toBe(1);
  });
});

describe.concurrent('reading', () => {
  const failing = `frobnicator red not found\n##[error]Process completed with exit code 4.\n`;
  const root = () =>
    files({
      'x/frob.yaml': PATTERN,
      'logs/a.log': failing,
      'logs.zip': zip([{ name: '0_build.txt', content: failing }]),
    });
  const primary = (run: Run) => JSON.parse(run.stdout).diagnoses[0];

  test.each<[string, readonly string[], string | undefined, string]>([
    ['a file', ['logs/a.log'], undefined, 'logs/a.log'],
    ['a directory', ['logs'], undefined, 'logs/a.log'],
    ['a zip archive', ['logs.zip'], undefined, 'logs.zip/0_build.txt'],
    ['standard input', ['-'], failing, 'standard input'],
  ])('%s', async (_what, paths, input, source) => {
    const run = await whydunit([...paths, '--patterns', 'x/*.yaml', '--format', 'json'], {
      cwd: root(),
      ...(input !== undefined && { input }),
    });
    expect(primary(run)).toMatchObject({ pattern: 'x/frob', captures: { name: 'red' } });
    expect(primary(run).evidence).toContainEqual(
      expect.objectContaining({ source, line: 1, text: 'frobnicator red not found' }),
    );
    expect(run).toMatchObject({ code: 1, stderr: '' });
  });

  test('the output of a command, which streams on to standard error and tells its exit code', async () => {
    const run = await whydunit(['--run', FAILING, '--patterns', 'x/*.yaml', '--format', 'json'], { cwd: root() });
    expect(run.stderr).toBe('starting\nfrobnicator red not found\nwhydunit: the command ended with exit code 4\n');
    expect(primary(run).evidence).toContainEqual(expect.objectContaining({ source: 'command', line: 2 }));
  });

  test('into a file, whole, with nothing on standard output', async () => {
    const cwd = root();
    const run = await whydunit(['logs', '--format', 'junit', '--output', 'out/report.xml'], { cwd });
    expect(run.stdout).toBe('');
    expect(readFileSync(join(cwd, 'out/report.xml'), 'utf8')).toMatch(/^<\?xml[\s\S]*<\/testsuites>\s*$/);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['report.xml']);
  });

  test.each(['terminal', 'markdown', 'json', 'junit', 'sarif', 'html'])(
    'the same bytes whatever the order, time zone and language: %s',
    async (format) => {
      const cwd = root();
      const once = await whydunit(['logs', 'logs.zip', '--format', format], {
        cwd,
        env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      });
      const again = await whydunit(['logs.zip', 'logs', '--format', format], { cwd, env: { TZ: 'UTC' } });
      expect(again.stdout).toBe(once.stdout);
    },
  );

  test('a reader that went away early is no failure', () => {
    const script = `${COMMAND} logs --patterns 'x/*.yaml' --format json 2>errors | head -c 0; echo "\${PIPESTATUS[0]}"; cat errors`;
    expect(execFileSync('bash', ['-c', script], { cwd: root(), encoding: 'utf8' })).toBe('1\n');
  });

  test('a full disk under standard output is one, in one line', () => {
    const script = `${COMMAND} logs >/dev/full; echo "$?"`;
    const run = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`], { cwd: root(), encoding: 'utf8' });
    expect(run).toMatch(/^whydunit: the disk is full\. [^\n]+\n3\n$/);
  });

  test('notes nobody reads change nothing', () => {
    const script = `${COMMAND} --run 'seq 100000; ${FAILING}' --patterns 'x/*.yaml' 2>&1 >report | head -c 1 >first; echo "\${PIPESTATUS[0]}"`;
    expect(execFileSync('bash', ['-c', script], { cwd: root(), encoding: 'utf8' })).toBe('1\n');
  });
});

describe.concurrent('patterns', () => {
  test('new, test, show and list go together', async () => {
    const cwd = scratch();
    expect(await whydunit(['patterns', 'new', 'licence/none-free'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('.whydunit/patterns/licence/none-free.yaml'),
    });
    expect(existsSync(join(cwd, '.whydunit/patterns/licence/none-free.yaml'))).toBe(true);
    expect(await whydunit(['patterns', 'new', 'licence/none-free'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('already there'),
    });
    expect(await whydunit(['patterns', 'test'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 of 1 behave'),
    });
    const own = ['--patterns', '.whydunit/patterns/**/*.yaml'];
    expect((await whydunit(['patterns', 'show', 'licence/none-free', ...own], { cwd })).stdout).toMatch(
      /Recognised by[\s\S]*Fix[\s\S]*Prevention/,
    );
    expect((await whydunit(['patterns', 'list', ...own], { cwd })).stdout).toMatch(
      /P2 {2}licence\/none-free +No licence was free/,
    );
    expect(await whydunit(['patterns', 'show', 'licence/none-fre', ...own], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean licence/none-free?'),
    });
  });

  test('an example that does not behave is named, with exit code 1', async () => {
    const cwd = files({ 'x/frob.yaml': PATTERN.replace('captures: {name: blue}', 'captures: {name: green}') });
    const run = await whydunit(['patterns', 'test', 'x/*.yaml'], { cwd });
    expect(run).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/FAIL {2}x\/frob: example 1 of match: captured name = 'blue', not 'green'/),
    });
  });
});
