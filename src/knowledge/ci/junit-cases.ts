import { fromUtf8, utf8 } from '../../core/bytes.js';
import { CaseScan, type Counts, type State } from './junit-scan.js';

/**
 * Passes over the cases of a JUnit report that passed or were skipped, and over what they printed, and only counts them: of a
 * report's cases hardly any failed, and a reader of all XML takes many times as long. Whatever else it meets, also what is
 * no good XML, it leaves to that reader. Reads bytes, of which nothing need be made.
 */
export class PassedCases {
  readonly #scan: CaseScan;

  /** @param counts to which it adds */
  constructor(counts: Counts) {
    this.#scan = new CaseScan(counts);
  }

  /** Whether no case is open. */
  get isBetween(): boolean {
    return this.#scan.state.place === 'between';
  }

  /** Passes over a whole text from one place to another; or over nothing of it, where something in it is another's to read. */
  takes(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#scan.run(bytes, start, end) < end) return false;
    this.#scan.keep();
    return true;
  }

  /** Passes over a text's beginning, and gives what is left for the reader of XML, with the beginning of a case that it left open. */
  restOf(text: string): string {
    const bytes = utf8(text);
    const at = this.#scan.run(bytes, 0, bytes.length);
    this.#scan.keep();
    if (at === bytes.length) return '';
    const opened = openedBy(this.#scan.state);
    this.#scan.close();
    return opened + fromUtf8(bytes.subarray(at));
  }
}

/** What is open in a state, as it could have been written. */
function openedBy({ place, head, isSkipped, output }: State): string {
  if (place === 'between') return '';
  const opened = fromUtf8(head) + (isSkipped ? '<skipped/>' : '');
  if (place === 'case') return opened;
  return `${opened}<${output}>${place === 'section' ? '<![CDATA[' : ''}`;
}
