import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** What pytest says after `ERROR: ` when it was called or configured wrongly, beside argparse's own words. */
const REFUSALS = [
  'file or directory not found: ',
  'not found: ',
  'found no collectors for ',
  'module or package not found: ',
  'Missing required plugins: ',
  'Unknown config option: ',
  'Wrong expression passed to ',
  'Unknown pytest marker',
  'while parsing the following ',
  'log_cli_',
];
/** Lines that still belong to the message. */
const MORE = /^(?:\(no (?:match|name) |\S.* error: | {2}(?:inifile|rootdir): )/;

/** pytest refusing its command line or its configuration (exit code 4). */
export const pytestUsage: Parser = {
  name: 'pytest-usage',
  anchors: [
    'ERROR: usage: ',
    ...REFUSALS.slice(0, 8).map((words) => `ERROR: ${words}`),
    'is not a valid pytest config',
    'no section header defined',
    '.ini:',
    'pyproject.toml: ',
  ],
  start(line) {
    const text = line.text;
    if (!text.startsWith('ERROR: ')) return undefined;
    const said = text.slice(7);
    const isUsage = said.startsWith('usage: ') && /(?:py\.?test|__main__\.py) /.test(said);
    const isRefusal =
      REFUSALS.some((words) => said.startsWith(words)) && (!said.startsWith('not found: ') || /::|[/\\]/.test(said));
    const isConfig = /^\S+(?:\.ini|\.cfg|\.toml|\.conf): ?\S/.test(said);
    return isUsage || isRefusal || isConfig ? new UsageReading(line, isUsage) : undefined;
  },
};

class UsageReading implements Reading {
  readonly #excerpt = new Excerpt();
  #message: string;

  constructor(first: Line, isUsage: boolean) {
    this.#excerpt.add(first, !isUsage);
    this.#message = isUsage ? '' : first.text.slice(7).trim();
  }

  next(line: Line): 'more' | 'refused' {
    if (!MORE.test(line.text) || this.#excerpt.size > 8) return 'refused';
    const error = / error: (.*)$/.exec(line.text)?.[1];
    if (error !== undefined && this.#message === '') this.#message = error;
    this.#excerpt.add(line, error !== undefined || line.text.startsWith('(no '));
    return 'more';
  }

  end() {
    const message = this.#message || this.#excerpt.lines[0]?.text || '';
    return {
      failures: [
        this.#excerpt.failure({ tool: 'pytest', kind: 'configuration', code: '4', message, facts: { exitCode: 4 } }),
      ],
    };
  }
}
