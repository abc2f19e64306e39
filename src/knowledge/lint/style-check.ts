import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { STYLE_DIALECTS, type StyleDialect } from './style-dialects.js';

/** Most lines below the last words, for tools that list what they found there. */
const MOST_BELOW = 60;
const OVER = /^(?:##\[|npm |error Command failed|\$ |> \S)/;

/**
 * Tools that check how code is written and only say at their end that they found something: what they found stands around it. The fact
 * `checker` is which one, `count` how many.
 */
export const styleCheck: Parser = {
  name: 'style-check',
  anchors: [
    'Found ',
    ' problems (',
    ' problem (',
    ' offenses detected',
    ' offense detected',
    ' issues:',
    'issues found',
    ' style issue',
    'FOUND ',
    'Summary error count',
    'Done linting! Found',
    'Summary: ',
  ],
  beside: {
    'Found ': [' error', ' files that can be fixed'],
    'FOUND ': [' AFFECTING '],
    'Summary: ': [' error(s)'],
  },
  start(line, before) {
    const dialect = STYLE_DIALECTS.find(({ verdict }) => verdict.test(line.text));
    return dialect && new StyleReading(dialect, line, before);
  },
};

type Found = Readonly<Record<string, string | undefined>>;

class StyleReading implements Reading {
  readonly #dialect: StyleDialect;
  readonly #excerpt = new Excerpt();
  readonly #verdict: Line;
  #first: Found | undefined;
  #file: string | undefined;
  #message: string | undefined;
  #found = 0;
  #below = 0;

  constructor(dialect: StyleDialect, line: Line, before: readonly Line[]) {
    this.#dialect = dialect;
    this.#verdict = line;
    const own = before.filter(({ step }) => step === line.step);
    const start = own.findIndex((each) => this.#tells(each));
    for (const each of start < 0 ? [] : own.slice(start)) this.#take(each);
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    if (++this.#below > MOST_BELOW || OVER.test(line.text)) return 'refused';
    if (!this.#tells(line) && /^\S/.test(line.text) && !/^-{5,}$/.test(line.text)) return 'refused';
    this.#take(line);
    return 'more';
  }

  end(): Findings {
    const { name, isShared } = this.#dialect;
    if (isShared && this.#first === undefined) return { failures: [] };
    const { rule, rule2, line, line2, column, file2 } = this.#first ?? {};
    const code = rule ?? rule2;
    const at = line ?? line2;
    const file = this.#first?.['file'] ?? file2 ?? this.#file;
    const verdict = unmarked(this.#verdict.text).trim();
    const failure = this.#excerpt.failure({
      tool: 'linter',
      kind: 'lint',
      message: (this.#message ?? (code === undefined ? verdict : `${code} in ${file}`)).slice(0, 500),
      ...(code !== undefined && { code }),
      ...(file !== undefined && {
        location: { file, ...(at && { line: Number(at) }), ...(column && { column: Number(column) }) },
      }),
      facts: {
        checker: name,
        count: Number(this.#dialect.verdict.exec(this.#verdict.text)?.groups?.['count'] ?? this.#found),
      },
    });
    return { failures: [failure] };
  }

  #tells({ text }: Line): boolean {
    const { finding, heading } = this.#dialect;
    return finding.test(text) || heading?.test(text) === true;
  }

  #take(line: Line): void {
    const { finding, heading, message } = this.#dialect;
    const found = finding.exec(line.text)?.groups;
    if (this.#first === undefined) this.#file = heading?.exec(line.text)?.groups?.['file'] ?? this.#file;
    if (found) {
      this.#found++;
      this.#first ??= found;
      this.#message ??= found['message'];
    }
    const below =
      this.#message === undefined && this.#first ? message?.exec(line.text)?.groups?.['message'] : undefined;
    this.#message ??= below;
    this.#excerpt.add(line, (found !== undefined && this.#found <= 3) || below !== undefined);
  }
}
