/** The text of one entry longer than this is not kept: its bodies are not what tells of the failure. */
const LONGEST_ENTRY = 1024 * 1024;

/** One request and its answer, as text, and where each part of it stood. */
export interface EntryText<Place> {
  readonly text: string;
  /** What the entry's text was given with, in order, and at which offset of `text` each begins. */
  readonly places: readonly { readonly offset: number; readonly place: Place }[];
}

/**
 * Cuts the objects out of `{"log": {… "entries": [ {…}, {…} ]}}` while its text comes in parts, whether it is printed on
 * one line or on thousands. Keeps one entry at a time.
 */
export class HarEntries<Place> {
  readonly #visit: (entry: EntryText<Place>) => void;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #lastString = '';
  /** The beginning of a string whose end is in the next part. */
  #carried = '';
  #inEntries = false;
  #parts: string[] | undefined;
  #places: { offset: number; place: Place }[] = [];
  #length = 0;
  /** Entries that were too long to read. */
  skipped = 0;

  constructor(visit: (entry: EntryText<Place>) => void) {
    this.#visit = visit;
  }

  /** True when the whole document was seen. */
  get isOver(): boolean {
    return this.#depth === 0 && this.#lastString !== '';
  }

  push(text: string, place: Place): void {
    let from = this.#parts ? 0 : -1;
    let stringStart = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === 0x5c) this.#isEscaped = true;
        else if (code === 0x22) {
          this.#inString = false;
          this.#lastString = i - stringStart > 40 ? '-' : `${this.#carried}${text.slice(stringStart, i)}`;
          this.#carried = '';
        }
      } else if (code === 0x22) {
        this.#inString = true;
        stringStart = i + 1;
      } else if (code === 0x7b || code === 0x5b) {
        this.#depth++;
        if (code === 0x5b && this.#depth === 3 && this.#lastString === 'entries') this.#inEntries = true;
        else if (code === 0x7b && this.#depth === 4 && this.#inEntries) {
          this.#parts = [];
          from = i;
        }
      } else if (code === 0x7d || code === 0x5d) {
        this.#depth--;
        if (this.#depth === 3 && this.#parts) {
          this.#keep(text.slice(from, i + 1), place);
          this.#close();
          from = -1;
        } else if (this.#depth === 2) this.#inEntries = false;
      }
    }
    if (this.#inString) this.#carried = `${this.#carried}${text.slice(stringStart)}`.slice(0, 40);
    if (this.#parts && from >= 0) this.#keep(text.slice(from), place);
  }

  #keep(part: string, place: Place): void {
    this.#places.push({ offset: this.#length, place });
    this.#length += part.length;
    if (this.#length <= LONGEST_ENTRY) this.#parts?.push(part);
  }

  #close(): void {
    if (this.#length > LONGEST_ENTRY) this.skipped++;
    else this.#visit({ text: this.#parts?.join('') ?? '', places: this.#places });
    this.#parts = undefined;
    this.#places = [];
    this.#length = 0;
  }
}
