import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const NATIVE = /^\s{0,4}(?:\S{1,60}Error: )?ERROR: Failed to build gem native extension\./;
const CANNOT =
  /^(?:An error occurred while installing (?<gem>[\w.-]{1,100}) \((?<version>[^)]{1,60})\)(?:, and Bundler)?|Bundler could not find compatible versions for gem "(?<conflict>[^"]{1,100})"|Could not find (?:compatible versions|gem '(?<missing>[^']{1,200})'|(?<locked>[\w.-]{1,100}-\d[\w.]{0,40}) in )|You are trying to install in deployment mode after changing|The dependencies in your gemfile changed|Your bundle only supports platforms|Your Ruby version is (?<ruby>[\d.]{1,20})|The gemspecs for path gems changed|Some gems seem to be missing from your Gemfile\.lock|Could not locate Gemfile)/;
const MOST_LINES = 200;
const MOST_BLANK = 3;

/** RubyGems and Bundler: a native extension that did not build, gems that cannot be found or do not fit. */
export const rubyBundler: Parser = {
  name: 'ruby-bundler',
  anchors: [
    'Failed to build gem native extension',
    'An error occurred while installing',
    'Bundler could not find',
    'Could not find compatible versions',
    "Could not find gem '",
    'in deployment mode after changing',
    'in your gemfile changed',
    'in any of the sources',
    'in locally installed gems',
    'Your Ruby version is ',
    'gemspecs for path gems changed',
    'Could not locate Gemfile',
    'Your bundle only supports platforms',
  ],
  start(line) {
    if (NATIVE.test(line.text)) return new BundlerReading(line, undefined);
    const match = CANNOT.exec(line.text);
    return match ? new BundlerReading(line, match.groups ?? {}) : undefined;
  },
};

class BundlerReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #isNative: boolean;
  readonly #first: string;
  #gem: string | undefined;
  #reason: string | undefined;
  #blank = 0;
  #isClosing = false;

  constructor(line: Line, groups: Record<string, string | undefined> | undefined) {
    this.#isNative = groups === undefined;
    this.#first = line.text.trim();
    this.#gem = groups?.['gem'] ?? groups?.['conflict'] ?? groups?.['missing'] ?? groups?.['locked'];
    this.#isClosing = groups !== undefined;
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    if (
      text.startsWith('##[') ||
      /^(?:Error: )?(?:The command|ERROR: (?!Failed)|#\d)/.test(text) ||
      this.#excerpt.size > MOST_LINES
    )
      return 'refused';
    this.#blank = text.trim() === '' ? this.#blank + 1 : 0;
    if (this.#blank > MOST_BLANK) return 'refused';
    const gem = /^An error occurred while installing (?<gem>[\w.-]{1,100})/.exec(text)?.groups?.['gem'];
    if (gem) {
      this.#gem ??= gem;
      this.#isClosing = true;
    } else if (
      this.#isClosing &&
      this.#blank === 0 &&
      /^\S/.test(text) &&
      !/^(?:In (?:Gemfile|snapshot)|continue\.|Make sure|If you|Bundler|This|The |Please|Run|You |Add|Remove|\* |Source|Because|So,|And |Thus)/.test(
        text,
      )
    )
      return 'refused';
    const isReason =
      this.#isNative &&
      this.#reason === undefined &&
      /error:|Error\b|not found|No such file|missing|mkmf\.log|cannot/.test(text) &&
      !/^\s*checking |^Gem::|Failed to build|Check the mkmf|necessary libraries/.test(text);
    if (isReason) this.#reason = text.trim().slice(0, 500);
    this.#excerpt.add(line, gem !== undefined || isReason);
    return 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'ruby',
      kind: 'dependency',
      message: this.#reason ?? this.#first.slice(0, 500),
      ...(this.#gem && { name: this.#gem }),
      ...(this.#isNative && { code: 'native-extension' }),
    });
    return { failures: [failure] };
  }
}
