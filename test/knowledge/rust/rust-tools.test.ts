import { describe, expect, test } from 'vitest';
import { exitStatus } from '../../../src/core/parse/exit-status.js';
import { rustfmt } from '../../../src/knowledge/lint/rustfmt.js';
import { cargoJson } from '../../../src/knowledge/rust/cargo/cargo-json.js';
import { rustup } from '../../../src/knowledge/rust/rustc/rustup.js';
import { findings, recorded } from './rust-log.js';

describe('rustfmt', () => {
  test('one failure for each file, at its first difference', () => {
    expect(recorded(rustfmt, 'lint/rustfmt-diff')).toMatchObject([
      { tool: 'rustfmt', kind: 'format', location: { line: 1 }, facts: { hunks: 2 } },
    ]);
    expect(recorded(rustfmt, 'lint/rustfmt-two-files')).toHaveLength(2);
  });

  test('the header before 1.77', () => {
    expect(findings(rustfmt, 'Diff in /w/src/lib.rs at line 12:\n-a\n+b').failures).toMatchObject([
      { location: { file: '/w/src/lib.rs', line: 12 } },
    ]);
  });

  test('other differences', () => {
    expect(findings(rustfmt, 'Diff in behaviour at line 3:\nDiff in config.json:3:').failures).toEqual([]);
  });
});

describe('rustup', () => {
  test('a component, a toolchain', () => {
    expect(recorded(rustup, 'rust/component-missing')).toMatchObject([
      { tool: 'rustup', kind: 'configuration', name: 'cargo-fmt', facts: { toolchain: 'bare' } },
    ]);
    expect(recorded(rustup, 'rust/toolchain-missing')).toMatchObject([{ name: '1.42.0-x86_64-unknown-linux-gnu' }]);
  });

  test('the words in another place', () => {
    expect(findings(rustup, 'warning: rustfmt is not installed for the toolchain, skipping').failures).toEqual([]);
  });
});

describe('cargo messages in JSON', () => {
  test('the rendered text is what is matched and quoted', () => {
    const [failure] = recorded(cargoJson, 'rust/type-mismatch-json');
    expect(failure).toMatchObject({
      tool: 'rustc',
      code: 'E0308',
      location: { file: 'src/lib.rs', line: 6, column: 13 },
    });
    expect(failure?.lines[0]?.text).toBe('error[E0308]: mismatched types');
  });

  test('warnings and broken lines', () => {
    expect(
      findings(cargoJson, '{"reason":"compiler-message","message":{"level":"warning","rendered":"warning: x"}}')
        .failures,
    ).toEqual([]);
    expect(findings(cargoJson, '{"reason":"compiler-message","message":{"level":"err').failures).toEqual([]);
  });
});

test.each([
  ['(signal: 11, SIGSEGV: invalid memory reference)', { signal: 'SIGSEGV' }],
  ['(signal: 9, SIGKILL: kill)', { signal: 'SIGKILL' }],
  ['(exit status: 101)', { code: '101' }],
  ['(exit code: 0xc0000005, STATUS_ACCESS_VIOLATION)', { code: '0xc0000005', signal: 'STATUS_ACCESS_VIOLATION' }],
  ['(exit status: 137)', { code: '137', signal: 'SIGKILL' }],
  ['no status', undefined],
])('exit status %s', (text, expected) => {
  expect(exitStatus(text)).toEqual(expected);
});
