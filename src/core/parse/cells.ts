/** What tokio-console prints in its tables and panels, taken out of their frames. Formats from its `view` module, 0.1.x. */

/** `345.6µs`, `12s`, `2m30s`, `4h07m`, `3d02h`, `120d`; also with spaces, `2m 30s`. */
const DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ns|µs|μs|us|ms|s|m|h|d) ?){1,4}$/;
const PART = /(\d{1,9}(?:\.\d{1,9})?)(ns|µs|μs|us|ms|s|m|h|d)/g;
const MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A printed duration in milliseconds; undefined when the text is none. */
export function milliseconds(text: string): number | undefined {
  const trimmed = text.trim();
  if (!DURATION.test(trimmed)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of trimmed.matchAll(PART)) sum += Number(amount) * (MILLISECONDS[unit as string] ?? 0);
  return sum;
}

/** The cells of a line between the bars of one or more frames; a line without bars is one cell. */
export function framed(text: string): string[] {
  return text
    .replaceAll('\uFE0F', '')
    .split(/[│┃║|]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
}

/** A line of a table without its frame and without the mark of the selected row. */
export function tableRow(text: string): string {
  const row = framed(text).join(' ');
  return row.startsWith('>> ') ? row.slice(3).trimStart() : row;
}

/** Words of a row; `2m 30s` is one word. */
export function words(row: string): string[] {
  const all: string[] = [];
  for (const word of row.split(/\s+/)) {
    const last = all.at(-1);
    const continues = /^\d{1,2}[hms]$/.test(word) && last !== undefined && /^\d{1,5}[dhm]$/.test(last);
    if (continues) all[all.length - 1] = `${last}${word}`;
    else if (word !== '') all.push(word);
  }
  return all;
}

/** Names of the columns, without the mark of the one that is sorted by. */
export function columns(text: string): string[] {
  return words(tableRow(text)).map((word) => word.replace(/[▿▵^v]$/, (mark) => (/[▿▵]/.test(mark) ? '' : mark)));
}

/** How many per cent `part` is of `whole`, to one decimal; 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0;
}

/** `src/relay.rs:53:10` taken apart; undefined for `<unknown location>`. */
export function place(text: string | undefined): { file: string; line: number; column?: number } | undefined {
  const match = /^([^\s:][^\s]{0,300}?):(\d{1,7})(?::(\d{1,5}))?$/.exec(text ?? '');
  if (!match) return undefined;
  return {
    file: match[1] as string,
    line: Number(match[2]),
    ...(match[3] !== undefined && { column: Number(match[3]) }),
  };
}
