import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { STYLE_DIALECTS, type StyleDialect } from './style-dialects.js';

/** Most lines below the last words, for tools that list what they found there. */
const MOST_BELOW = 60;
/** Most lines from the first problem to the last words. */
const MOST_LINES = 20_000;
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
    // Biome shows the code of each problem, so that its last words stand far below the first one.
    ...['a11y', 'complexity', 'correctness', 'nursery', 'performance', 'security', 'style', 'suspicious'].map(
      (group) => ` lint/${group}/`,
    ),
    ' format ━',
    ' organizeImports ━',
  ],
  beside: {
    'Found ': [' error', ' files that can be fixed'],
    'FOUND ': [' AFFECTING '],
    'Summary: ': [' error(s)'],
  },
  start(line, before) {
    const dialect = STYLE_DIALECTS.find(({ verdict }) => verdict.test(line.text));
    if (dialect) return new StyleReading(dialect, line, before);
    const headed = STYLE_DIALECTS.find(({ message, finding }) => message !== undefined && finding.test(line.text));
    return headed && new StyleReading(headed, line);
  },
};

type Found = Readonly<Record<string, string | undefined>>;

class StyleReading implements Reading {
  readonly #dialect: StyleDialect;
  readonly #excerpt = new Excerpt();
  #verdict: Line | undefined;
  /** A problem whose message did not come yet: it may be a warning. */
  #pending: { readonly found: Found; readonly line: Line } | undefined;
  #first: Found | undefined;
  #file: string | undefined;
  #message: string | undefined;
  #found = 0;
  #stated = 0;
  #below = 0;

  /** @param before the lines above its last words; without it the line is the first problem */
  constructor(dialect: StyleDialect, line: Line, before?: readonly Line[]) {
    this.#dialect = dialect;
    if (before === undefined) {
      this.#take(line);
      return;
    }
    this.#verdict = line;
    const own = before.filter(({ step }) => step === line.step);
    const start = own.findIndex((each) => this.#tells(each));
    for (const each of start < 0 ? [] : own.slice(start)) this.#take(each);
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#verdict === undefined) return this.#seek(line);
    if (++this.#below > MOST_BELOW || OVER.test(line.text)) return 'refused';
    if (!this.#tells(line) && /^\S/.test(line.text) && !/^-{5,}$/.test(line.text)) return 'refused';
    this.#take(line);
    return 'more';
  }

  end(): Findings {
    const { name, isShared } = this.#dialect;
    const said = this.#verdict;
    if (said === undefined || (isShared && this.#found === 0)) return { failures: [] };
    const { rule, rule2, line, line2, column, file2 } = this.#first ?? {};
    const code = rule ?? rule2;
    const at = line ?? line2;
    const file = this.#first?.['file'] ?? file2 ?? this.#file;
    const verdict = unmarked(said.text).trim();
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
        count: Number(this.#dialect.verdict.exec(said.text)?.groups?.['count'] ?? this.#found),
      },
    });
    return { failures: [failure] };
  }

  #tells({ text }: Line): boolean {
    const { finding, heading } = this.#dialect;
    return finding.test(text) || heading?.test(text) === true;
  }

  /** From the first problem on to the last words. */
  #seek(line: Line): 'more' | 'refused' {
    if (line.text.startsWith('##[') || this.#excerpt.size > MOST_LINES) return 'refused';
    const isVerdict = this.#dialect.verdict.test(line.text);
    if (isVerdict) this.#verdict = line;
    if (isVerdict) this.#excerpt.add(line, true);
    else this.#take(line);
    return 'more';
  }

  #take(line: Line): void {
    const { finding, heading, message } = this.#dialect;
    const found = finding.exec(line.text)?.groups;
    if (this.#first === undefined) this.#file = heading?.exec(line.text)?.groups?.['file'] ?? this.#file;
    if (found) {
      this.#found++;
      if (message === undefined || found['message'] !== undefined) this.#state(found, found['message']);
      else this.#pending = { found, line };
    }
    const pending = this.#pending;
    const below = pending && message?.exec(line.text)?.groups?.['message'];
    if (pending && below !== undefined) this.#state(pending.found, below);
    const isFirst = this.#stated <= 3;
    if (pending && below !== undefined && isFirst) this.#excerpt.markKey(pending.line);
    const isWhole = found !== undefined && this.#pending?.found !== found;
    this.#excerpt.add(line, isFirst && (below !== undefined || isWhole));
  }

  #state(found: Found, message: string | undefined): void {
    this.#pending = undefined;
    this.#stated++;
    if (this.#first === undefined) this.#message = message;
    this.#first ??= found;
  }
}
