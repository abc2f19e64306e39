import { expect, test } from 'vitest';
import { cargoAudit } from '../../../src/knowledge/rust/cargo/cargo-audit.js';
import { findings } from './rust-log.js';

const failures = (text: string) => findings(cargoAudit, text).failures;

test('each advisory of cargo audit is a failure, warnings are none', () => {
  const log = [
    'Crate:     time',
    'Version:   0.1.44',
    'Title:     Potential segfault in the time crate',
    'ID:        RUSTSEC-2020-0071',
    'Solution:  Upgrade to >=0.2.23',
    'Dependency tree:',
    'time 0.1.44',
    '',
    'Crate:     proc-macro-error',
    'Version:   1.0.4',
    'Warning:   unmaintained',
    'ID:        RUSTSEC-2024-0370',
    'error: 1 vulnerability found!',
  ].join('\n');
  expect(failures(log)).toMatchObject([
    {
      name: 'time',
      code: 'RUSTSEC-2020-0071',
      message: 'Potential segfault in the time crate',
      facts: { version: '0.1.44' },
    },
  ]);
});

test('a finding of cargo deny ends where its drawing ends', () => {
  const log = [
    'error[banned]: crate `openssl 0.10.60` is explicitly banned',
    '   ┌─ /w/deny.toml:20:12',
    '   │',
    '20 │     { name = "openssl" },',
    '   │       ---------------- banned here',
    '   │',
    '   ├ openssl v0.10.60',
    '     └── native-tls v0.2.11',
    '',
    'advisories ok, bans FAILED, licenses ok, sources ok',
  ].join('\n');
  expect(failures(log)).toMatchObject([{ code: 'banned', span: { first: 1, last: 7 } }]);
  expect(failures('error[rejected] without a colon')).toEqual([]);
});
