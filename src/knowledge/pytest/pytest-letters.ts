import type { Line } from '../../core/domain/line.js';
import type { PytestBlock } from './pytest-block.js';

/** `tests/test_a.py ..F.sE`, and the letters that found no place on that line. */
const LETTERS = /^(?:(?<file>\S{1,400}\.(?:py|txt|rst|md)) )?(?<letters>[.FEsxXRuf,-][.FEsxXRuf,\- ]{0,800})$/;
/** How far it is, at the line's end; before 3.4 sometimes in its middle. */
const PERCENT = /\[ {0,3}\d{1,3}%\]/g;

/** The files of the tests that failed (`F`) or met an error outside of their own code (`E`), in the order they ran. */
interface Files {
  readonly FAILURES: readonly string[];
  readonly ERRORS: readonly string[];
}

/**
 * What the letters of the progress say: the file of each failure that has a block below, which before pytest 6 is all that
 * names it. Told from the last letter backwards, so that progress of which the beginning is gone helps with the rest.
 * @param before the lines above the report's first section
 */
export function namedByLetters(before: readonly Line[], blocks: readonly PytestBlock[]): void {
  const files = filesOf(before);
  for (const section of ['FAILURES', 'ERRORS'] as const) {
    const own = blocks.filter((block) => block.section === section && block.kind === 'test').reverse();
    const named = [...files[section]].reverse().slice(0, own.length);
    if (named.some((file, index) => own[index]?.isElsewhere(file))) return;
    for (const [index, file] of named.entries()) own[index]?.standsIn(file);
  }
}

function filesOf(before: readonly Line[]): Files {
  const texts = before.map(({ text }) => text.replace(PERCENT, '')).filter((text) => text.trim() !== '');
  const start = texts.findLastIndex((text) => !LETTERS.test(text));
  const files = { FAILURES: [] as string[], ERRORS: [] as string[] };
  let file: string | undefined;
  for (const text of texts.slice(start + 1)) {
    const groups = LETTERS.exec(text)?.groups;
    file = groups?.['file'] ?? file;
    if (file === undefined) continue;
    for (const letter of groups?.['letters'] ?? '') {
      if (letter === 'F') files.FAILURES.push(file);
      else if (letter === 'E') files.ERRORS.push(file);
    }
  }
  return files;
}
