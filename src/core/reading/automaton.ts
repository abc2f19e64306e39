import { utf8 } from '../bytes.js';

/** The class of bytes that no literal crosses and a scan stops at: line ends, NUL and the escape that begins a colour code. */
const BREAK = 1;
const BREAKS = [0, 10, 13, 27];

/**
 * One Aho-Corasick automaton over bytes for all literals of the catalogue and all anchors of the parsers together.
 * ASCII case is ignored, so that `(?i)` expressions need no second pass. A line is touched as text only when one of
 * the literals stands in it.
 *
 * Only the trie and its suffix links are built; a transition is worked out when a text first takes it. Most of the
 * thousands of states are never reached, so a start costs little and the table stays in the processor's cache.
 */
export class Automaton {
  /** Next state by `state + class`; 0 where it was not worked out yet, see `step`, and for a byte a scan stops at. */
  readonly next: Int32Array;
  /** Byte → class; upper-case ASCII shares the class of lower case. */
  readonly classes: Uint8Array;
  /** The state before any byte. */
  readonly start: number;
  /** States up to this one report a literal or, being 0, are unknown: one comparison a byte tells that nothing is to be done. */
  readonly lastReporting: number;
  readonly #width: number;
  readonly #trie: Trie;
  /** Trie node of each state, and state of each node; states are multiples of the number of classes. */
  readonly #nodeOf: Int32Array;
  readonly #stateOf: Int32Array;
  /** What each reporting state reports, once asked for. */
  readonly #reported = new Map<number, readonly number[]>();
  readonly #reportedAlways = new Map<number, readonly number[]>();
  readonly #asides: ReadonlySet<number>;

  private constructor(trie: Trie, classes: Uint8Array, width: number, asides: ReadonlySet<number>) {
    this.#asides = asides;
    const nodes = trie.size;
    this.classes = classes;
    this.#trie = trie;
    this.#width = width;
    this.#nodeOf = new Int32Array(nodes + 1);
    this.#stateOf = new Int32Array(nodes);
    const reporting = this.#number(true, 0);
    this.#number(false, reporting);
    this.lastReporting = reporting * width;
    this.start = this.#stateOf[0] as number;
    this.next = new Int32Array((nodes + 1) * width);
  }

  /** Gives states to the nodes that report, or to the others, after the first `place` ones; returns the last place. */
  #number(reporting: boolean, place: number): number {
    let last = place;
    for (let node = 0; node < this.#stateOf.length; node++) {
      if (this.#trie.reports(node) !== reporting) continue;
      this.#nodeOf[++last] = node;
      this.#stateOf[node] = last * this.#width;
    }
    return last;
  }

  /**
   * Builds the automaton; literals are taken without regard to ASCII case and must not be empty.
   * @param asides indices of those that only matter at times, see `reported`
   */
  static build(literals: readonly string[], asides: ReadonlySet<number> = new Set()): Automaton {
    const encoded = literals.map((literal) => utf8(foldAscii(literal)));
    const { classes, count } = byteClasses(encoded);
    return new Automaton(new Trie(encoded, classes), classes, count, asides);
  }

  /** Works out where a state goes on a class of bytes, and remembers it. */
  step(state: number, byteClass: number): number {
    const node = this.#trie.follow(this.#nodeOf[state / this.#width] as number, byteClass);
    const target = this.#stateOf[node] as number;
    this.next[state + byteClass] = target;
    return target;
  }

