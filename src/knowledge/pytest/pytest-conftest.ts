import type { Line } from '../../core/domain/line.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { isChainSentence, pytestEntry } from '../python/index.js';
import { PytestBlock } from './pytest-block.js';

/** The second stands below a title of its own, unless that was not pasted. */
const OPENINGS = ["ImportError while loading conftest '", "ImportError while importing test module '"];
const MOST_LINES = 2000;

/** A `conftest.py` that could not be imported: pytest stops before it prints a header (exit code 4). */
export const pytestConftest: Parser = {
  name: 'pytest-conftest',
  anchors: OPENINGS,
  start(line, before) {
    const opening = OPENINGS.find((words) => line.text.startsWith(words));
    if (opening === undefined || before.at(-1)?.text.includes('ERROR collecting ')) return undefined;
    const path = line.text.slice(opening.length).replace(/'\.?\s*$/, '');
    return new ConftestReading(new PytestBlock(`ERROR collecting ${path}`, 'ERRORS').head(line));
  },
};

class ConftestReading implements Reading {
  readonly #block: PytestBlock;
  #taken = 0;

  constructor(block: PytestBlock) {
    this.#block = block;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const belongs =
      text.trim() === '' ||
      /^(?:E\s|\s|Hint: |Traceback:)/.test(text) ||
      isChainSentence(text) ||
      pytestEntry(text) !== undefined;
    if (!belongs || ++this.#taken > MOST_LINES) return 'refused';
    this.#block.add(line);
    return 'more';
  }

  end() {
    return { failures: [this.#block.failure()] };
  }
}
