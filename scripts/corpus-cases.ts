/** Diagnosing a folder of labelled logs, and judging the answers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Evidence } from '../src/core/domain/diagnosis.js';
import { matchesReference } from '../src/core/domain/pattern.js';
import type { Report } from '../src/core/domain/report.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnoseFile } from './diagnose-file.js';
import { ROOT } from './scenario.js';

const caseSchema = z.object({
  id: z.string(),
  file: z.string(),
  category: z.string().nullish(),
  alsoAccept: z.array(z.string()).nullish(),
  evidence: z.string().nullish(),
});
type Case = z.infer<typeof caseSchema>;

const tableSchema = z.strictObject({
  /** What stands before the dot of a category → families of patterns that are near misses rather than wrong. */
  families: z.record(z.string(), z.array(z.string())),
  /** Category → pattern ids (a trailing `*` stands for anything) that are the right headline. */
  categories: z.record(z.string(), z.array(z.string())),
});
const table = tableSchema.parse(parse(readFileSync(join(ROOT, 'scripts/corpus-categories.yaml'), 'utf8')));

/** How good an answer is; `quiet` and `FIRED` are for logs that passed. */
export type Mark = 'OK' | 'family' | 'unknown' | 'WRONG' | 'silent' | 'quiet' | 'FIRED';

/** One log and what was said of it. */
export interface Measured {
  readonly id: string;
  readonly expected: string;
  /** References to the patterns that are right; none where the label does not say. */
  readonly right: readonly string[];
  readonly headline: string;
  readonly mark: Mark;
  /** The proving line stands among the primary's evidence; undefined where none is labelled. */
  readonly proven?: boolean;
  /** The labelled proof and what was shown instead, for cases asked for by id. */
  readonly label?: string;
  readonly evidence?: readonly Evidence[];
}

/** The headline in one word, and its evidence. */
function primaryOf(report: Report): { headline: string; evidence: readonly Evidence[] } {
  const diagnosis = report.diagnoses.find((each) => each.primary);
  if (diagnosis !== undefined) return { headline: diagnosis.pattern, evidence: diagnosis.evidence };
  const unknown = report.unknown.find((each) => each.primary);
  if (unknown !== undefined) return { headline: 'unknown', evidence: unknown.evidence };
  return { headline: 'silent', evidence: [] };
}

/** The patterns that are a right headline for one of the categories. */
function rightFor(categories: readonly string[]): string[] {
  return categories.flatMap((category) => table.categories[category] ?? [category.replace('.', '/')]);
}

/** How good a headline is for a category (or another one that is accepted as well). */
function judge(headline: string, accepted: readonly string[]): Mark {
  if (headline === 'silent') return 'silent';
  if (headline === 'unknown') return accepted.includes('unknown') ? 'OK' : 'unknown';
  if (rightFor(accepted).some((reference) => matchesReference(reference, headline))) return 'OK';
  const families = accepted
    .map((category) => category.split('.')[0] as string)
    .flatMap((name) => table.families[name] ?? [name]);
  return families.includes(headline.split('/')[0] as string) ? 'family' : 'WRONG';
}

/** White space does not matter in a comparison. */
export const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Shorter lines prove nothing by standing inside the labelled one. */
const SHORTEST_PROOF = 10;

function proves(evidence: readonly Evidence[], label: string): boolean {
  const wanted = squeeze(label);
  const lines = evidence.map((each) => squeeze(each.text));
  if (squeeze(lines.join(' ')).includes(wanted)) return true;
  return lines.some((line) => line.includes(wanted) || (line.length >= SHORTEST_PROOF && wanted.includes(line)));
}

/** Everything that was said about a log that passed. */
function fired(report: Report): string {
  const said = [
    ...report.diagnoses.map((each) => each.pattern),
    ...report.unknown.map((each) => `unknown(${each.evidence[0]?.text.slice(0, 60) ?? ''})`),
  ];
  return said.join(', ');
}

async function measureCase(folder: string, each: Case): Promise<Measured> {
  const report = await diagnoseFile(join(folder, each.file), each.file);
  if (each.category === null || each.category === undefined || each.category === 'none' || each.id.startsWith('J-')) {
    const said = fired(report);
    return {
      id: each.id,
      expected: 'nothing',
      right: [],
      headline: said || '–',
      mark: said === '' ? 'quiet' : 'FIRED',
    };
  }
  const { headline, evidence } = primaryOf(report);
  const accepted = [each.category, ...(each.alsoAccept ?? [])];
  const mark = judge(headline, accepted);
  const right = rightFor(accepted);
  const proven = each.evidence ? { proven: proves(evidence, each.evidence) } : {};
  return {
    id: each.id,
    expected: each.category,
    right,
    headline,
    mark,
    ...proven,
    label: each.evidence ?? '',
    evidence,
  };
}

/** Lines `E a-b` of a ground truth: the 1-based ranges that explain the failure. */
function explainingRanges(groundtruth: string): (readonly [number, number])[] {
  return [...groundtruth.matchAll(/^E (\d+)(?:-(\d+))?/gm)].map((match) => [
    Number(match[1]),
    Number(match[2] ?? match[1]),
  ]);
}

async function measurePair(folder: string, name: string): Promise<Measured[]> {
  const red = await diagnoseFile(join(folder, name, 'fail.log'), `${name}/fail.log`);
  const ranges = explainingRanges(readFileSync(join(folder, name, 'groundtruth'), 'utf8'));
  const { headline, evidence } = primaryOf(red);
  const proven = evidence.some(({ line }) => ranges.some(([from, to]) => line >= from && line <= to));
  const expected = `lines ${ranges.map(([from, to]) => `${from}-${to}`).join(' ')}`;
  const mark = headline === 'silent' ? 'silent' : proven ? 'OK' : headline === 'unknown' ? 'unknown' : 'WRONG';
  const said = fired(await diagnoseFile(join(folder, name, 'pass.log'), `${name}/pass.log`));
  return [
    { id: `${name}/fail`, expected, right: [], headline, mark, proven, label: expected, evidence },
    {
      id: `${name}/pass`,
      expected: 'nothing',
      right: [],
      headline: said || '–',
      mark: said === '' ? 'quiet' : 'FIRED',
    },
  ];
}

/**
 * Diagnoses the logs of a folder, see scripts/corpus.ts for its form.
 * @param only ids or their beginnings; all when empty
 */
export async function measure(folder: string, only: readonly string[]): Promise<Measured[]> {
  const wanted = (id: string) => only.length === 0 || only.some((each) => id.startsWith(each));
  const measured: Measured[] = [];
  const list = join(folder, 'cases.jsonl');
  if (existsSync(list)) {
    const lines = readFileSync(list, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    for (const line of lines) {
      const each = caseSchema.parse(JSON.parse(line));
      if (wanted(each.id)) measured.push(await measureCase(folder, each));
    }
    return measured;
  }
  const pairs = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'groundtruth')));
  for (const name of pairs.sort()) if (wanted(name)) measured.push(...(await measurePair(folder, name)));
  return measured;
}

/** Ids the table names that are no patterns: a category would count as wrong because of a spelling. */
export async function unknownIds(): Promise<string[]> {
  const ids = (await loadCatalogue([])).patterns.map(({ id }) => id);
  const named = [...new Set(Object.values(table.categories).flat())];
  return named.filter((reference) => !ids.some((id) => matchesReference(reference, id)));
}
