import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

const catalogue = await loadCatalogue([]);

async function headline(text: string): Promise<string | undefined> {
  const open = () => Readable.from([new TextEncoder().encode(text)]);
  const source = { name: 'log', kind: 'file', outcome: 'unknown', open } as const;
  const report = await diagnose({ sources: [source], patterns: catalogue, failOn: 'never', run: {} });
  return report.diagnoses[0]?.pattern;
}

const PYTEST = `============================= test session starts ==============================
platform linux -- Python 3.12.3, pytest-8.3.4, pluggy-1.5.0
rootdir: /srv/kiln
collected 2 items

tests/test_kiln.py .F                                                    [100%]

=================================== FAILURES ===================================
__________________________________ test_glaze __________________________________

    def test_glaze():
>       assert layers("bowl") == 3
E       AssertionError: assert 2 == 3
E        +  where 2 = layers('bowl')

tests/test_kiln.py:9: AssertionError
=========================== short test summary info ============================
FAILED tests/test_kiln.py::test_glaze - AssertionError: assert 2 == 3
========================= 1 failed, 1 passed in 0.03s ==========================`;

const RUSTC = `   Compiling kiln v0.1.0 (/srv/kiln)
error[E0382]: borrow of moved value: \`bowl\`
 --> src/main.rs:4:20
  |
2 |     let bowl = String::from("raku");
  |         ---- move occurs because \`bowl\` has type \`String\`, which does not implement the \`Copy\` trait
3 |     fire(bowl);
  |          ---- value moved here
4 |     println!("{}", bowl);
  |                    ^^^^ value borrowed here after move

For more information about this error, try \`rustc --explain E0382\`.
error: could not compile \`kiln\` (bin "kiln") due to 1 previous error`;

const CARGO = `    Updating crates.io index
error: failed to select a version for \`glaze\`.
    ... required by package \`raku v0.3.1\`
    ... which satisfies dependency \`raku = "^0.3"\` of package \`kiln v0.1.0 (/srv/kiln)\`
versions that meet the requirements \`=1.3.0\` are: 1.3.0

all possible versions conflict with previously selected packages.

  previously selected package \`glaze v1.5.2\`
    ... which satisfies dependency \`glaze = "^1.5"\` of package \`kiln v0.1.0 (/srv/kiln)\`

failed to select a version for \`glaze\` which could resolve this conflict`;

const PODMAN = `$ podman run -d --name kiln -p 8080:80 localhost/kiln
Trying to pull localhost/kiln:latest...
Getting image source signatures
Error: rootlessport listen tcp 0.0.0.0:8080: bind: address already in use
$ podman ps -a
CONTAINER ID  IMAGE  COMMAND  CREATED  STATUS  PORTS  NAMES`;

const two = (n: number): string => String(n % 60).padStart(2, '0');

const PREFIXES: readonly [string, (line: number) => string][] = [
  ["a build server's clock", (n) => `10:${two(Math.floor(n / 60))}:${two(n)} `],
  ['a clock and the name of a parallel branch', (n) => `10:27:${two(n)} [unit tests] `],
  ['two blanks and a bar', () => '  | '],
  ['seconds since the start', (n) => `[${String(n * 7).padStart(5)}s] `],
  ['a quote mark', () => '> '],
  ['a comment mark', () => '# '],
  ['a task of a package', () => 'web:test: '],
  ['a number in brackets', () => '[0] '],
  ['a scoped package', () => '@kilns/web: '],
  ['a folder and its script', () => 'packages/kiln test: '],
  ['a container runtime', (n) => `2026-01-01T00:00:00.${100_000_000 + n}Z stdout F `],
  ['a clock and a step', (n) => `[04:53:${two(n)}][Step 1/2] `],
  [
    'a worker with levels',
    (n) => `[2026-11-29 01:02:${two(n)},${100 + n}: ${n % 3 ? 'INFO' : 'WARNING'}/MainProcess] `,
  ],
  ['a target', () => '        +target | '],
  ['line numbers', (n) => `${String(n + 1).padStart(6)}\t`],
  ['a pod and its container', () => 'api-7d9f9c5b4-x2x1z app '],
  ['a stamp without a zone', (n) => `2026-01-01T10:00:${two(n)}.123 `],
];

