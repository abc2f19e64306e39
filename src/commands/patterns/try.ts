import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Evidence } from '../../core/domain/diagnosis.js';
import type { Report } from '../../core/domain/report.js';
import { KnownError } from '../../core/errors.js';
import { secretsIn } from '../../core/redact/environment.js';
import { runKey } from '../../core/reports/rows.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import { idOf as patternIdOf } from '../../knowledge/catalogue/pattern-id.js';
import type { PatternSet } from '../../knowledge/catalogue/pattern-set.js';
import type { PatternsRequest } from '../../settings/requests.js';
import { diagnose } from '../../walk/diagnose.js';
import { isLogName } from '../../world/files/log-names.js';
import { namedFiles } from '../../world/files/named-files.js';
import { openHistory } from '../../world/history/ask.js';
import { readPatternFiles } from '../../world/patterns/pattern-files.js';
import { recordLines } from '../../world/records/lines.js';
import { type BatchRecord, parseRecord, sourcesOf } from '../batch/record.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A log that a pattern would have matched. */
export interface Matched {
  readonly id: string;
  readonly pattern: string;
  /** `headline`: it would have been told first · `beside`: another would have · `possible`: nothing proves that it failed */
  readonly as: 'headline' | 'beside' | 'possible';
  readonly line: number;
  readonly text: string;
  /** What the headline was: a pattern, `unknown`, or `nothing` where none was told. */
  readonly before: string;
}

export interface TriedOver {
  readonly matched: readonly Matched[];
  readonly logs: number;
  /** Why others were not read, each a sentence. */
  readonly notes: readonly string[];
}

/**
 * Says of each log what patterns would have matched in it, beside what it was called then: by the history where one is
 * named and knows the run, else by the patterns that are there without them. Memory holds one log, and what matched.
 * @throws KnownError for a broken pattern, what cannot be read, and a history that is none
 */
export async function tryOver(request: PatternsRequest, env: Environment): Promise<TriedOver> {
  const { operands, patterns: globs, over, history } = request;
  const own = await readPatternFiles(operands);
  const others = await readPatternFiles(globs);
  const [before, after] = [await loadCatalogue(others), await loadCatalogue([...others, ...own])];
  const ids = new Set(own.map(({ path }) => patternIdOf(path)));
  const secrets = secretsIn(env);
  const notes: string[] = [];
  const found: { readonly matched: Matched; readonly key: string }[] = [];
  let logs = 0;
  for await (const record of recordsIn(over, notes)) {
    logs++;
    try {
      const report = await read(record, after, secrets);
      const hits = hitsIn(report, ids);
      const called = hits.length === 0 || history !== undefined ? '' : headline(await read(record, before, secrets));
      for (const hit of hits) found.push({ matched: { id: record.id, ...hit, before: called }, key: runKey(record) });
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      notes.push(error.message);
    }
  }
  if (history === undefined) return { matched: found.map(({ matched }) => matched), logs, notes };
  const called = await headlines(
    history,
    found.map(({ key }) => key),
  );
  const matched = found.map((each) => ({ ...each.matched, before: called.get(each.key) ?? 'not in the history' }));
  return { matched, logs, notes };
}

async function read(record: BatchRecord, patterns: PatternSet, secrets: readonly string[]): Promise<Report> {
  return diagnose({ sources: await sourcesOf(record), patterns, failOn: 'never', run: {}, secrets });
}

function hitsIn({ diagnoses, possible = [] }: Report, ids: ReadonlySet<string>): Omit<Matched, 'id' | 'before'>[] {
  const told = diagnoses.map((each) => ({ ...each, as: each.primary ? ('headline' as const) : ('beside' as const) }));
  const maybe = possible.flatMap((each) => ('pattern' in each ? [{ ...each, as: 'possible' as const }] : []));
  return [...told, ...maybe].flatMap(({ pattern, evidence, as }) =>
    ids.has(pattern) ? [{ pattern, as, ...proof(evidence) }] : [],
  );
}

function proof(evidence: readonly Evidence[]): { readonly line: number; readonly text: string } {
  const { line = 0, text = '' } = evidence.find((each) => each.proof) ?? evidence[0] ?? {};
  return { line, text: text.trim() };
}

function headline({ diagnoses, unknown }: Report): string {
  const known = diagnoses.find(({ primary }) => primary)?.pattern;
  return known ?? (unknown.some(({ primary }) => primary) ? 'unknown' : 'nothing');
}

/** What each run was told as, by its key; what passed is there as `nothing`. */
async function headlines(history: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const opened = await openHistory(history);
  try {
    const rows = await opened.ask(
      `SELECT key, CASE WHEN any_value(fingerprint) IS NULL THEN 'nothing' ELSE coalesce(any_value(pattern), 'unknown') END AS called
       FROM runs LEFT JOIN (FROM findings WHERE is_primary) USING (key)
       WHERE key IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]'))) GROUP BY key`,
      [JSON.stringify(keys)],
    );
    return new Map(rows.map(({ key, called }) => [String(key), String(called)]));
  } finally {
    opened.close();
  }
}

/** Records of `batch`, or logs by their paths. */
async function* recordsIn(paths: readonly string[], notes: string[]): AsyncGenerator<BatchRecord> {
  for await (const { path, found } of namedFiles(paths, (each) => isLogName(basename(each)), notes)) {
    const isStream = !found && /\.(?:jsonl|ndjson)$/i.test(path);
    if (isStream) yield* recordsOf(path, notes);
    else yield { id: path, path, outcome: 'unknown' };
  }
}

async function* recordsOf(path: string, notes: string[]): AsyncGenerator<BatchRecord> {
  for await (const line of recordLines(createReadStream(path))) {
    try {
      if ('text' in line) yield parseRecord(line.text);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      notes.push(`${path}:${line.number}: ${error.message}`);
    }
  }
}
