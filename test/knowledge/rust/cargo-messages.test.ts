import { describe, expect, it } from 'vitest';
import { debianPackage, isReason, neededLibrary } from '../../../src/knowledge/rust/cargo/build-script.js';
import { cargoMessage } from '../../../src/knowledge/rust/cargo/cargo-messages.js';
import { cargoStatus } from '../../../src/knowledge/rust/cargo/cargo-status.js';
import { cargoText } from '../../../src/knowledge/rust/cargo/cargo-text.js';
import { rustup } from '../../../src/knowledge/rust/rustc/rustup.js';
import { findings } from './rust-log.js';

describe("the sort of cargo's errors", () => {
  it.each([
    ['could not compile `kiln` (lib) due to 1 previous error', 'build wrapper'],
    ['could not document `kiln`', 'build wrapper'],
    ['test failed, to rerun pass `--lib`', 'build wrapper'],
    ['doctest failed, to rerun pass `--doc`', 'build wrapper'],
    ['build failed', 'build wrapper'],
    ['2 targets failed:', 'build wrapper'],
    ['1 target failed:', 'build wrapper'],
    ["process didn't exit successfully: `a` (exit status: 1)", 'build wrapper'],
    ['failed to compile `a v1.0.0`, intermediate artifacts can be found at `/t`', 'build wrapper'],
    ['failed to verify package tarball', 'build wrapper'],
    ['build script logged errors', 'build wrapper'],
    ['failed to run custom build command for `a v1`', 'build-step cause'],
    ['kiln@0.1.0: no clay', 'build-step cause'],
    ['failed to select a version for `a`.', 'dependency cause'],
    ['no matching package named `a` found', 'dependency cause'],
    ['failed to get `a` as a dependency', 'dependency cause'],
    ['failed to fetch `https://a`', 'dependency cause'],
    ['Unable to update registry `crates-io`', 'dependency cause'],
    ['checksum for `a v1` changed between lock files', 'dependency cause'],
    ['cyclic package dependency: a', 'dependency cause'],
    ['the lock file /a/Cargo.lock needs to be updated', 'dependency cause'],
    ['failed to parse lock file at: /a', 'dependency cause'],
    ["can't checkout from 'https://a'", 'dependency cause'],
    ['could not find `a` in registry `crates-io`', 'dependency cause'],
    ['package `a v1` cannot be built because it requires rustc 1.90', 'dependency cause'],
    ['rustc 1.70.0 is not supported by the following packages:', 'dependency cause'],
    ['cannot install package `a 1.0`, it requires rustc 1.90', 'dependency cause'],
    ['failed to parse manifest at `/a/Cargo.toml`', 'configuration cause'],
    ['could not find `Cargo.toml` in `/a` or any parent directory', 'configuration cause'],
    ['manifest path `a` does not exist', 'configuration cause'],
    ['multiple workspace roots found in the same workspace:', 'configuration cause'],
    ['no targets specified in the manifest', 'configuration cause'],
    ['no bin target named `a`.', 'configuration cause'],
    ['a bin target must be available for `cargo run`', 'configuration cause'],
    ['none of the selected packages contains these features: a', 'configuration cause'],
    ['feature `a` is required', 'configuration cause'],
    ['profile `a` is not defined', 'configuration cause'],
    ['could not load Cargo configuration', 'configuration cause'],
    ['unknown `-Z` flag specified: a', 'configuration cause'],
    ['binary `a` already exists in destination', 'command cause'],
    ['no such command: `a`', 'command cause'],
    ['no such subcommand: `a`', 'command cause'],
    ['could not execute process `a`', 'command cause'],
    ['failed to remove file `/a`', 'command cause'],
    ['unable to get `rustc` version', 'command cause'],
  ])('%s: %s', (message, sort) => {
    const known = cargoMessage(message);
    expect(`${known?.kind} ${known?.role}`).toBe(sort);
  });

  it.each([
    'a could not compile `kiln`',
    'build failed again',
    'targets failed:',
    'kiln@0.1: no clay',
    'see kiln@0.1.0: no clay',
    'failed to push some refs',
    'pathspec did not match',
    '',
  ])('%j is none of them', (message) => {
    expect(cargoMessage(message)).toBeUndefined();
  });
});

it.each([
  ['   Compiling serde v1.0.1', 'Compiling'],
  ['    Finished dev', 'Finished'],
  ['     Running unittests', 'Running'],
  ['   Doc-tests kiln', 'Doc-tests'],
  ['    Blocking', 'Blocking'],
  ['  Compiling serde', 'Compiling'],
  ['    Compiling serde', 'Compiling'],
  [' Compiling serde', undefined],
  ['     Compiling serde', undefined],
  ['Compiling serde', undefined],
  ['Documenting kiln', undefined],
  [' Documenting kiln', 'Documenting'],
  ['   Compilings serde', undefined],
  ['', undefined],
])('%j begins with the status %s', (text, status) => {
  expect(cargoStatus(text)).toBe(status);
});

