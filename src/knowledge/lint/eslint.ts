import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** `  12:3  error  message  rule-name`, the stylish table. */
const PROBLEM = /^\s{1,8}(?<line>\d{1,7}):(?<column>\d{1,7})\s{1,20}(?<level>error|warning)\s{2,}(?<text>\S.{0,800})$/;
/** `12:3  Error: message  rule-name`, as `next lint` and `next build` print it. */
const NEXT_PROBLEM = /^(?<line>\d{1,7}):(?<column>\d{1,7})\s{1,8}(?<level>Error|Warning): (?<text>\S.{0,800})$/;
const SUMMARY = /^(?:✖|Γ£û|×|x) (?<all>\d+) problems? \((?<errors>\d+) errors?, (?<warnings>\d+) warnings?\)/;
const TOO_MANY = /^ESLint found too many warnings \(maximum: (\d+)\)/;
const HEADER = /^(?:\/|\.{1,2}\/|[A-Za-z]:[\\/]|[\w@.-]{1,100}[\\/]).{1,400}\.\w{1,10}$/;
const MOST_LINES = 5000;
/** Lines of other programs tolerated inside the table (parallel tasks). */
const MOST_FOREIGN = 4;

/** ESLint's table of problems (stylish, and Next.js's form of it). Warnings alone fail only where a maximum says so. */
export const eslint: Parser = {
  name: 'eslint',
  anchors: ['  error  ', ':  error', '  Error: ', 'ESLint found too many warnings', 'Oops! Something went wrong! :('],
  start(line, before) {
    const text = unmarked(line.text);
    const problem = readProblem(text);
    if (problem?.level === 'error') return new TableReading(line, before);
    if (TOO_MANY.test(text)) return new WarningsReading(line, before);
    return text.startsWith('Oops! Something went wrong! :(') ? new CrashReading(line) : undefined;
  },
};

interface Problem {
  readonly line: number;
  readonly column: number;
  readonly level: string;
  readonly message: string;
  readonly rule?: string;
}

function readProblem(text: string): Problem | undefined {
  const groups = (PROBLEM.exec(text) ?? NEXT_PROBLEM.exec(text))?.groups;
  if (!groups) return undefined;
  const words = (groups['text'] as string).trimEnd();
  const gap = words.lastIndexOf('  ');
  const last = gap < 0 ? '' : words.slice(gap + 2);
  // yamllint's table looks the same but for the brackets around its rule.
  if (/^\([a-z][a-z-]+\)$/.test(last)) return undefined;
  const rule = /^[@\w][\w./@-]{1,100}$/.test(last) ? last : undefined;
  return {
    line: Number(groups['line']),
    column: Number(groups['column']),
    level: (groups['level'] as string).toLowerCase(),
    message: rule === undefined ? words : words.slice(0, gap).trimEnd(),
    ...(rule && { rule }),
  };
}

class TableReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #rules = new Map<string, number>();
  readonly #first: Problem;
  readonly #file: string | undefined;
  #errors = 0;
  #warnings = 0;
  #foreign = 0;
  #isOver = false;

  constructor(line: Line, before: readonly Line[]) {
    const header = before.findLast((each) => each.step === line.step && HEADER.test(unmarked(each.text)));
    const start = header ? before.indexOf(header) : before.length;
    for (const each of before.slice(start)) this.#excerpt.add(each);
    this.#file = header && unmarked(header.text);
    this.#first = readProblem(unmarked(line.text)) as Problem;
    this.#take(line, this.#first);
  }

  next(line: Line): 'more' | 'refused' {
    const text = unmarked(line.text);
    const problem = readProblem(text);
    const summary = SUMMARY.exec(text)?.groups;
    if (summary) {
      this.#errors = Number(summary['errors']);
      this.#warnings = Number(summary['warnings']);
      this.#isOver = true;
      this.#excerpt.add(line, true);
      return 'more';
    }
    if (this.#isOver) return this.#afterSummary(line, text);
    if (problem) this.#take(line, problem);
    else if (text.trim() === '' || HEADER.test(text) || /^\s{10,}\S/.test(text)) this.#excerpt.add(line);
    else if (line.text.startsWith('##[error]') || ++this.#foreign > MOST_FOREIGN) return 'refused';
    return this.#excerpt.size > MOST_LINES ? 'refused' : 'more';
  }

  end() {
    const rule = [...this.#rules].sort((a, b) => b[1] - a[1])[0]?.[0];
    const failure = this.#excerpt.failure({
      tool: 'eslint',
      kind: 'lint',
      message: this.#first.message.slice(0, 500),
      ...(this.#first.rule && { name: this.#first.rule }),
      ...(rule && { code: rule }),
      ...(this.#file && { location: { file: this.#file, line: this.#first.line, column: this.#first.column } }),
      facts: { errors: this.#errors, warnings: this.#warnings },
    });
    return { failures: [failure] };
  }

  #take(line: Line, problem: Problem): void {
    const isError = problem.level === 'error';
    if (isError) this.#errors++;
    else this.#warnings++;
    if (isError && problem.rule && this.#rules.size < 200)
      this.#rules.set(problem.rule, (this.#rules.get(problem.rule) ?? 0) + 1);
    this.#excerpt.add(line, isError && this.#errors <= 3);
  }

  #afterSummary(line: Line, text: string): 'more' | 'refused' {
    if (!/^\s{1,4}\d+ errors? and \d+ warnings? potentially fixable/.test(text)) return 'refused';
    this.#excerpt.add(line);
    return 'more';
  }
}

/** Only warnings, more than `--max-warnings` allows: the table stands before. */
class WarningsReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  #first: Problem | undefined;
  #file: string | undefined;

  constructor(line: Line, before: readonly Line[]) {
    for (const each of before) {
      const text = unmarked(each.text);
      const problem = readProblem(text);
      const isHeader = HEADER.test(text);
      if (each.step !== line.step || !(problem || isHeader || SUMMARY.test(text))) continue;
      if (isHeader && this.#first === undefined) this.#file = text;
      this.#first ??= problem;
      this.#excerpt.add(each, problem === this.#first && problem !== undefined);
    }
    this.#excerpt.add(line, true);
    this.#message = unmarked(line.text).slice(0, 300);
  }

  next(): 'refused' {
    return 'refused';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'eslint',
      kind: 'lint',
      message: this.#message,
      ...(this.#first?.rule && { code: this.#first.rule }),
      ...(this.#file &&
        this.#first && { location: { file: this.#file, line: this.#first.line, column: this.#first.column } }),
      facts: { errors: 0 },
    });
    return { failures: [failure] };
  }
}

/** ESLint itself failed: a configuration it cannot load, a plugin that is not installed. */
class CrashReading implements Reading {
  readonly #excerpt = new Excerpt();
  #message: string | undefined;

  constructor(line: Line) {
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (text.startsWith('##[') || /^npm |^\s?ELIFECYCLE/.test(text) || this.#excerpt.size > 40) return 'refused';
    const isMessage = this.#message === undefined && text.trim() !== '' && !/^ESLint: \d/.test(text);
    if (isMessage) this.#message = text.trim().slice(0, 500);
    this.#excerpt.add(line, isMessage);
    return 'more';
  }

  end() {
    return {
      failures: [
        this.#excerpt.failure({ tool: 'eslint', kind: 'configuration', message: this.#message ?? 'ESLint crashed' }),
      ],
    };
  }
}
