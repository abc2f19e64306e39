import { describe, expect, it } from 'vitest';
import { type CompilerDialect, CompilerReading } from '../../../src/core/parse/compiler-reading.js';
import { plainLine } from './line.js';

const DIALECT: CompilerDialect = {
  isMessage: (text) => text.startsWith('E: '),
  isEnd: (text) => text === 'END',
  isForeign: (text) => text === 'OTHER',
};

/** What each line after the first message is answered with, and the failure. */
function read(below: readonly string[], dialect = DIALECT) {
  const reading = new CompilerReading(plainLine(1, 'E: one'), { tool: 'log', message: 'one', facts: {} }, dialect);
  const answers: string[] = [];
  for (const [at, text] of below.entries()) {
    answers.push(reading.next(plainLine(at + 2, text)));
    if (answers.at(-1) !== 'more') break;
  }
  const { failures } = reading.end();
  return {
    answers,
    texts: failures.map(({ lines }) => lines.map(({ text }) => text)),
    key: failures[0]?.key,
    kind: failures[0]?.kind,
  };
}
const many = (count: number, text = 'x') => Array.from({ length: count }, () => text);

describe('messages of a compiler', () => {
  it('are one failure with what stands below them, up to the word that it failed', () => {
    expect(read(['  | a', 'E: two', '  | b', 'make: *** [all] Error 1', 'later'])).toEqual({
      answers: ['more', 'more', 'more', 'refused'],
      texts: [['E: one', '  | a', 'E: two', '  | b']],
      key: [1, 3],
      kind: 'compile-error',
    });
  });

  it('end where the compiler says so, and where the text does', () => {
    expect(read(['a', 'END'])).toMatchObject({ answers: ['more', 'refused'], texts: [['E: one', 'a']] });
    expect(read([])).toMatchObject({ texts: [['E: one']] });
  });

  it('are none where life went on, or where another parser tells of them', () => {
    expect(read(['a', '$ make install'])).toMatchObject({ answers: ['more', 'refused'], texts: [] });
    expect(read(['a', 'OTHER'])).toMatchObject({ answers: ['more', 'refused'], texts: [] });
  });

  it('wait so many lines for the word that it failed, and anew after each message', () => {
    expect(read(many(39)).texts).toHaveLength(1);
    expect(read(many(40))).toMatchObject({ answers: [...many(39, 'more'), 'refused'], texts: [] });
    expect(read([...many(39), 'E: two', ...many(39)]).texts).toHaveLength(1);
    const patient = { ...DIALECT, patience: 60 };
    expect(read(many(59), patient).texts).toHaveLength(1);
    expect(read(many(60), patient).texts).toEqual([]);
  });

  it('have no more than 40 lines below one, and are 200 lines in all', () => {
    const [told] = read([...many(50), 'E: two'], { ...DIALECT, patience: 60 }).texts;
    expect(told).toEqual(['E: one', ...many(40), 'E: two']);
    expect(read(many(250, 'E: more'))).toMatchObject({ answers: [...many(199, 'more'), 'refused'] });
  });
});
