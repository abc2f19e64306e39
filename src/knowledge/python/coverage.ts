import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';

/** `coverage report --fail-under`; the same sentence inside a pytest session starts with `ERROR: ` and belongs to the session. */
export const coverage: Parser = {
  name: 'coverage',
  anchors: ['Coverage failure: total of '],
  start(line) {
    if (!line.text.startsWith('Coverage failure: total of ')) return undefined;
    const failure = new Excerpt()
      .add(line, true)
      .failure({ tool: 'python', kind: 'session', code: 'coverage', message: line.text });
    return { next: () => 'refused', end: () => ({ failures: [failure] }) };
  },
};
