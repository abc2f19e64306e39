import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';

/** `/usr/bin/python3: No module named pytest`, `python: can't open file '/app/main.py': [Errno 2] …`. */
const SAID =
  /^(?:\S*[/\\])?(?:python|pypy)[\w.]*(?:\.exe)?: ((?:No module named |can't open file |can't find '__main__' module in |Error while finding module specification for ).+)$/;

/** The interpreter could not begin with what it was told to run: no traceback, one line, exit code 1 or 2. */
export const pythonStart: Parser = {
  name: 'python-start',
  anchors: [
    ': No module named ',
    ": can't open file ",
    ": can't find '__main__' module",
    ': Error while finding module specification',
  ],
  start(line) {
    const message = SAID.exec(line.text)?.[1];
    if (message === undefined) return undefined;
    const code = message.includes('odule') ? 'ModuleNotFoundError' : 'FileNotFoundError';
    const failure = new Excerpt().add(line, true).failure({
      tool: 'python',
      kind: 'exception',
      code,
      message,
      facts: { exception: code, rootException: code, rootMessage: message },
    });
    return { next: () => 'refused', end: () => ({ failures: [failure] }) };
  },
};
