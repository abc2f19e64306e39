import type { Line } from '../../core/domain/line.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { isChainSentence, pytestEntry } from '../python/index.js';
import { PytestBlock } from './pytest-block.js';

const OPENING = "ImportError while loading conftest '";
const MOST_LINES = 2000;

/** A `conftest.py` that could not be imported: pytest stops before it prints a header (exit code 4). */
export const pytestConftest: Parser = {
  name: 'pytest-conftest',
  anchors: [OPENING],
  start(line) {
    if (!line.text.startsWith(OPENING)) return undefined;
    const path = line.text.slice(OPENING.length).replace(/'\.?$/, '');
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
      text.trim() === '' || /^(?:E\s|\s)/.test(text) || isChainSentence(text) || pytestEntry(text) !== undefined;
    if (!belongs || ++this.#taken > MOST_LINES) return 'refused';
    this.#block.add(line);
    return 'more';
  }

  end() {
    return { failures: [this.#block.failure()] };
  }
}
