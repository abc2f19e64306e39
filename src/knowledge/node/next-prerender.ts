import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const START = /^\s{0,2}(?:Error: )?Error occurred prerendering page "(?<page>[^"]{1,300})"/;
const MOST_LINES = 80;

/** A page that `next build` could not render ahead: the error stands above the line (Next.js 15.1 and later) or below it. */
export const nextPrerender: Parser = {
  name: 'next-prerender',
  anchors: ['Error occurred prerendering page'],
  start(line, before) {
    const match = START.exec(line.text);
    return match ? new PrerenderReading(line, before, match.groups?.['page'] as string) : undefined;
  },
};

class PrerenderReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #page: string;
  #message: string | undefined;

  constructor(line: Line, before: readonly Line[], page: string) {
    this.#page = page;
    const stack: Line[] = [];
    for (const each of before.slice(-40).reverse()) {
      if (each.step !== line.step || !/^\s{1,4}(?:at |⨯ |Γ¿» |\S.{0,20}\()|^\s{2}\S/.test(each.text)) break;
      stack.push(each);
      if (/^\s{0,2}(?:⨯|Γ¿») /.test(each.text)) {
        this.#message = each.text.trim().replace(/^\S+ /, '').slice(0, 500);
        break;
      }
    }
    if (this.#message) for (const each of stack.reverse()) this.#excerpt.add(each, !/^\s+at /.test(each.text));
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    if (/^\s{0,2}(?:Export encountered|\S{0,4} ?Next\.js build worker|> Export encountered|> Build error)/.test(text)) {
      this.#excerpt.add(line);
      return text.startsWith('Export') || text.startsWith('> ') ? 'more' : 'done';
    }
    if (START.test(text) || /^##\[|^npm /.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const isMessage = this.#message === undefined && text.trim() !== '';
    if (isMessage) this.#message = text.trim().slice(0, 500);
    else if (!/^\s|^$|^[}\]]/.test(text)) return 'refused';
    this.#excerpt.add(line, isMessage);
    return 'more';
  }

  end() {
    const message = this.#message ?? `Error occurred prerendering page "${this.#page}"`;
    return {
      failures: [
        this.#excerpt.failure({ tool: 'node', kind: 'build', message, name: this.#page, facts: { bundler: 'next' } }),
      ],
    };
  }
}
