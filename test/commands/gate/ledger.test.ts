import { describe, expect, it } from 'vitest';
import { ledgerText, parseLedger, recorded, unresolved } from '../../../src/commands/gate/ledger.js';
import { KnownError } from '../../../src/core/errors.js';

const ENTRY = { fingerprint: '00000000000000aa', pattern: 'house/boiler', severity: 'P0', opened: '2026-11-20' };
const text = (entries: readonly unknown[], more: object = {}) =>
  JSON.stringify({ schema: 1, entries, ...more }, null, 2);

function refusal(content: string): string {
  try {
    parseLedger('ledger.json', content);
  } catch (error) {
    if (error instanceof KnownError && error.kind === 'broken-ledger') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a ledger', () => {
  it('knows what is not resolved, with where people talk about it', () => {
    const ledger = parseLedger(
      'ledger.json',
      text([
        { ...ENTRY, reference: 'https://tracker.example/7' },
        { ...ENTRY, fingerprint: '00000000000000bb', resolved: '2026-11-21' },
        { ...ENTRY, fingerprint: '00000000000000cc', reference: 'OPS-12' },
      ]),
    );
    expect(unresolved(ledger)).toEqual([
      {
        ...ENTRY,
        state: 'new',
        reference: { name: 'https://tracker.example/7', url: 'https://tracker.example/7' },
      },
      { ...ENTRY, fingerprint: '00000000000000cc', state: 'new', reference: { name: 'OPS-12' } },
    ]);
  });

  it('takes in what is new, and what came back', () => {
    const ledger = parseLedger(
      'ledger.json',
      text([ENTRY, { ...ENTRY, fingerprint: '00000000000000bb', resolved: '2026-11-21' }]),
    );
    const found = ['00000000000000aa', '00000000000000bb'].map((fingerprint) => ({
      fingerprint,
      pattern: 'house/boiler',
      severity: 'P0' as const,
    }));
    const next = recorded(ledger, found, '2026-11-23');
    expect(next.entries.slice(2)).toEqual([{ ...ENTRY, fingerprint: '00000000000000bb', opened: '2026-11-23' }]);
    expect(parseLedger('ledger.json', ledgerText(next))).toEqual(next);
    expect(recorded(next, found, '2026-11-24')).toBe(next);
  });

  it('may be indented with tabs', () => {
    expect(
      parseLedger('ledger.json', JSON.stringify({ schema: 1, entries: [ENTRY] }, null, '\t')).entries,
    ).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"schema": 1,\n "entries": [}', /^ledger\.json:2:14: /],
    ['cut off', text([ENTRY]).slice(0, -10), /^ledger\.json:\d+:\d+: /],
    ['YAML', 'schema: 1\nentries: []\n', /^ledger\.json: is no JSON/],
    ['a list', '[]', /^ledger\.json:1:1: The file holds no mapping. Begin with/],
    ['without its schema', '{"entries": []}', /'schema' is not 1/],
    ['of a later schema', '{"schema": 2, "entries": []}', /^ledger\.json:1:12: 'schema' is not 1/],
    ['without its entries', '{"schema": 1}', /'entries' is missing/],
    [
      'with a severity nobody knows',
      text([{ ...ENTRY, severity: 'P7' }]),
      /^ledger\.json:7:\d+: 'entries\.0\.severity'/,
    ],
    [
      'with a fingerprint that is none',
      text([{ ...ENTRY, fingerprint: 'aa' }]),
      /:5:\d+: 'entries\.0\.fingerprint' is no fingerprint/,
    ],
    ['with a pattern that is none', text([{ ...ENTRY, pattern: 'boiler' }]), /:6:\d+: .* is no pattern id/],
    ['with a day that is none', text([{ ...ENTRY, opened: '2026-02-30' }]), /:8:\d+: .* is no date/],
    [
      'with a misspelt key',
      text([{ ...ENTRY, resolvd: '2026-11-21' }]),
      /:9:\d+: Unknown key 'resolvd'.*Did you mean 'resolved'/,
    ],
    [
      'resolved before it was opened',
      text([{ ...ENTRY, resolved: '2026-11-19' }]),
      /:9:\d+: It was resolved before it was opened/,
    ],
    ['open twice', text([ENTRY, ENTRY]), /:10:\d+: 00000000000000aa is open twice/],
    [
      'with a key twice',
      '{"schema": 1, "entries": [{"severity": "P0", "severity": "P3"}]}',
      /:1:46: The key 'severity' is not unique/,
    ],
    ['with __proto__', '{"schema": 1, "__proto__": {}, "entries": []}', /'__proto__' cannot be a key/],
    ['nested too deeply', `${'['.repeat(200)}${']'.repeat(200)}`, /nested too deeply/],
    ['too large', text(Array.from({ length: 2_000 }, () => ENTRY)), /larger than 256 kB/],
  ])('%s is refused with its place', (_, content, words) => {
    expect(refusal(content)).toMatch(words);
  });
});
