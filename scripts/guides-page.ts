/** What was found of the guides' rows, as text and as a page; pure. */
import { markdownTable } from 'markdown-table';
import type { GuideRow } from './guide-rows.js';

/** One proof of a row, and what went wrong with it. */
export interface Proof {
  /** `rust/borrow`, `material 2`, `test/cli/a.test.ts`. */
  readonly name: string;
  readonly kind: 'run' | 'material' | 'test';
  readonly problem?: string;
}

export interface JudgedRow {
  readonly row: GuideRow;
  readonly proofs: readonly Proof[];
}

export interface JudgedGuide {
  readonly title: string;
  readonly rows: readonly JudgedRow[];
}

/** Every proof holds, and there is one. */
export function holds({ row, proofs }: JudgedRow): boolean {
  return row.missing === undefined && proofs.length > 0 && proofs.every(({ problem }) => problem === undefined);
}

/** A line for each row that does not hold, and the sum. */
export function guidesText(guides: readonly JudgedGuide[]): string {
  const short = guides.flatMap(({ title, rows }) =>
    rows.filter((row) => !holds(row)).map((row) => `${title}: ${row.row.row}: ${state(row)}`),
  );
  return [...short, sum(guides)].join('\n');
}

function sum(guides: readonly JudgedGuide[]): string {
  const rows = guides.flatMap((guide) => guide.rows);
  return `${rows.filter(holds).length} of ${rows.length} rows of the guides hold`;
}

/**
 * For docs/guides.md.
 * @param known ids of the patterns that have a page
 */
export function guidesPage(guides: readonly JudgedGuide[], known: ReadonlySet<string>): string {
  const blocks = [
    '# The guides, row by row',
    'Five operating guides (Rust and a deployment pipeline, containers that restart in silence, servers that hang under Tokio, FastAPI with Redis Streams, incidents of a hosted web service) say what can fail, what to check, which numbers are too high and what to write down. Each of their rows stands here in our words, with what proves it: *recorded runs* of real tools (`fixtures/`), *material* of its own that shares nothing with them, and *tests*. `npm run guides` tries every one of them and writes this page from [`test/guides`](../test/guides).',
    `**${sum(guides)}.**`,
    ...guides.flatMap(({ title, rows }) => [
      `## ${title}`,
      `${rows.filter(holds).length} of ${rows.length} hold.`,
      markdownTable([['Row', 'Sort', 'Answer', 'Proved by', 'State'], ...rows.map((row) => cells(row, known))], {
        alignDelimiters: false,
      }),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function cells(judged: JudgedRow, known: ReadonlySet<string>): string[] {
  const { row, proofs } = judged;
  const { expect = '' } = row;
  const answer = known.has(expect) ? `[\`${expect}\`](patterns/${expect}.md)` : expect;
  return [row.row, row.kind, answer, provedBy(proofs), state(judged)];
}

function provedBy(proofs: readonly Proof[]): string {
  const runs = proofs.filter(({ kind }) => kind === 'run').map(({ name }) => `\`${name}\``);
  const tests = proofs.filter(({ kind }) => kind === 'test').map(({ name }) => `\`${name}\``);
  const material = proofs.filter(({ kind }) => kind === 'material').length;
  return [...runs, ...(material > 0 ? [`${material} of its own`] : []), ...tests].join(', ');
}

function state(judged: JudgedRow): string {
  const { row, proofs } = judged;
  if (holds(judged)) return 'holds';
  if (row.missing !== undefined) return `missing: ${row.missing}`;
  if (proofs.length === 0) return 'missing';
  const problems = proofs.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name} ${problem}`]));
  return problems.length === proofs.length ? `missing: ${problems.join('; ')}` : `partly: ${problems.join('; ')}`;
}
