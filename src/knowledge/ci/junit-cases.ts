import { fromUtf8, utf8 } from '../../core/bytes.js';
import { BETWEEN, CaseScan, type Counts, type State } from './junit-scan.js';

/**
 * Passes over the cases of a JUnit report that passed or were skipped, and over what they printed, and only counts them: of a
 * report's cases hardly any failed, and a reader of all XML takes many times as long. Whatever else it meets, also what is
 * no good XML, it leaves to that reader. Reads bytes, of which nothing need be made.
 */
export class PassedCases {
  readonly #counts: Counts;
  #state = BETWEEN;

  /** @param counts to which it adds */
  constructor(counts: Counts) {
    this.#counts = counts;
  }

  /** Passes over a whole text from one place to another; or over nothing of it, where something in it is another's to read. */
  takes(bytes: Uint8Array, start: number, end: number): boolean {
    const scan = new CaseScan(bytes, start, end, this.#state, this.#counts);
    if (scan.run() < end) return false;
    this.#keep(scan);
    return true;
  }

  /** Passes over a text's beginning, and gives what is left for the reader of XML, with the beginning of a case that it left open. */
  restOf(text: string): string {
    const bytes = utf8(text);
    const scan = new CaseScan(bytes, 0, bytes.length, this.#state, this.#counts);
    const at = scan.run();
    this.#keep(scan);
    if (at === bytes.length) return '';
    const opened = openedBy(this.#state);
    this.#state = BETWEEN;
    return opened + fromUtf8(bytes.subarray(at));
  }

  #keep({ state, passed, skipped, seconds }: CaseScan): void {
    this.#state = state;
    Object.assign(this.#counts, { passed, skipped, seconds });
  }
}

/** What is open in a state, as it could have been written. */
function openedBy({ place, head, isSkipped, output }: State): string {
  if (place === 'between') return '';
  const opened = fromUtf8(head) + (isSkipped ? '<skipped/>' : '');
  if (place === 'case') return opened;
  return `${opened}<${output}>${place === 'section' ? '<![CDATA[' : ''}`;
}
