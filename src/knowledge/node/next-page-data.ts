import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

const END =
  /^\s{0,4}(?:Error: |\[Error: |> )?Failed to collect (?:page data|configuration) for (?<page>\S{1,300}?)\]?$/;
/** `ReferenceError: self is not defined`, `eC [Error]: no key` of a class whose name a minifier took, `⨯ Error: x`. */
const THROWN =
  /^\s{0,4}(?:[⨯×] )?(?:[\w$]{1,60} \[[A-Z]?\w{0,80}Error\]|\[?[A-Z]\w{0,80}(?:Error|Exception)|\[?Error)(?: \[\w{1,60}\])?: (?<message>\S.{0,1000})$/;

/** A page whose module threw when `next build` loaded it: the error stands above the line that names the page. */
export const nextPageData: Parser = {
  name: 'next-page-data',
  anchors: ['Failed to collect page data for', 'Failed to collect configuration for'],
  start(line, before) {
    const page = END.exec(line.text)?.groups?.['page'];
    return page === undefined ? undefined : stated(failureOf(page, line, before));
  },
};

function failureOf(page: string, line: Line, before: readonly Line[]) {
  const own = before.filter(({ step }) => step === line.step);
  const at = own.findLastIndex(({ text }) => THROWN.test(text));
  const thrown = THROWN.exec(own[at]?.text ?? '')?.groups?.['message'];
  const excerpt = new Excerpt();
  if (thrown !== undefined) for (const each of own.slice(at)) excerpt.add(each, each === own[at]);
  excerpt.add(line, true);
  return excerpt.failure({
    tool: 'node',
    kind: 'build',
    message: thrown ?? line.text.trim(),
    name: page,
    facts: { bundler: 'next', ...(thrown !== undefined && { thrown }) },
  });
}