describe('what a build script printed', () => {
  it.each([
    ['fatal error: kiln.h: No such file', true],
    ['  kiln.c:3:5: error: x', true],
    ['error[E0001]: x', true],
    ['LINK error LNK1181: x', true],
    ['Could not find OpenSSL', true],
    ["couldn't find it", true],
    ['pkg-config was not found', true],
    ['cargo:warning=fatal error: x', true],
    ['cargo::error=error: x', true],
    ['cargo:rustc-link-lib=not found', false],
    ['cargo::rustc-cfg=not found', false],
    ['PATH=/not found', false],
    ['opt-level = not found', false],
    ["thread 'main' panicked at not found", false],
    ['terror: x', false],
    ['all is well', false],
    [`${'x'.repeat(1_000)} not found`, false],
  ])('%j tells a reason: %s', (text, is) => {
    expect(isReason(text)).toBe(is);
  });

  it.each([
    ['Package libkiln was not found in the pkg-config search path', 'libkiln'],
    ['The system library `kiln` required by crate `kiln-sys` was not found.', 'kiln'],
    ["No package 'kiln-2.0' found", 'kiln-2.0'],
    ['The file `kiln.pc` needs to be installed', 'kiln'],
    ['Could not find directory of OpenSSL installation', 'openssl'],
    ['see Package libkiln was not found in the pkg-config search path', undefined],
    ['No package kiln found', undefined],
  ])('%s: the library %s', (text, library) => {
    expect(neededLibrary(text)).toBe(library);
  });

  it.each([
    ['openssl', 'libssl-dev'],
    ['z', 'zlib1g-dev'],
    ['kiln', 'libkiln-dev'],
    ['Kiln', 'libkiln-dev'],
    ['libkiln', 'libkiln-dev'],
    ['liblzma', 'liblzma-dev'],
  ])('%s is in the package %s', (library, name) => {
    expect(debianPackage(library)).toBe(name);
  });
});

describe("an error of cargo's", () => {
  const one = (...lines: string[]) => findings(cargoText, lines.join('\n')).failures[0];
  const size = (...lines: string[]) => one(...lines)?.lines.length;
  const SCRIPT = 'error: failed to run custom build command for `kiln-sys v0.1.0`';

  it('goes on with its chain, of which the innermost is its cause', () => {
    const told = one(
      'error: failed to get `a` as a dependency',
      '',
      'Caused by:',
      '  failed to fetch',
      '',
      'Caused by:',
      '  no network',
      '',
      'next',
    );
    expect(told).toMatchObject({ name: 'a', kind: 'dependency', facts: { cause: 'no network' } });
    expect(told?.lines).toHaveLength(7);
  });

  it('that only says that something failed is as the first cause in its chain', () => {
    const wrapped = 'error: failed to compile `a v1`, intermediate artifacts can be found at `/t`';
    expect(one(wrapped)).toMatchObject({ kind: 'build', role: 'wrapper' });
    expect(one(wrapped, '', 'Caused by:', '  failed to select a version for `b`')).toMatchObject({
      kind: 'dependency',
      role: 'cause',
    });
  });

  it('that nobody knows is one with a chain or with the usage of cargo', () => {
    expect(one('error: something odd')).toBeUndefined();
    expect(one('error: something odd', '', 'Caused by:', '  x')).toMatchObject({ kind: 'build', role: 'cause' });
    expect(one('error: unexpected argument', '', 'Usage: cargo build')).toMatchObject({ kind: 'command' });
    expect(one('error: unexpected argument', '', '  tip: x', '', 'Usage: cargo build')?.lines).toHaveLength(3);
    expect(one('error: unexpected argument', '', 'Usage: other')).toBeUndefined();
  });

  it('tells how a process ended', () => {
    const ended = (status: string) =>
      one(
        'error: test failed, to rerun pass `--lib`',
        '',
        'Caused by:',
        `  process didn't exit successfully: \`/t/a b\` (${status})`,
      );
    expect(ended('exit status: 101')).toMatchObject({
      role: 'wrapper',
      code: '101',
      facts: { program: '/t/a', exitCode: 101 },
    });
    expect(ended('signal: 11, SIGSEGV: invalid memory reference')).toMatchObject({
      role: 'cause',
      kind: 'signal',
      code: 'SIGSEGV',
      facts: { signal: 'SIGSEGV' },
    });
    expect(ended('exit code: 0xc0000005, STATUS_ACCESS_VIOLATION')?.facts['exitCode']).toBe('0xc0000005');
    expect(
      one('error: could not compile `a`', '', 'Caused by:', '  could not execute process `rustc` (never executed)'),
    ).toMatchObject({ role: 'cause', kind: 'command' });
  });

  it('tells what a build script complained of', () => {
    const script = (...output: string[]) =>
      one(
        SCRIPT,
        '',
        'Caused by:',
        "  process didn't exit successfully: `/t/b` (exit status: 101)",
        '  --- stderr',
        ...output,
      )?.facts;
    expect(script('  all is well', '  kiln.h not found', '  other not found')).toMatchObject({
      reason: 'kiln.h not found',
      program: '/t/b',
      exitCode: 101,
    });
    expect(script("  thread 'main' panicked at build.rs:1:1:", '  no clay')).toMatchObject({ reason: 'no clay' });
    expect(script("  thread 'main' panicked at 'no clay', build.rs:1:1")).toMatchObject({ reason: 'no clay' });
    expect(script("  thread 'main' panicked at build.rs:1:1:", '  no clay', '  kiln.h not found')).toMatchObject({
      reason: 'kiln.h not found',
    });
    expect(script("  No package 'kiln' found")).toMatchObject({ library: 'kiln', install: 'libkiln-dev' });
    expect(script('  all is well')).not.toHaveProperty('reason');
    expect(one(SCRIPT)?.name).toBe('kiln-sys');
  });

  it('has what the script of its package warned of above it', () => {
    const warned = (...before: string[]) => one(...before, SCRIPT)?.lines.map(({ text }) => text);
    expect(warned('x', 'warning: kiln-sys@0.1.0: a', '', 'warning: other@0.1.0: b', '')).toEqual([
      'warning: kiln-sys@0.1.0: a',
      SCRIPT,
    ]);
    expect(warned('warning: kiln-sys@0.1.0: a', 'x')).toEqual([SCRIPT]);
  });

  it('ends with the next thing', () => {
    const NO = 'error: no matching package named `a` found';
    for (const next of [
      'error: x',
      'warning: x',
      '##[error]x',
      '------',
      'running 1 test',
      'test a ... ok',
      "thread 'a' x",
      '   Compiling x v1',
    ])
      expect([next, size(NO, next)]).toEqual([next, 1]);
    expect(size(NO, 'location searched: x', 'required by package `b`', '', 'perhaps you meant: c', '', 'next')).toBe(5);
    expect(size(NO, '', '', 'perhaps')).toBe(1);
    expect(size(NO, '', '', 'perhaps you')).toBe(4);
    expect(size(NO, '', '', '', 'perhaps you')).toBe(1);
  });

  it('is retold by other tools where a build command failed', () => {
    expect(one('    error: failed to run custom build command for `a v1`')?.kind).toBe('build-step');
    expect(one('Error: failed to run custom build command for `a v1`')?.kind).toBe('build-step');
    expect(one('##[error]error: no matching package named `a` found')?.kind).toBe('dependency');
    expect(one('cargo : error: no matching package named `a` found')?.kind).toBe('dependency');
    expect(one(' error: failed to run custom build command for `a v1`')).toBeUndefined();
    expect(one('    error: no matching package named `a` found')).toBeUndefined();
  });

  it('is none where a compiler drew below it', () => {
    expect(one('error: something odd', ' --> src/a.rs:1:1', '  |')).toBeUndefined();
  });
});

