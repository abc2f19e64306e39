/** The measure of the catalogue as text and as a page; pure. */
import { markdownTable } from 'markdown-table';
import type { Pattern } from '../src/core/domain/pattern.js';
import type { Tallies, Tally } from './tally.js';

export interface CatalogueMeasure {
  readonly patterns: readonly Pattern[];
  /** Rows of the plan, and whether there is a pattern for it. */
  readonly rows: readonly { readonly row: string; readonly isPresent: boolean }[];
  readonly recorded: Tallies;
  /** Recorded runs that another pattern won, and passing ones of which something was said: a sentence each. */
  readonly wrong: readonly string[];
  readonly fired: readonly string[];
  /** How many passing runs are recorded. */
  readonly passing: number;
}

/** For a terminal; a `!` stands before a pattern without a recorded run, or one that won wrongly or not always. */
export function measureText(measure: CatalogueMeasure, corpus?: Tallies): string {
  const columns = (tally: Tally) => [tally.should, tally.won, tally.wrong].map((n) => String(n).padStart(7)).join('');
  const heading = `  ${'pattern'.padEnd(36)}${'status'.padEnd(12)} should    won  wrong${corpus ? '  | corpus    won  wrong' : ''}`;
  const lines = measure.patterns.map(({ id, status }) => {
    const tally = measure.recorded.of(id);
    const mark = tally.should === 0 || tally.wrong > 0 || tally.won < tally.should ? '!' : ' ';
    const second = corpus ? `  | ${columns(corpus.of(id)).slice(1)}` : '';
    return `${mark} ${id.padEnd(36)}${status.padEnd(12)}${columns(tally)}${second}`;
  });
  return [
    heading,
    ...lines,
    '',
    ...shortcomings(measure),
    '',
    ...totals(measure).map(([label, value]) => `${label.padEnd(48)}${value}`),
  ].join('\n');
}

/** For docs/catalogue-measure.md. Patterns without a recorded run come first. */
export function measurePage(measure: CatalogueMeasure): string {
  const unproven = measure.patterns.filter(({ id }) => measure.recorded.of(id).should === 0);
  const proven = measure.patterns.filter(({ id }) => measure.recorded.of(id).should > 0);
  const blocks = [
    '# Measure of the catalogue',
    'Written by `npm run catalogue`. Every recorded run of `fixtures/` is diagnosed as a plain file; a pattern *should* win the runs that name it as their headline.',
    markdownTable([['What', 'How many'], ...totals(measure)], { align: ['l', 'r'] }),
    ...list(
      'Rows of the plan without a pattern',
      measure.rows.filter(({ isPresent }) => !isPresent).map(({ row }) => `\`${row}\``),
    ),
    ...list('Recorded runs won by another pattern', measure.wrong),
    ...list('Passing runs of which something is said', measure.fired),
    '## Without a recorded run',
    unproven.length === 0 ? 'None.' : table(unproven, measure),
    '## With recorded runs',
    table(proven, measure),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${heading}`, items.map((item) => `- ${item}`).join('\n')];
}

function table(patterns: readonly Pattern[], { recorded }: CatalogueMeasure): string {
  const rows = patterns.map(({ id, severity, status }) => {
    const { should, won, wrong } = recorded.of(id);
    return [`[\`${id}\`](patterns/${id}.md)`, severity, status, ...[should, won, wrong].map(String)];
  });
  const heading = ['Pattern', 'Severity', 'Status', 'Should win', 'Won', 'Won wrongly'];
  return markdownTable([heading, ...rows], { align: ['l', 'l', 'l', 'r', 'r', 'r'], alignDelimiters: false });
}

function shortcomings({ rows, wrong, fired }: CatalogueMeasure): string[] {
  const missing = rows.filter(({ isPresent }) => !isPresent).map(({ row }) => `missing row: ${row}`);
  return [...missing, ...wrong.map((each) => `won wrongly: ${each}`), ...fired.map((each) => `fired: ${each}`)];
}

function totals({ patterns, rows, recorded, wrong, fired, passing }: CatalogueMeasure): [string, string][] {
  const present = rows.filter(({ isPresent }) => isPresent).length;
  const stable = patterns.filter(({ status }) => status === 'stable');
  const proven = stable.filter(({ id }) => recorded.of(id).won > 0).length;
  const runs = patterns.reduce((sum, { id }) => sum + recorded.of(id).should, 0);
  const won = patterns.reduce((sum, { id }) => sum + recorded.of(id).won, 0);
  return [
    ['Rows of the plan present', `${present} of ${rows.length}`],
    ['Patterns', String(patterns.length)],
    ['Stable patterns that win a recorded run', `${proven} of ${stable.length}`],
    ['Recorded runs won by the right pattern', `${won} of ${runs}`],
    ['Recorded runs won by a wrong pattern', String(wrong.length)],
    ['Passing recordings of which something is said', `${fired.length} of ${passing}`],
  ];
}
