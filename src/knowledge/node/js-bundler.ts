import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { unmarked } from '../../core/parse/marker.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

interface Start {
  readonly tool: string;
  readonly text: RegExp;
}

/** How each bundler words an import it cannot resolve (webpack and Next.js, Turbopack, Vite, Rollup, esbuild, Parcel). */
const STARTS: readonly Start[] = [
  { tool: 'webpack', text: /^(?:\S.{0,200}: )?Module not found: (?:Error: )?Can't resolve '(?<module>[^']{1,400})'/ },
  { tool: 'webpack', text: /^Module not found: Error: Package path .{1,200} is not exported/ },
  { tool: 'webpack', text: /^Module parse failed: / },
  { tool: 'webpack', text: /^Module build failed(?: \(from [^)]{1,300}\))?: / },
  {
    tool: 'vite',
    // A program of its own around Vite may say before it what it was doing.
    text: /^(?:\S.{0,80}: )?(?:\[vite\]: |RollupError: |\[!\] (?:\(.{0,100}\) )?(?:RollupError: |Error: )?|error during build:\s*|Error: )?(?:Rollup|Rolldown) failed to resolve import "(?<module>[^"]{1,400})(?:" from|$)/,
  },
  {
    tool: 'rollup',
    text: /^(?:RollupError: |\[!\] (?:\(.{0,100}\) )?(?:RollupError: |Error: )?|Error: |\[\w+\] )?Could not resolve "(?<module>[^"]{1,400})" from "/,
  },
  {
    tool: 'rollup',
    text: /^(?:RollupError: |\[!\] (?:\(.{0,100}\) )?(?:RollupError: |Error: )?)?"(?<module>[^"]{1,200})" is not exported by "/,
  },
  { tool: 'next-types', text: /^Type error: (?=\S)/ },
  { tool: 'postcss', text: /^(?:Css)?Syntax ?[eE]rror: (?=.{1,400}\.(?:css|scss|sass|less|pcss)\b)/ },
  { tool: 'esbuild', text: /^(?:✘|Γ£ÿ|X) \[ERROR\] (?!Uncaught |Build failed with \d)(?=\S)/ },
];
const SOURCE_FILE =
  /^(?:\.{0,2}\/|ERROR in )?[\w@./()[\]\\-]{1,300}\.(?:[cm]?[jt]sx?|css|scss|vue|svelte|json)(?::\d+:\d+| \d+:\d+(?:-\d+)?)?$/;
const MOST_LINES = 40;
/** What esbuild's messages without a place talk of. */
const BUILD_WORDS =
  /\b(?:[Cc]ould not|[Cc]annot|[Nn]o |[Ii]nvalid|[Mm]issing|[Uu]nterminated|[Ee]xpected|[Uu]nexpected|entry|build|plugin|loader|import|export|output|option|flag)\b/;

/** An import or a source file that a JavaScript bundler could not resolve, parse or compile. */
export const jsBundler: Parser = {
  name: 'js-bundler',
  anchors: [
    'Module not found: ',
    'Module parse failed: ',
    'Module build failed',
    'Rollup failed to resolve',
    'Rolldown failed to resolve',
    'Could not resolve "',
    '" is not exported by "',
    ' [ERROR] ',
    'Type error: ',
    'Syntax error: ',
    'CssSyntaxError: ',
  ],
  start(line, before) {
    const text = unmarked(line.text).trimStart();
    for (const { tool, text: expression } of STARTS) {
      const match = expression.exec(text);
      if (match) return new BundlerReading(line, before, tool, match.groups?.['module']);
    }
    return undefined;
  },
};

class BundlerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #tool: string;
  readonly #module: string | undefined;
  readonly #message: string;
  #location: { file: string; line?: number; column?: number } | undefined;
  #empty = 0;

  constructor(line: Line, before: readonly Line[], tool: string, module: string | undefined) {
    this.#tool = tool;
    this.#module = module;
    const header = before
      .slice(-3)
      .findLast((each) => each.step === line.step && SOURCE_FILE.test(unmarked(each.text).trim()));
    if (header) {
      this.#excerpt.add(header);
      this.#place(
        unmarked(header.text)
          .trim()
          .replace(/^ERROR in /, ''),
      );
    }
    this.#excerpt.add(line, true);
    // The message is the line to cite, the file above it belongs to the proof.
    if (header) this.#excerpt.markKey(header);
    const text = unmarked(line.text);
    this.#message = text.replace(/^(?:✘|Γ£ÿ|X) \[ERROR\] |^\[!\] |^RollupError: /, '').slice(0, 500);
    const from = /from "([^"]{1,300})"/.exec(text)?.[1];
    if (from && this.#location === undefined) this.#location = { file: from };
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const isOver =
      STARTS.some((start) => start.text.test(unmarked(text))) ||
      /^(?:##\[|npm |> Build failed|\s?ELIFECYCLE|error Command|webpack \d|Error: Command|Export encountered)/.test(
        text,
      );
    if (isOver || this.#excerpt.size > MOST_LINES) return 'refused';
    // Two empty lines, or one and a new file, end what belongs to this module.
    if (text.trim() === '') {
      if (++this.#empty > 2) return 'refused';
    } else {
      if (SOURCE_FILE.test(text.trim()) && this.#empty > 0 && /^[./A-Z]/.test(text)) return 'refused';
      this.#empty = 0;
    }
    if (this.#location === undefined) this.#place(text.trim().replace(/:$/, ''));
    this.#excerpt.add(line);
    return 'more';
  }

  end() {
    // `wrangler dev` prints what a worker says in the same words.
    const isSaid = this.#tool === 'esbuild' && this.#location === undefined && !BUILD_WORDS.test(this.#message);
    if (isSaid) return { failures: [] };
    const failure = this.#excerpt.failure({
      tool: this.#tool === 'next-types' ? 'tsc' : 'node',
      kind: 'compile-error',
      message: this.#message,
      ...(this.#module && { name: this.#module }),
      ...(this.#location && { location: this.#location }),
      facts: { bundler: this.#tool },
    });
    return { failures: [failure] };
  }

  #place(text: string): void {
    const match =
      /^(?<file>[\w@./()[\]\\-]{1,300}\.\w{1,8})(?:[: ](?<line>\d{1,7}):(?<column>\d{1,7})(?:-\d+)?)?$/.exec(
        text,
      )?.groups;
    if (!match) return;
    const line = Number(match['line']);
    this.#location = { file: match['file'] as string, ...(line > 0 && { line, column: Number(match['column']) }) };
  }
}
