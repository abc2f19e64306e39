/** What a stretch of text that must not be shown is, in words for the reader: `GitHub token`. Never anything of the text itself. */
export type Label = string;

/** A stretch of a text, `to` exclusive, in UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly label: Label;
}

/** What stands in the place of a secret: the same whatever the secret and its length. */
export function placeholder(label: Label): string {
  return `[redacted: ${label}]`;
}

/** Sorted, apart from each other: of ranges that meet one remains, under the label of the first. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to)
      result[result.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    else if (range.to > range.from) result.push(range);
  }
  return result;
}

/** The text with its ranges replaced. Line breaks stay, so that every line remains the line it was. */
export function replaced(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const range of merged(ranges)) {
    parts.push(text.slice(from, range.from));
    parts.push(
      text
        .slice(range.from, range.to)
        .split('\n')
        .map((line) => (line.trim() === '' ? line : placeholder(range.label)))
        .join('\n'),
    );
    from = range.to;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
