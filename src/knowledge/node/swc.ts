import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** Where SWC found it: `,-[/srv/pages/demo.tsx:302:1]`, with real lines where the terminal can draw them. */
const PLACE =
  /^\s{0,8}(?:,-|╭─)\[(?<file>[^\]]{1,400}\.(?:[cm]?[jt]sx?)):(?<line>\d{1,7}):(?<column>\d{1,7})\]\s{0,4}$/;
const SAID = /^\s{0,8}(?:x|×) (?<message>\S.{2,500})/;
/** What stands above in a build by Next.js or webpack's swc-loader, and not in a report of a linter. */
const BUILD = /^\s{0,4}(?:Failed to compile|Error:|Syntax Error|Module build failed|.{0,200}swc-loader|Caused by:)/;
const MOST_LINES = 30;
/** A path of Windows begins with the letter of a drive. */
const WINDOWS = [',-[', '╭─['].flatMap((corner) => ['c', 'd', 'e'].map((drive) => `${corner}${drive}:\\`));

/** A source file that SWC could not parse, which ends `next build`. */
export const swc: Parser = {
  name: 'swc',
  anchors: [',-[/', ',-[./', '╭─[/', '╭─[./', ...WINDOWS],
  start(line, before) {
    const place = PLACE.exec(line.text)?.groups;
    const recent = before.slice(-6);
    const at = recent.findLastIndex((each) => SAID.test(each.text));
    if (!place || at < 0 || !recent.slice(0, at + 1).some((each) => BUILD.test(each.text))) return undefined;
    return new SwcReading(line, recent.slice(at), place);
  },
};

class SwcReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  readonly #place: Record<string, string | undefined>;

  constructor(line: Line, said: readonly Line[], place: Record<string, string | undefined>) {
    this.#place = place;
    this.#message = SAID.exec((said[0] as Line).text)?.groups?.['message'] as string;
    for (const each of said) this.#excerpt.add(each, each === said[0]);
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (!/^\s*(?:\d{1,7} (?:\||│|\\\|)|:|·|\||│|`-|╰─)/.test(line.text) || this.#excerpt.size > MOST_LINES)
      return 'refused';
    this.#excerpt.add(line);
    return /^\s*(?:`-|╰─)/.test(line.text) ? 'done' : 'more';
  }

  end() {
    const failure = this.#excerpt.failure({
      tool: 'node',
      kind: 'compile-error',
      message: this.#message,
      location: {
        file: this.#place['file'] as string,
        line: Number(this.#place['line']),
        column: Number(this.#place['column']),
      },
      facts: { bundler: 'swc' },
    });
    return { failures: [failure] };
  }
}
