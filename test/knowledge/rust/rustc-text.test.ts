import { describe, expect, test } from 'vitest';
import { rustcText } from '../../../src/knowledge/rust/rustc/rustc-text.js';
import { findings, keyLines, recorded } from './rust-log.js';

const failures = (text: string) => findings(rustcText, text).failures;

describe('recorded diagnostics', () => {
  test('a coded error has code, message, place and what was expected', () => {
    const [failure, wrapper] = recorded(rustcText, 'rust/type-mismatch');
    expect(failure).toMatchObject({
      tool: 'rustc',
      kind: 'compile-error',
      role: 'cause',
      code: 'E0308',
      message: 'mismatched types',
      location: { file: 'src/lib.rs', line: 6, column: 13 },
      facts: { expected: 'u64', found: '&str' },
    });
    expect(wrapper).toBeUndefined();
    expect(keyLines(failure)[0]).toBe('error[E0308]: mismatched types');
    expect(keyLines(failure)[1]).toBe('--> src/lib.rs:6:13');
  });

  test('the one-line format', () => {
    expect(recorded(rustcText, 'rust/type-mismatch-short')).toMatchObject([
      { code: 'E0308', location: { file: 'src/lib.rs', line: 6, column: 13 }, span: { first: 2, last: 2 } },
    ]);
  });

  test('an error without a code, and one whose message names the macro', () => {
    expect(recorded(rustcText, 'rust/import-macro-missing')).toMatchObject([
      { kind: 'compile-error', message: 'cannot find macro `json` in this scope' },
    ]);
  });

  test('a denied lint is named in its first error only, and known in the second', () => {
    expect(recorded(rustcText, 'rust/lint-denied-warnings')).toMatchObject([
      { kind: 'lint', code: 'unused_variables', message: 'unused variable: `rate`' },
      { kind: 'lint', code: 'unused_variables', message: 'unused variable: `fee`' },
    ]);
    expect(recorded(rustcText, 'rust/lint-denied-attribute').map(({ kind, code }) => [kind, code])).toEqual([
      ['lint', 'missing_docs'],
      ['lint', 'missing_docs'],
    ]);
    expect(recorded(rustcText, 'lint/clippy-denied').map(({ code }) => code)).toContain('clippy::needless_return');
  });

  test('a linker error keeps the line that says what is missing', () => {
    const [failure] = recorded(rustcText, 'rust/linker-library-missing-ld');
    expect(failure).toMatchObject({ kind: 'build', code: 'linker', facts: { library: 'ledgerdb' } });
    expect(keyLines(failure).join('\n')).toContain('cannot find -lledgerdb');
    expect(recorded(rustcText, 'rust/linker-undefined-reference')).toMatchObject([
      { code: 'linker', facts: { symbol: 'ledger_open' } },
    ]);
  });

  test('warnings are no failures', () => {
    expect(recorded(rustcText, 'rust/warnings-only')).toEqual([]);
    expect(recorded(rustcText, 'lint/clippy-warnings-pass')).toEqual([]);
  });

  test("a mistake in Cargo.toml is cargo's", () => {
    expect(recorded(rustcText, 'cargo/manifest-syntax')).toMatchObject([
      { tool: 'cargo', kind: 'configuration', location: { file: 'Cargo.toml', line: 2 } },
    ]);
  });
});

describe('variants', () => {
  test('aborting due to … is a wrapper', () => {
    const found = failures(
      'error[E0425]: cannot find value `x` in this scope\n --> a.rs:1:1\n  |\n\nerror: aborting due to 1 previous error\n\nFor more information about this error, try `rustc --explain E0425`.',
    );
    expect(found.map(({ role, code }) => [role, code])).toEqual([
      ['cause', 'E0425'],
      ['wrapper', undefined],
    ]);
  });

  test('the place may be in a dependency, on Windows too', () => {
    const [failure] = failures(
      'error[E0308]: mismatched types\n   --> C:\\Users\\a\\.cargo\\registry\\src\\index.crates.io-1\\esp-idf-0.49.1\\src\\tls.rs:214:36\n    |',
    );
    expect(failure).toMatchObject({
      location: {
        file: 'C:\\Users\\a\\.cargo\\registry\\src\\index.crates.io-1\\esp-idf-0.49.1\\src\\tls.rs',
        line: 214,
        column: 36,
      },
      facts: { dependency: 'esp-idf-0.49.1' },
    });
  });

  test('a lint without its note is known by its message', () => {
    expect(failures('error: unused import: `std::fs`\n --> src/a.rs:1:5\n  |')).toMatchObject([
      { kind: 'lint', code: 'unused_imports' },
    ]);
  });

  test('blank lines of spaces inside a note do not end it', () => {
    const log =
      'error: linking with `cc` failed: exit status: 1\n  |\n  = note: /usr/bin/ld: cannot find -lpq\n          collect2: error: ld returned 1 exit status\n          \n  = note: some more\n\nerror: could not compile `a` (bin "a") due to 1 previous error';
    expect(failures(log)).toMatchObject([{ span: { first: 1, last: 6 } }]);
  });

  test('PowerShell puts the program before its first line', () => {
    expect(failures('cargo : error[E0412]: cannot find type `X` in this scope\n --> src/lib.rs:1:1')).toMatchObject([
      { code: 'E0412' },
    ]);
  });

  test("a runner's marker before it", () => {
    expect(failures('##[error]error[E0412]: cannot find type `X` in this scope\n --> src/lib.rs:1:1')).toMatchObject([
      { code: 'E0412' },
    ]);
  });

  test('a wrapped message goes on until the arrow', () => {
    expect(
      failures('error[E0599]: no method named `x`\nfound for `&Y` in the\ncurrent scope\n --> src/lib.rs:1:1'),
    ).toMatchObject([{ message: 'no method named `x`\nfound for `&Y` in the\ncurrent scope' }]);
  });

  test('what other programs say is not ours', () => {
    expect(failures("error: pathspec 'x' did not match any file(s) known to git")).toEqual([]);
    expect(failures('error: externally-managed-environment\n\n× This environment is externally managed')).toEqual([]);
    expect(failures('error: F401 unused import\n --> app/main.py:1:8\n  |')).toEqual([]);
    expect(failures('error: test failed, to rerun pass `--lib`')).toEqual([]);
    expect(failures('error: could not compile `a` (lib) due to 1 previous error')).toEqual([]);
  });

  test('ends by itself, and keeps what it has of a cut log', () => {
    const endless = `error[E0308]: mismatched types\n --> a.rs:1:1\n${'  | x\n'.repeat(5000)}`;
    expect(failures(endless)[0]?.lines.length).toBeLessThanOrEqual(500);
    expect(failures('error[E0308]: mismatched types')).toMatchObject([{ code: 'E0308' }]);
  });
});
