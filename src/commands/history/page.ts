import { htmlPage } from '../../core/render/html/page.js';
import { STYLE } from '../../core/render/html/style.js';
import { clean } from '../../core/render/safe/clean.js';
import { escapeHtml } from '../../core/render/safe/html.js';
import type { Answer, History, Value } from '../../world/history/ask.js';
import { VIEWS, type ViewName } from '../../world/history/views.js';

/** What a page shows of the views, in this order. */
const SHOWN: readonly ViewName[] = ['top', 'flaky', 'back', 'outages', 'green', 'unknown', 'old-waivers', 'precision'];

const MOST_ROWS = 20;
const MOST_TESTS = 25;
const MOST_DAYS = 90;
const LONGEST_CELL = 120;

const TABLES = `
body { max-width: 90rem }
table { border-collapse: collapse; font-size: .85rem }
th, td { text-align: left; padding: .15rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
svg { display: block; width: 100%; height: auto }
rect { fill: var(--bad) }
rect.all { fill: var(--line) }
text { fill: var(--text); font: 9px ui-monospace, monospace }
`;

const DAYS = `
SELECT strftime(ran_at, '%Y-%m-%d') AS day, count(*)::INTEGER AS runs,
  (count(*) FILTER (status = 'failed'))::INTEGER AS failed
FROM runs WHERE ran_at > (SELECT max(ran_at) FROM runs) - INTERVAL ${MOST_DAYS} DAY GROUP BY day ORDER BY day`;

const TESTS = `
WITH worst AS (SELECT test FROM tests GROUP BY test ORDER BY count(*) DESC, test LIMIT ${MOST_TESTS})
SELECT test, strftime(ran_at, '%Y-%m-%d') AS day, count(*)::INTEGER AS failed
FROM tests JOIN runs USING (key) SEMI JOIN worst USING (test)
WHERE ran_at > (SELECT max(ran_at) FROM runs) - INTERVAL ${MOST_DAYS} DAY GROUP BY test, day ORDER BY test, day`;

/** A history as one HTML file that loads nothing, runs nothing and sends nothing; all outside text is escaped. */
export async function historyPage(history: History): Promise<string> {
  const days = await history.ask(DAYS);
  const names = days.map(({ day }) => String(day));
  const runs = sum(days, 'runs');
  const tables: string[] = [];
  for (const name of SHOWN) tables.push(section(VIEWS[name].about, tableOf(await history.view(name))));
  return htmlPage({
    title: 'What breaks · whydunit',
    style: STYLE + TABLES,
    body: [
      '<h1>What breaks</h1>',
      `<p class="facts">${[`${runs} runs`, `${sum(days, 'failed')} failed`, ...spanOf(names)].map(escapeHtml).join(' · ')}</p>`,
      section('runs by day, those that failed in red', trend(days)),
      section('the tests that failed most, by day', heat(await history.ask(TESTS), names)),
      ...tables,
    ],
  });
}

function section(about: string, content: string): string {
  return `<h2>${escapeHtml(about)}</h2>\n${content}`;
}

function spanOf(names: readonly string[]): readonly string[] {
  const [first, last] = [names[0], names.at(-1)];
  return first === undefined || last === undefined ? [] : [`${first} to ${last}`];
}

function sum(rows: Answer, name: string): number {
  return rows.reduce((all, row) => all + Number(row[name]), 0);
}

function tableOf(rows: Answer): string {
  const [first] = rows;
  if (first === undefined) return '<p>Nothing.</p>';
  const names = Object.keys(first);
  const head = names.map((name) => `<th>${escapeHtml(name)}</th>`).join('');
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((row) => `<tr>${names.map((name) => `<td>${cell(row[name])}</td>`).join('')}</tr>`);
  const more = rows.length > MOST_ROWS ? `<p class="facts">… ${rows.length - MOST_ROWS} more</p>` : '';
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>${more}`;
}

function cell(value: Value | undefined): string {
  return escapeHtml(
    clean(String(value ?? ''))
      .replace(/\s+/g, ' ')
      .slice(0, LONGEST_CELL),
  );
}

const BAR = { width: 8, height: 80 } as const;

function trend(days: Answer): string {
  const most = Math.max(1, ...days.map(({ runs }) => Number(runs)));
  const bars = days.flatMap(({ day, runs, failed }, at) =>
    [['all', Number(runs)] as const, ['failed', Number(failed)] as const].map(([kind, value]) => {
      const height = (value / most) * BAR.height;
      const what = `<title>${cell(day)}: ${Number(failed)} of ${Number(runs)} failed</title>`;
      return `<rect class="${kind}" x="${at * BAR.width}" y="${BAR.height - height}" width="${BAR.width - 1}" height="${height}">${what}</rect>`;
    }),
  );
  return svg('failed runs by day', days.length * BAR.width, BAR.height, bars);
}

const CELL = { width: 8, height: 12, label: 300 } as const;

/** A row for each test, a column for each day; the more often it failed, the deeper the red. */
function heat(rows: Answer, days: readonly string[]): string {
  const tests = [...new Set(rows.map(({ test }) => String(test)))];
  const most = Math.max(1, ...rows.map(({ failed }) => Number(failed)));
  const labels = tests.map(
    (test, at) => `<text x="0" y="${at * CELL.height + CELL.height - 3}">${cell(test.slice(-55))}</text>`,
  );
  const cells = rows.map(({ test, day, failed }) => {
    const [x, y] = [days.indexOf(String(day)), tests.indexOf(String(test))];
    const what = `<title>${cell(test)} failed ${Number(failed)} times on ${cell(day)}</title>`;
    const opacity = (0.25 + (0.75 * Number(failed)) / most).toFixed(2);
    return `<rect x="${CELL.label + x * CELL.width}" y="${y * CELL.height}" width="${CELL.width - 1}" height="${CELL.height - 1}" fill-opacity="${opacity}">${what}</rect>`;
  });
  return tests.length === 0
    ? '<p>Nothing.</p>'
    : svg('failed tests by day', CELL.label + days.length * CELL.width, tests.length * CELL.height, [
        ...labels,
        ...cells,
      ]);
}

function svg(label: string, width: number, height: number, shapes: readonly string[]): string {
  return `<svg role="img" aria-label="${label}" viewBox="0 0 ${Math.max(width, 400)} ${height}">\n${shapes.join('\n')}\n</svg>`;
}
