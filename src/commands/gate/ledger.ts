import { z } from 'zod';
import type { Incident } from '../../core/domain/incident.js';
import { SEVERITIES } from '../../core/domain/pattern.js';
import { KnownError } from '../../core/errors.js';
import { parsedJson } from '../../core/json.js';
import { YamlFile } from '../../knowledge/catalogue/yaml-file.js';

const NO_DATE = 'is no date; write YYYY-MM-DD';

const entry = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/, 'is no fingerprint; copy the 16 digits from a report'),
  pattern: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'is no pattern id; write family/name'),
  severity: z.enum(SEVERITIES),
  opened: z.iso.date(NO_DATE).describe('The day it was first seen.'),
  resolved: z.exactOptional(z.iso.date(NO_DATE)).describe('The day it was over; without it, it is not.'),
  reference: z.exactOptional(z.string().min(1, 'is empty').max(1000, 'is longer than 1,000 characters')),
});

const ledgerFile = z.strictObject({
  schema: z.literal(1, 'is not 1, the only form this version reads'),
  entries: z.array(entry).max(1000, 'holds more than 1,000 entries'),
});

export type LedgerEntry = z.infer<typeof entry>;

/** What a team knows of its incidents where no GitHub keeps them: a file in a repository, or beside one. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
}

/**
 * Reads a ledger. Nothing in it is guessed: whatever is not as it should be may hide an incident.
 * @param path shown in errors
 * @throws KnownError `broken-ledger` with file, line and column
 */
export function parseLedger(path: string, text: string): Ledger {
  // JSON is YAML too, and our reader of that knows the place of everything, mistakes included.
  const file = new YamlFile(path, text, { error: 'broken-ledger', start: 'Begin with {"schema": 1, "entries": []}' });
  if (parsedJson(text) === undefined) throw new KnownError('broken-ledger', { where: path, what: 'is no JSON' });
  const { entries } = file.check(ledgerFile);
  const open = new Set<string>();
  for (const [index, { fingerprint, opened, resolved }] of entries.entries()) {
    if (resolved !== undefined && resolved < opened)
      throw file.errorAt(['entries', index, 'resolved'], 'It was resolved before it was opened');
    if (resolved === undefined && open.has(fingerprint))
      throw file.errorAt(['entries', index], `${fingerprint} is open twice`, 'Leave one of them out');
    if (resolved === undefined) open.add(fingerprint);
  }
  return { entries };
}

/** The ledger as text, ending in a line break. */
export function ledgerText({ entries }: Ledger): string {
  return `${JSON.stringify({ schema: 1, entries }, null, 2)}\n`;
}

/** What is not resolved. */
export function unresolved({ entries }: Ledger): readonly Incident[] {
  return entries
    .filter(({ resolved }) => resolved === undefined)
    .map(({ fingerprint, pattern, severity, opened, reference }) => ({
      fingerprint,
      pattern,
      severity,
      state: 'new',
      opened,
      ...(reference !== undefined && { reference: referenceOf(reference) }),
    }));
}

/** The ledger with what it does not hold yet; the same where there is nothing to add. */
export function recorded(ledger: Ledger, found: readonly Omit<LedgerEntry, 'opened'>[], today: string): Ledger {
  const open = new Set(ledger.entries.filter(({ resolved }) => resolved === undefined).map((each) => each.fingerprint));
  const added = found.filter(({ fingerprint }) => !open.has(fingerprint));
  if (added.length === 0) return ledger;
  return {
    entries: [
      ...ledger.entries,
      ...added.map(({ fingerprint, pattern, severity, reference }) => ({
        fingerprint,
        pattern,
        severity,
        opened: today,
        ...(reference !== undefined && { reference }),
      })),
    ],
  };
}

function referenceOf(reference: string): { name: string; url?: string } {
  return /^https?:\/\//.test(reference) ? { name: reference, url: reference } : { name: reference };
}
