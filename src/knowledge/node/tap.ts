import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

const NOT_OK = /^(?<indent>\s{0,40})not ok \d{1,7}(?: -)?(?: (?<name>.{0,1000}?))?(?: # time=[\d.]{1,20}m?s)?(?: \{)?$/;
const MOST_LINES = 120;

/** `not ok` of the Test Anything Protocol with its YAML block. Marked `# TODO` or `# SKIP` it is no failure; a parent of failed subtests is a wrapper. */
export const tap: Parser = {
  name: 'tap',
  anchors: ['not ok '],
  start(line) {
    const match = NOT_OK.exec(line.text);
    return match && !/# (?:TODO|SKIP)\b/i.test(line.text) ? new TapReading(line, match) : undefined;
  },
};

class TapReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #name: string;
  readonly #indent: number;
  readonly #fields = new Map<string, string>();
  #isInBlock = false;
  #hasBlock = false;
  #hasFrame = false;
  #said: string | undefined;

  constructor(line: Line, match: RegExpExecArray) {
    this.#excerpt.add(line, true);
    this.#name = (match.groups?.['name'] ?? '').trim();
    this.#indent = (match.groups?.['indent'] ?? '').length;
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
      if (inner !== '---' || text.length - text.trimStart().length <= this.#indent) return 'refused';
      this.#isInBlock = true;
      this.#hasBlock = true;
      this.#excerpt.add(line);
      return 'more';
    }
    if (this.#excerpt.size > MOST_LINES) return 'refused';
    const field = /^(?<key>error|message|code|name|location|failureType|expected|actual|at): (?<value>.{1,800})$/.exec(
      inner,
    )?.groups;
    if (field && !this.#fields.has(field['key'] as string))
      this.#fields.set(field['key'] as string, unquoted(field['value'] as string));
    this.#excerpt.add(
      line,
      field?.['key'] === 'error' || field?.['key'] === 'message' || field?.['key'] === 'location',
    );
    return inner === '...' ? 'done' : 'more';
  }

  /** Mocha writes what was thrown with its stack further in, without a block. */
  #isDiagnostic(text: string): boolean {
    if (this.#hasBlock || text.trim() === '---' || this.#excerpt.size > MOST_LINES) return false;
    this.#hasFrame ||= /^\s+at \S.{0,400}:\d{1,7}:\d{1,7}\)?$/.test(text);
    return text.length - text.trimStart().length > this.#indent && !NOT_OK.test(text) && !/^\s*ok \d/.test(text);
  }

  end(): Findings {
    // The protocol's own line alone proves little.
    if (!this.#hasBlock && !this.#hasFrame) return { failures: [] };
    const exception = this.#fields.get('name');
    const place = /^(.{1,400}?):(\d+)(?::(\d+))?$/.exec(this.#fields.get('location') ?? this.#fields.get('at') ?? '');
    const failure = this.#excerpt.failure({
      tool: 'node',
      kind: 'test',
      role: this.#fields.get('failureType') === 'subtestsFailed' ? 'wrapper' : 'cause',
      message: this.#fields.get('error') ?? this.#fields.get('message') ?? this.#said ?? `not ok ${this.#name}`,
      ...(this.#name && { name: this.#name }),
      ...(exception && { code: exception }),
      ...(place && {
        location: { file: place[1] as string, line: Number(place[2]), ...(place[3] && { column: Number(place[3]) }) },
      }),
      facts: { runner: 'tap', ...(exception && { exception }) },
    });
    return { failures: [failure] };
  }
}

function unquoted(value: string): string {
  return /^(?:'.*'|".*")$/.test(value) ? value.slice(1, -1) : value;
}
