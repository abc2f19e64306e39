import { describe, expect, test } from 'vitest';
import { cargoText } from '../../../src/knowledge/rust/cargo/cargo-text.js';
import { findings, keyLines, recorded } from './rust-log.js';

const failures = (text: string) => findings(cargoText, text).failures;

describe('recorded errors', () => {
  test('could not compile only wraps', () => {
    expect(recorded(cargoText, 'rust/type-mismatch')).toMatchObject([{ role: 'wrapper', name: 'ledger' }]);
    expect(recorded(cargoText, 'rust/type-mismatch-old-compiler')).toMatchObject([{ role: 'wrapper' }]);
  });

  test('a failed test run only wraps, one that ended by a signal is a cause', () => {
    expect(recorded(cargoText, 'rust/assertion')).toMatchObject([{ role: 'wrapper' }]);
    expect(recorded(cargoText, 'rust/segfault')).toMatchObject([
      { role: 'cause', kind: 'signal', code: 'SIGSEGV', facts: { signal: 'SIGSEGV' } },
    ]);
    expect(recorded(cargoText, 'rust/compiler-killed')).toMatchObject([
      { role: 'cause', kind: 'signal', code: 'SIGKILL', name: 'ledger' },
    ]);
  });

  test('the resolver: a long explanation with blank lines in it', () => {
    const [failure] = recorded(cargoText, 'cargo/version-conflict');
    expect(failure).toMatchObject({ kind: 'dependency', message: 'failed to select a version for `itoa`.' });
    expect(failure?.lines.at(-1)?.text).toBe('failed to select a version for `itoa` which could resolve this conflict');
  });

  test('a chain of causes is read to its end', () => {
    expect(recorded(cargoText, 'cargo/network-git')).toMatchObject([
      {
        kind: 'dependency',
        name: 'money',
        facts: { cause: 'failed to connect to 127.0.0.1: Connection refused; class=Os (2)' },
      },
    ]);
  });

  test('a build script: package, library and reason', () => {
    expect(recorded(cargoText, 'rust/build-script-pkg-config')).toMatchObject([
      {
        kind: 'build-step',
        name: 'ledger',
        facts: { library: 'libpq', program: expect.stringContaining('build-script-build') },
      },
    ]);
    const [failure] = recorded(cargoText, 'rust/build-script-c-compiler');
    expect(failure?.facts.reason).toContain('fatal error: ledger.h: No such file or directory');
    expect(keyLines(failure).join('\n')).toContain('fatal error: ledger.h');
    expect(recorded(cargoText, 'rust/build-script-panics')[0]?.facts.reason).toContain('cannot find the schema');
  });

  test('warnings and build scripts that warn are no failures', () => {
    for (const scenario of [
      'rust/build-script-warns-passes',
      'cargo/unused-manifest-key-passes',
      'rust/warnings-only',
    ]) {
      expect(recorded(cargoText, scenario)).toEqual([]);
    }
  });
});

describe('variants', () => {
  test('before cargo 1.50 the output of a build script was not indented', () => {
    const log = [
      'error: failed to run custom build command for `openssl-sys v0.9.20`',
      '',
      'Caused by:',
      "  process didn't exit successfully: `/w/build-script-main` (exit code: 101)",
      '--- stderr',
      "thread 'main' panicked at 'Could not find directory of OpenSSL installation', /c/build/main.rs:1:2",
      'note: run with `RUST_BACKTRACE=1`',
      'warning: build failed, waiting for other jobs to finish...',
      'error: build failed',
    ].join('\n');
    const [failure, wrapper] = failures(log);
    expect(failure).toMatchObject({ kind: 'build-step', span: { first: 1, last: 7 } });
    expect(wrapper).toMatchObject({ role: 'wrapper', message: 'build failed' });
  });

  test('Windows exceptions are signals', () => {
    expect(
      failures(
        "error: process didn't exit successfully: `target\\debug\\a.exe` (exit code: 0xc00000fd, STATUS_STACK_OVERFLOW)",
      ),
    ).toMatchObject([{ kind: 'signal', code: 'STATUS_STACK_OVERFLOW' }]);
  });

  test('an unknown error with a chain is kept, one without is not', () => {
    expect(failures('error: something new in cargo\n\nCaused by:\n  disk quota exceeded (os error 122)')).toMatchObject(
      [{ kind: 'build', role: 'cause', facts: { cause: 'disk quota exceeded (os error 122)' } }],
    );
    expect(failures('error: something of another program\n\nnothing else')).toEqual([]);
  });

  test('progress lines end an error', () => {
    expect(
      failures(
        'error: failed to remove C:\\w\\a.o: The process cannot access the file. (os error 32)\n\n   Compiling serde v1.0.1\n    Finished `dev` profile',
      ),
    ).toMatchObject([{ kind: 'command', span: { first: 1, last: 1 } }]);
  });

  test('targets that failed are listed in a wrapper', () => {
    expect(failures('error: 2 targets failed:\n    `--lib`\n    `--test integration`')).toMatchObject([
      { role: 'wrapper', span: { first: 1, last: 3 } },
    ]);
  });
});

describe('what a build script said through cargo:warning', () => {
  test('stands before a blank line, among the warnings of others', () => {
    const [failure] = failures(
      [
        'warning: scale-sys@1.2.0: The system library `scale` required by crate `scale-sys` was not found.',
        'warning: ledger@0.1.0: built without a log',
        '',
        'error: failed to run custom build command for `scale-sys v1.2.0`',
        '',
        'Caused by:',
        "  process didn't exit successfully: `/app/target/debug/build/scale-sys-1/build-script-build` (exit status: 1)",
      ].join('\n'),
    );
    expect(failure?.facts).toMatchObject({ library: 'scale', reason: expect.stringContaining('scale-sys') });
    expect(failure?.lines.some(({ text }) => text.includes('ledger@'))).toBe(false);
  });
});

describe('a build script that panicked in the format before Rust 1.73', () => {
  test('has the message of its panic as the reason', () => {
    const log = [
      'error: failed to run custom build command for `kiln-sys v0.1.0`',
      '',
      'Caused by:',
      "  process didn't exit successfully: `/w/target/debug/build/kiln-sys-1/build-script-build` (exit status: 101)",
      '  --- stderr',
      "  thread 'main' panicked at 'do not know how to fire for mips-clay-linux', build.rs:28:18",
      '  note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
    ].join('\n');
    expect(failures(log)).toMatchObject([{ facts: { reason: 'do not know how to fire for mips-clay-linux' } }]);
  });
});
