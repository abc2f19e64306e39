import { markedTests } from '../../core/parse/marked-tests.js';
import type { Parser } from '../../core/parse/parser.js';

/** Seconds as vstest ends a line with; four letters, so that not each byte of a log has to be looked at. */
const SECONDS = Array.from('0123456789', (digit) => `${digit} s]`);

/**
 * xUnit's own marks below a vstest that speaks another language than English: only the marks, the names and what xUnit says
 * stay as they are. In English vstest's own words say more.
 */
export const xunit: Parser = markedTests({
  runner: 'vstest',
  anchors: [' [FAIL]'],
  failed: /^\[xUnit\.net \d\d:\d\d:\d\d\.\d{1,7}\] {1,8}(?<name>\S.{0,800}?) \[FAIL\]$/,
  again: {
    anchors: [' ms]', ...SECONDS],
    line: /^ {2}(?!Failed )\p{L}[\p{L} ]{2,30}? (?<name>\S{1,400}(?: ?\(.{0,400}\))?) \[(?:< )?\d{1,9} \p{L}{1,4}(?: \d{1,4} \p{L}{1,4})?\]$/u,
  },
  below:
    /^(?: {2}\p{L}[^:]{3,40}:$|(?: {3}(?=\S)|(?=(?:Expected|Actual): ))(?<said>.{1,400})$| {5}\S{1,4} .{1,600} \S{1,4} (?<file>[A-Za-z]?:?[^:]{1,400}):\p{L}{1,12} (?<line>\d{1,7})$)/u,
  proof: {
    anchors: ['.dll (net', '.dll (.NET'],
    line: /^(?!Failed!)\p{L}[\p{L} ]{1,30}! {1,12}: \p{L}[^:]{1,30}: {1,8}[1-9]\d{0,6}, .{10,200} - \S{1,200}\.dll \(/u,
  },
});
