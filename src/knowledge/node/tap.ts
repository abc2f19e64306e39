import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** lab numbers a test once more: `not ok 2 (2) the shop throws`. */
const NOT_OK =
  /^(?<indent>\s{0,40})not ok (?<number>\d{1,7})(?: -| \(\k<number>\))?(?: (?<name>.{0,1000}?))?(?: # time=[\d.]{1,20}m?s)?(?: \{)?$/;
/** `error: 'boom'`, `message: >-` with its text further in. */
const FIELD =
  /^(?<indent>\s{0,60})(?<key>error|message|code|name|location|failureType|expected|actual|operator|stack|at) {0,4}: (?<value>.{1,800})$/;
const BELOW = /^[|>][-+\d]{0,3}$/;
/** `Test.<anonymous> (/shop/tape.js:2:27)`, `file:///shop/a.mjs:4:30`. */
const PLACE =
  /^(?:.{1,300} \()?(?:file:\/\/(?=\/))?(?<file>[^()]{1,400}?):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?\)?$/;
const MOST_LINES = 120;
const LONGEST_VALUE = 800;

/** `not ok` of the Test Anything Protocol with its YAML block. Marked `# TODO` or `# SKIP` it is no failure; a parent of failed subtests is a wrapper. */
export const tap: Parser = {
  name: 'tap',
  anchors: ['not ok '],
  start(line, before) {
    const match = NOT_OK.exec(line.text);
    return match && !/# (?:TODO|SKIP)\b/i.test(line.text)
      ? new TapReading(line, match, hasFailedInside(line, before))
      : undefined;
  },
};

/** Whether a test inside it failed, which is told further in, above it. */
function hasFailedInside(line: Line, before: readonly Line[]): boolean {
  const indent = indentOf(line.text);
  const own = before.findLastIndex(({ text }) => indentOf(text) <= indent && /^\s*(?:not )?ok \d/.test(text));
  return before.slice(own + 1).some(({ text }) => indentOf(text) > indent && NOT_OK.test(text));
}

class TapReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  readonly #indent: number;
  readonly #fields = new Map<string, string>();
  readonly #hasFailedInside: boolean;
  #isInBlock = false;
  #hasBlock = false;
  #hasFrame = false;
  #said: string | undefined;
  #fieldIndent: number | undefined;
  /** The field whose value stands further in. */
  #open: string | undefined;

  constructor(line: Line, match: RegExpExecArray, hasInside: boolean) {
    this.#excerpt.add(line, true);
    this.#name = (match.groups?.['name'] ?? '').trim();
    this.#indent = (match.groups?.['indent'] ?? '').length;
    this.#hasFailedInside = hasInside;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    const inner = text.trim();
    if (!this.#isInBlock) {
      if (this.#isDiagnostic(text)) {
        this.#said ??= inner.replace(/^# ?/, '') || undefined;
        this.#excerpt.add(line, this.#excerpt.size === 1);
        return 'more';
      }
      if (inner !== '---' || indentOf(text) <= this.#indent) return 'refused';
      this.#isInBlock = true;
      this.#hasBlock = true;
      this.#excerpt.add(line);
      return 'more';
    }
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    this.#excerpt.add(line, this.#field(text));
    return inner === '...' ? 'done' : 'more';
  }

  /** Takes a line of the block; true where it says why or where. */
  #field(text: string): boolean {
    const { indent = '', key = '', value = '' } = FIELD.exec(text)?.groups ?? {};
    if (key !== '' && indent.length === (this.#fieldIndent ??= indent.length)) {
      this.#open = BELOW.test(value) ? key : undefined;
      if (this.#open === undefined && !this.#fields.has(key)) this.#fields.set(key, unquoted(value.trim()));
      return /^(?:error|message|location)$/.test(key);
    }
    const open = this.#open;
    if (open === undefined || text.trim() === '') return false;
    const known = this.#fields.get(open);
    if (indentOf(text) <= (this.#fieldIndent ?? 0)) this.#open = undefined;
    else if (known === undefined || open === 'message' || open === 'error')
      this.#fields.set(open, `${known === undefined ? '' : `${known} `}${text.trim()}`.slice(0, LONGEST_VALUE));
    return /^(?:error|message)$/.test(open) && this.#open !== undefined;
  }

  /** Mocha writes what was thrown with its stack further in, without a block. */
  #isDiagnostic(text: string): boolean {
    if (this.#hasBlock || text.trim() === '---' || this.#excerpt.size > MOST_LINES) return false;
    this.#hasFrame ||= /^\s+at \S.{0,400}:\d{1,7}:\d{1,7}\)?$/.test(text);
    return indentOf(text) > this.#indent && !NOT_OK.test(text) && !/^\s*ok \d/.test(text);
  }

  end(): Findings {
    // The protocol's own line alone proves little.
    if (!this.#hasBlock && !this.#hasFrame) return { failures: [] };
    const exception = this.#fields.get('name');
    const { file, line, column } =
      PLACE.exec(this.#fields.get('location') ?? this.#fields.get('at') ?? '')?.groups ?? {};
    const isParent = this.#fields.get('failureType') === 'subtestsFailed' || this.#hasFailedInside;
    const failure = this.#excerpt.failure({
      tool: 'node',
      kind: 'test',
      role: isParent ? 'wrapper' : 'cause',
      message: this.#message,
      ...(this.#name && { name: this.#name }),
      ...(exception && { code: exception }),
      ...(file !== undefined && { location: { file, line: Number(line), ...(column && { column: Number(column) }) } }),
      facts: { runner: 'tap', ...(exception && { exception }) },
    });
    return { failures: [failure] };
  }

  /** What the block gives as reason; of a bare comparison its values, else what its stack begins with. */
  get #message(): string {
    const said = this.#fields.get('error') ?? this.#fields.get('message') ?? '';
    const [expected, actual] = [this.#fields.get('expected'), this.#fields.get('actual')];
    const compared = expected === undefined || actual === undefined ? '' : `expected ${expected}, got ${actual}`;
    if (said === 'failed' && compared !== '') return compared;
    const [thrown] = /^\S{0,80}(?:Error|Exception)\b.{0,800}/.exec(this.#fields.get('stack') ?? '') ?? [''];
    return said || compared || thrown || this.#said || `not ok ${this.#name}`;
  }
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function unquoted(value: string): string {
  return /^(?:'.*'|".*")$/.test(value) ? value.slice(1, -1) : value;
}
