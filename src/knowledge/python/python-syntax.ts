import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { statedException } from './python-exception.js';
import { fileFrame } from './python-frame.js';

/** How far above the error the interpreter names the file: the line itself, its text, the caret. */
const REACH = 5;

/** A file the interpreter could not parse; run directly, it prints no `Traceback` line. */
export const pythonSyntax: Parser = {
  name: 'python-syntax',
  anchors: ['SyntaxError: ', 'IndentationError: ', 'TabError: '],
  start(line, before) {
    const stated = statedException(line.text.trimStart());
    if (stated === undefined || !/^(?:Syntax|Indentation|Tab)Error$/.test(stated.code)) return undefined;
    const from = shownFile(before);
    if (from === undefined) return undefined;
    const excerpt = new Excerpt();
    for (const shown of before.slice(from)) excerpt.add(shown, fileFrame(shown.text) !== undefined);
    excerpt.add(line, true);
    const location = fileFrame(before[from]?.text ?? '');
    const failure = excerpt.failure({
      tool: 'python',
      kind: 'exception',
      code: stated.code,
      message: line.text.trim(),
      ...(location && { location }),
      facts: { exception: stated.exception, rootException: stated.exception, rootMessage: stated.message },
    });
    return { next: () => 'refused', end: () => ({ failures: [failure] }) };
  },
};

/** Index of `  File "x.py", line 3` in the lines above, if it is the one this error speaks of. */
function shownFile(before: readonly Line[]): number | undefined {
  for (let index = before.length - 1; index >= Math.max(0, before.length - REACH); index--) {
    const text = before[index]?.text ?? '';
    if (fileFrame(text) !== undefined) return text.includes(', in ') ? undefined : index;
    if (!/^\s/.test(text)) return undefined;
  }
  return undefined;
}