  /**
   * Literals that end in a reporting state, as indices into the list the automaton was built from.
   * @param withAsides whether those that only matter at times matter now
   */
  reported(state: number, withAsides = true): readonly number[] {
    const known = (withAsides ? this.#reported : this.#reportedAlways).get(state);
    if (known !== undefined) return known;
    const ending = this.#trie.endingAt(this.#nodeOf[state / this.#width] as number);
    this.#reported.set(state, ending);
    const always = ending.filter((literal) => !this.#asides.has(literal));
    this.#reportedAlways.set(state, always);
    return withAsides ? ending : always;
  }

  /** Indices of the literals that stand in a text, each once, in no particular order. */
  find(text: string): Set<number> {
    const found = new Set<number>();
    const bytes = utf8(text);
    let state = this.start;
    for (let i = 0; i < bytes.length; i++) {
      const byteClass = this.classes[bytes[i] as number] as number;
      if (byteClass === BREAK) {
        state = this.start;
        continue;
      }
      let to = this.next[state + byteClass] as number;
      if (to <= this.lastReporting) {
        if (to === 0) to = this.step(state, byteClass);
        if (to <= this.lastReporting) for (const literal of this.reported(to)) found.add(literal);
      }
      state = to;
    }
    return found;
  }
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Gives each byte that occurs in a literal a class of its own; what a scan stops at has class 1, all others share class 0. */
function byteClasses(encoded: readonly Uint8Array[]): { classes: Uint8Array; count: number } {
  const classes = new Uint8Array(256);
  for (const byte of BREAKS) classes[byte] = BREAK;
  let count = BREAK + 1;
  for (const bytes of encoded) for (const byte of bytes) if (classes[byte] === 0) classes[byte] = count++;
  for (let letter = 0x41; letter <= 0x5a; letter++) classes[letter] = classes[letter + 32] as number;
  return { classes, count };
}

/** All literals as a tree of bytes; node 0 is the root. Children are linked lists: most nodes have one. */
class Trie {
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #label: Uint8Array;
  /** The node of the longest proper suffix that is also in the tree. */
  readonly #suffix: Int32Array;
  readonly #literals = new Map<number, number[]>();
  readonly #reports: Uint8Array;
  #size = 1;

  constructor(encoded: readonly Uint8Array[], classes: Uint8Array) {
    const capacity = encoded.reduce((sum, bytes) => sum + bytes.length, 1);
    this.#firstChild = new Int32Array(capacity);
    this.#sibling = new Int32Array(capacity);
    this.#label = new Uint8Array(capacity);
    this.#suffix = new Int32Array(capacity);
    this.#reports = new Uint8Array(capacity);
    encoded.forEach((bytes, literal) => {
      let node = 0;
      for (const byte of bytes) node = this.#childOrNew(node, classes[byte] as number);
      const others = this.#literals.get(node);
      if (others) others.push(literal);
      else this.#literals.set(node, [literal]);
    });
    this.#link();
  }

  get size(): number {
    return this.#size;
  }

  /** True when some literal ends at the node or at one of its suffixes. */
  reports(node: number): boolean {
    return this.#reports[node] === 1;
  }

  /** The node a text is at after one more byte. */
  follow(node: number, byteClass: number): number {
    for (let at = node; ; at = this.#suffix[at] as number) {
      const child = this.#child(at, byteClass);
      if (child !== 0) return child;
      if (at === 0) return 0;
    }
  }

  /** Literals that end at the node or at one of its suffixes. */
  endingAt(node: number): readonly number[] {
    const ending: number[] = [];
    for (let at = node; at !== 0; at = this.#suffix[at] as number) ending.push(...(this.#literals.get(at) ?? []));
    return ending;
  }

  #child(node: number, label: number): number {
    let child = this.#firstChild[node] as number;
    while (child !== 0 && this.#label[child] !== label) child = this.#sibling[child] as number;
    return child;
  }

  #childOrNew(node: number, label: number): number {
    const known = this.#child(node, label);
    if (known !== 0) return known;
    const child = this.#size++;
    this.#label[child] = label;
    this.#sibling[child] = this.#firstChild[node] as number;
    this.#firstChild[node] = child;
    return child;
  }

  /** Sets the suffix links, breadth first. */
  #link(): void {
    const queue = [0];
    for (const node of queue) {
      if (this.#literals.has(node) || this.#reports[this.#suffix[node] as number] === 1) this.#reports[node] = 1;
      for (let child = this.#firstChild[node] as number; child !== 0; child = this.#sibling[child] as number) {
        this.#suffix[child] = node === 0 ? 0 : this.follow(this.#suffix[node] as number, this.#label[child] as number);
        queue.push(child);
      }
    }
  }
}
