/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  /** 1-based, of its first line. */
  readonly line: number;
  /** In capitals. */
  readonly keyword: string;
  readonly words: string;
  /** Its first line as it stands there. */
  readonly text: string;
}

/** The instructions in order; comments, blank lines and the bodies of here-documents are none. */
export function instructionsOf(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let open: { line: number; text: string; parts: string[] } | undefined;
  let until: string | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (until !== undefined) {
      if (raw.trim() === until) until = undefined;
      continue;
    }
    if (raw.trim() === '' || /^\s*#/.test(raw)) continue;
    open ??= { line: index + 1, text: raw.trim(), parts: [] };
    open.parts.push(raw.replace(/\\\s*$/, '').trim());
    if (/\\\s*$/.test(raw)) continue;
    const [, keyword = '', words = ''] = /^(\w+)\s*(.*)$/s.exec(open.parts.join(' ')) ?? [];
    found.push({ line: open.line, text: open.text, keyword: keyword.toUpperCase(), words });
    until = /<<-?"?(\w+)/.exec(words)?.[1];
    open = undefined;
  }
  return found;
}
