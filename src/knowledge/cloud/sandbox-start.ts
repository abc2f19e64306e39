import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';

/** A sandbox that did not come up in time, in Modal's words or those of the service that asked for it. */
const TIMED_OUT =
  /\b(?:[Ss]andbox|[Ss]ession)\b.{0,60}\b(?:failed to start|did not (?:start|become ready)|(?:creation|start-?up|start) timed out|timed out (?:while )?(?:starting|waiting|creating))|\b[Tt]imed out (?:while )?(?:waiting for|creating|starting) (?:the )?sandbox\b|\b[Ss]ession\b.{0,60}\bstuck in "?starting\b/;
/** Modal's words for any time limit: about the start only where a sandbox was being started. */
const ANY_LIMIT = /\b(?:SandboxTimeoutError|FunctionTimeoutError)\b|\bhit its timeout of \d+s?\b/;
/** Where the start of this sandbox begins in what was printed before. */
const BEGIN =
  /\b(?:[Cc]reating|[Ss]tarting|[Ll]aunching|create_sandbox|Sandbox\.create)\b.{0,40}\b[Ss]andbox|create_sandbox/;
/** Only these of the lines before say why. */
const WHY =
  /clon|git|fatal:|health|probe|ready|network|connect|resolve|DNS|addrinfo|refused|unreachable|TLS|image|pull|cold|container|queue|capacity|scal|timeout|\bE[A-Z_]{5,}\b/i;
const MOST_BEFORE = 20;

/** Lines that stand in a Python traceback and between chained ones. */
const IN_TRACE =
  /^(?:\s|$|Traceback \(most recent|[\w.]{1,200}(?:Error|Exception|Timeout)\b|During handling of the|The above exception was)/;

/** Where in `before` the Python traceback begins that the line ends, chained ones included; the client raises when it gives up. */
function traceAbove({ text }: Line, before: readonly Line[]): number | undefined {
  if (!/^[\w.]{1,200}Error: /.test(text)) return undefined;
  const outside = before.findLastIndex((each) => !IN_TRACE.test(each.text));
  const start = before.findIndex(
    (each, index) => index > outside && each.text.startsWith('Traceback (most recent call last)'),
  );
  return start < 0 ? undefined : start;
}

/** The start of a sandbox that ran out of time, with the lines before it that may say why. */
export const sandboxStart: Parser = {
  name: 'sandbox-start',
  anchors: [
    'SandboxTimeoutError',
    'FunctionTimeoutError',
    'hit its timeout of',
    'sandbox',
    'session creation',
    'session start',
    'failed to start',
    'did not start',
    'become ready',
    'start timed out',
    'startup timed out',
    'start-up timed out',
    'timed out starting',
    'timed out waiting',
    'timed out creating',
    'timed out while',
    'stuck in ',
  ],
  start(line, before) {
    const { text } = line;
    const isLimit = ANY_LIMIT.test(text);
    if (
      (!isLimit && !TIMED_OUT.test(text)) ||
      /['"`✓✔√]\s{0,2}$|\braise \w|\bretry|^\s{0,8}(?:it|test|def|class|#|\/\/)\b/.test(text)
    )
      return undefined;
    const begin = before.findLastIndex((each) => BEGIN.test(each.text));
    if (isLimit && begin < 0 && !BEGIN.test(text)) return undefined;
    const trace = traceAbove(line, before);
    const earlier = before.slice(0, trace);
    const own = earlier
      .slice(
        Math.max(
          0,
          earlier.findLastIndex((each) => BEGIN.test(each.text)),
        ),
      )
      .filter((each) => each.step === line.step && WHY.test(each.text));
    const excerpt = new Excerpt();
    for (const each of own.slice(-MOST_BEFORE)) excerpt.add(each);
    if (trace !== undefined) for (const each of before.slice(trace)) excerpt.add(each);
    excerpt.add(line, true);
    return {
      isDone: true,
      next: () => 'refused',
      end: () => ({
        failures: [
          excerpt.failure({
            tool: 'cloud',
            kind: 'container',
            message: text.trim().slice(0, 500),
            facts: { stage: 'start' },
          }),
        ],
      }),
    };
  },
};
