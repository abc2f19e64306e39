/** pytest's closing line in numbers, e.g. `{failed: 1, passed: 2}`; `ran: 0` when it says that no test ran. */
export type Tally = Readonly<Record<string, number>>;

const COUNTS = /^(\d+(?:\/\d+)? [a-z][a-z ,0-9/()]*) in \d[\d.:]* ?s/;
const NOTHING = /^no tests (?:ran|collected(?: \(\d+ deselected\))?) in \d[\d.:]* ?s/;
const WORDS = new Set([
  'passed',
  'failed',
  'error',
  'errors',
  'skipped',
  'deselected',
  'xfailed',
  'xpassed',
  'warning',
  'warnings',
  'rerun',
  'tests',
  'test',
  'subtests',
]);

/** Reads `===== 1 failed, 2 passed in 0.12s =====`, with or without the rule around it (`-q`). */
export function tally(text: string): Tally | undefined {
  const said = text.replace(/^=+ /, '').replace(/ =+$/, '').trim();
  if (NOTHING.test(said)) return { ran: 0, ...(said.includes('deselected') && { deselected: 1 }) };
  const counts = COUNTS.exec(said)?.[1];
  if (counts === undefined) return undefined;
  const result: Record<string, number> = {};
  for (const [, count = '0', word = ''] of counts.matchAll(/(?<!\d)(\d{1,12})(?:\/\d{1,12})? ([a-z]{1,40})/g)) {
    if (!WORDS.has(word)) return undefined;
    result[word === 'error' ? 'errors' : word] = Number(count);
  }
  const ran = ['passed', 'failed', 'errors', 'skipped', 'xfailed', 'xpassed', 'rerun', 'tests', 'test'].some(
    (word) => (result[word] ?? 0) > 0,
  );
  return ran ? result : { ran: 0, ...result };
}

/** Whether a line shows tests that ended well, as `-q` does: a dot or a letter each, with or without how far it is. */
export function isProgress(text: string): boolean {
  return /^[.sxX]{1,200}\s{0,200}(?:\[\s{0,3}\d{1,3}%\])?$/.test(text);
}