describe("rustup's errors", () => {
  const told = (text: string) => {
    const [failure] = findings(rustup, text).failures;
    return failure && [failure.name, failure.facts['toolchain'], failure.lines.length];
  };
  it.each([
    [
      "error: 'rustfmt' is not installed for the toolchain 'stable-x'.\nTo install, run `rustup`\nnext",
      ['rustfmt', 'stable-x', 2],
    ],
    ["error: 'rustfmt' is not installed for the custom toolchain 'mine'", ['rustfmt', 'mine', 1]],
    [
      "error: the 'cargo-clippy' binary, normally provided by the 'clippy' component, is not applicable to the 'x' toolchain",
      [undefined, undefined, 1],
    ],
    ["error: toolchain '1.99' is not installed\nhelp: run `rustup toolchain install`", ['1.99', '1.99', 2]],
    ["error: override toolchain '1.99' is not installed", ['1.99', '1.99', 1]],
    ["error: component 'rls' for target 'x' is unavailable for download for channel 'nightly'", ['rls', undefined, 1]],
    ['error: some components unavailable for download', [undefined, undefined, 1]],
    ['error: rustup could not choose a version of cargo to run', [undefined, undefined, 1]],
    ['error: no default toolchain configured', [undefined, undefined, 1]],
    ['error: could not download nonexistent rust version `1.99`', [undefined, undefined, 1]],
    ["error: no release found for 'x'", [undefined, undefined, 1]],
    ["error: unknown proxy name: 'x'", [undefined, undefined, 1]],
    ["cargo : error: toolchain '1.99' is not installed", ['1.99', '1.99', 1]],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
  it.each([
    "toolchain '1.99' is not installed",
    'error: kiln is not installed',
    "error: see toolchain '1.99' is not installed",
  ])('%s is none', (text) => {
    expect(told(text)).toBeUndefined();
  });
  it('is no longer than sixteen lines', () => {
    expect(told(`error: no default toolchain configured\n${'  x\n'.repeat(30)}`)?.[2]).toBe(16);
  });
});
