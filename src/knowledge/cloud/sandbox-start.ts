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
  /clon|git|fatal:|health|probe|ready|network|connect|resolve|DNS|refused|unreachable|TLS|image|pull|cold|container|queue|capacity|scal|timeout|\bE[A-Z]{5,}\b/i;
const MOST_BEFORE = 20;

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
    const own = before.slice(Math.max(0, begin)).filter((each) => each.step === line.step && WHY.test(each.text));
    const excerpt = new Excerpt();
    for (const each of own.slice(-MOST_BEFORE)) excerpt.add(each);
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