test.each(PREFIXES)('a failing session is read behind %s', async (_, prefix) => {
  const behind = (text: string): string =>
    text
      .split('\n')
      .map((line, n) => `${prefix(n)}${line}`.trimEnd())
      .join('\n');
  expect(await headline(behind(PYTEST))).toBe('pytest/assertion');
  expect(await headline(behind(RUSTC))).toBe('rust/moved-value');
  expect(await headline(behind(CARGO))).toBe('cargo/version-conflict');
  expect(await headline(behind(PODMAN))).toBe('docker/port-in-use');
});

const COMPONENT = `$ cargo fmt --check
info: syncing channel updates for 'nightly-2026-11-20-x86_64-unknown-linux-gnu'
error: 'cargo-fmt' is not installed for the toolchain 'nightly-2026-11-20-x86_64-unknown-linux-gnu'.
To install, run \`rustup component add --toolchain nightly-2026-11-20-x86_64-unknown-linux-gnu rustfmt\`
$ echo $?
1`;

test.each([
  ['a clock', (n: number) => `10:27:${two(n)} `],
  ['a clock and a step', (n: number) => `[04:53:${two(n)}][Step 1/2] `],
])('%s before each line comes off where no line says whose words they are', async (_, prefix) => {
  const lines = COMPONENT.split('\n');
  expect(await headline(lines.map((line, n) => `${prefix(n)}${line}`).join('\n'))).toBe('rust/component-missing');
  // A program that prints the time itself says more lines without it.
  const some = lines.map((line, n) => (n % 2 === 0 ? `${prefix(n)}${line}` : line)).join('\n');
  expect(await headline(some)).toBeUndefined();
});

test('two streams that alternate are each read for itself', async () => {
  const other = Array.from({ length: 40 }, (_, n) => `lint: checked ${n} files`);
  const mixed = PYTEST.split('\n').flatMap((line, n) => [`unit: ${line}`, other[n] ?? 'lint: done']);
  expect(await headline(mixed.join('\n'))).toBe('pytest/assertion');
});

test('marks that a tool puts before its own lines stay', async () => {
  const inner = RUSTC.split('\n').map((line) => `E       ${line}`);
  const text = PYTEST.replace("E        +  where 2 = layers('bowl')", inner.join('\n'));
  expect(await headline(text)).toBe('pytest/assertion');
});

const HEADER = "thread 'main' panicked at src/kiln.rs:9:5:";
const TWO_LINES: readonly [string, string, string][] = [
  ['a stamp in brackets', '[2026-11-29 01:02:03] ', '[2026-11-29 01:02:04] '],
  ['seconds since 1970', '1764385200.101 ', '1764385200.102 '],
  ['a level in brackets', '[err] ', '[err] '],
  ['a pod and its container', 'kiln-6f7d9-x2 app ', 'kiln-6f7d9-x2 app '],
];

test.each(TWO_LINES)('two lines are enough behind %s', async (_, first, second) => {
  const others = Array.from({ length: 9 }, (__, n) => `firing bowl ${n}`);
  expect(await headline([...others, `${first}${HEADER}`, `${second}cold kiln`, ...others].join('\n'))).toBe(
    'rust/explicit-panic',
  );
});

test.each([
  ['a comment', '// ', '// '],
  ['a search', 'src/kiln2.rs:12:', 'src/kiln2.rs:13:'],
  ['a prefix that the next line lacks', '[2026-11-29 01:02:03] see ', ''],
])('two lines of %s are no prefix', async (_, first, second) => {
  const others = Array.from({ length: 9 }, (__, n) => `firing bowl ${n}`);
  expect(await headline([...others, `${first}${HEADER}`, `${second}cold kiln`, ...others].join('\n'))).toBeUndefined();
});

test("Turborepo's task, whose name stands before each line from its first word on", async () => {
  const lines = [
    'cache miss, executing 6594d573de7a26ef',
    '',
    '> shop@0.1.0 lint',
    '> next lint',
    '',
    './app/bowl.tsx',
    '9:23  Error: Do not do this.  react/no-kiln',
  ];
  const text = [
    '• Running lint in 1 packages',
    ...lines.map((line) => `shop:lint: ${line}`),
    ' ERROR  run failed: command  exited (1)',
  ];
  expect(await headline(text.join('\n'))).toBe('lint/eslint');
});
