/** The catalogue as a page: every pattern, and how often it was right in recorded runs. Pure. */

interface Measured {
  readonly should: number;
  readonly won: number;
  readonly wrong: number;
}

/** What `docs/catalogue-measure.md` says of each pattern. */
export function measures(page: string): ReadonlyMap<string, Measured> {
  const rows = page.matchAll(/^\| \[`([^`]+)`\]\([^)]*\) \|[^|]*\|[^|]*\| *(\d+) \| *(\d+) \| *(\d+) \|$/gm);
  return new Map([...rows].map(([, id = '', should, won, wrong]) => [id, numbers(should, won, wrong)]));
}

function numbers(should = '0', won = '0', wrong = '0'): Measured {
  return { should: Number(should), won: Number(won), wrong: Number(wrong) };
}

/** How often a pattern was right, for its own page. */
export function measured(all: ReadonlyMap<string, Measured>, id: string): string | undefined {
  const one = all.get(id);
  if (one === undefined) return undefined;
  if (one.should + one.won + one.wrong === 0)
    return 'worded from the tool’s own source or documentation, no recorded run';
  return `headline of ${one.won} of ${one.should} recorded runs, ${one.wrong === 0 ? 'never' : `${one.wrong} times`} wrongly`;
}

/** Right headlines of all that it gave; empty where no recorded run has it. */
export function precision({ won, wrong }: Measured): string {
  return won + wrong === 0 ? '' : `${Math.floor((100 * won) / (won + wrong))} %`;
}

/** The index of patterns as one table with their precision. */
export function catalogueTable(index: string, all: ReadonlyMap<string, Measured>): string {
  const rows = [...index.matchAll(/^\| \[`([^`]+)`\]\(([^)]+)\) \| (.*) \| (P[0-3][^|]*) \| (\w+) \| *\d* *\|$/gm)];
  const seen = new Map(rows.map((row) => [row[1] ?? '', row]));
  const lines = [...seen.values()].map(([, id = '', path = '', title = '', severity = '', status = '']) => {
    const one = all.get(id) ?? numbers();
    return `| [\`${id}\`](patterns/${path}) | ${title} | ${severity.trim()} | ${status} | ${one.should === 0 ? '' : `${one.won} of ${one.should}`} | ${precision(one)} |`;
  });
  return [
    '# All patterns, with their measured precision',
    '',
    `${lines.length} patterns. Each run in \`fixtures/\` was recorded from the real tool and is diagnosed anew for every change: *found* says in how many of the runs that it should explain it was the headline, *precision* in how many of all that it explained it was right. A pattern without a number is worded from the tool’s own source or documentation; its examples are tested, no run of it is recorded.`,
    '',
    '| Pattern | What happened | Severity | Status | Found | Precision |',
    '|---|---|---|---|--:|--:|',
    ...lines,
    '',
  ].join('\n');
}
