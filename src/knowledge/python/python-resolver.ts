import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** uv draws its errors as a tree under `×` (or `x` where the terminal has no better); later versions print `error:` and `cause:`. */
const UV =
  /^(?:error: | {2}[×x] )(No solution found when resolving|The build backend returned an error|Failed to (?:build|download|fetch|resolve|read|install|inspect|prepare)\b|The .+ is not compatible)/;
const UV_BRANCH = /^ {2,}(?:\S|$)|^$/;
const UV_LINE =
  /^error: (?:The lockfile at |Unable to find lockfile|No interpreter found for|Failed to (?:parse|fetch|build|download|install)|Distribution not found|No `pyproject\.toml` found|The (?:requested|Python) )/;
/** `uv run` of a program that is in no environment. */
const UV_SPAWN = /^error: Failed to spawn: `([^`\s]{1,100})`/;
const POETRY_REASON = /^(?:Because |And because |And \(\d|So, because |So, |Thus, |Since |\s+\S|\(\d+\) )/;
const POETRY_LINE =
  /pyproject\.toml changed significantly since poetry\.lock was last generated|poetry\.lock is not up to date with pyproject\.toml|Poetry could not find a pyproject\.toml|^The currently activated Python version \S+ is not supported by the project/;

/** What uv and poetry say when they cannot settle on versions, or on a lock file. */
export const pythonResolver: Parser = {
  name: 'python-resolver',
  anchors: [
    'No solution found when resolving',
    'The build backend returned',
    'error: The lockfile at',
    'error: Unable to find lockfile',
    'error: No interpreter found for',
    'error: Failed to spawn: `',
    '× Failed to ',
    '  x Failed to ',
    'error: Failed to fetch',
    'error: Distribution not found',
    'version solving failed',
    'poetry.lock',
    'is not supported by the project',
  ],
  start(line, before) {
    const { text } = line;
    if (UV.test(text)) return new TreeReading(line);
    const absent = UV_SPAWN.exec(text)?.[1];
    if (absent !== undefined) return notThere(line, absent);
    if (UV_LINE.test(text)) return single([line], text.slice(7), 'uv');
    if (/\bversion solving failed\.?\s*$/.test(text)) return single([...reasons(before), line], text.trim(), 'poetry');
    if (POETRY_LINE.test(text)) return single([line], text.trim(), 'poetry');
    return undefined;
  },
};

class TreeReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;

  constructor(first: Line) {
    this.#excerpt.add(first, true);
    this.#message = first.text.trim().replace(/^(?:error:|[×x]) /, '');
  }

  next(line: Line): 'more' | 'refused' {
    if (!UV_BRANCH.test(line.text) || this.#excerpt.size > 500) return 'refused';
    this.#excerpt.add(line, this.#excerpt.size < 4 || /^\s+(?:[A-Z]\w*Error: |\S+: error: )/.test(line.text));
    return 'more';
  }

  end() {
    const said = this.#excerpt.lines[1]?.text.replace(/^[\s╰─▶│├|`>-]+(?:cause: |Caused by: )?/, '') ?? '';
    const conflict = this.#message.startsWith('No solution');
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'pip',
          kind: 'dependency',
          code: conflict ? 'conflict' : 'build',
          message: said === '' ? this.#message : `${this.#message} ${said}`,
          facts: { installer: 'uv' },
        }),
      ],
    };
  }
}

/** Poetry's reasoning stands above its conclusion. */
function reasons(before: readonly Line[]): readonly Line[] {
  let from = before.length;
  while (from > 0 && POETRY_REASON.test(before[from - 1]?.text ?? '')) from--;
  return before.slice(from);
}

function single(lines: readonly Line[], message: string, installer: string): Reading {
  const excerpt = new Excerpt();
  for (const line of lines) excerpt.add(line, true);
  const code = /lock/.test(message) ? 'lock' : /solving/.test(message) ? 'conflict' : 'python-version';
  const failure = excerpt.failure({ tool: 'pip', kind: 'dependency', code, message, facts: { installer } });
  return { next: () => 'refused', end: () => ({ failures: [failure] }) };
}

/** What a shell calls 127. */
function notThere(line: Line, name: string): Reading {
  const excerpt = new Excerpt();
  excerpt.add(line, true);
  const failure = excerpt.failure({ tool: 'shell', kind: 'command', code: '127', name, message: line.text.slice(7) });
  return { next: () => 'refused', end: () => ({ failures: [failure] }) };
}
