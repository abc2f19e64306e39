import type { Line } from '../../core/domain/line.js';
import { Aftermath, saysRetry } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { type Request, requestIn } from './curl-request.js';

/**
 * curl and wget that gave up. Both are asked again and again while a service starts, so their words count only when
 * something says soon after that the command failed, or nothing follows at all.
 */
export const curl: Parser = {
  name: 'curl',
  anchors: [
    'curl: (',
    'wget: server returned error: ',
    "wget: can't connect to remote host",
    'wget: bad address ',
    'wget: unable to resolve host address',
    'wget: download timed out',
  ],
  start(line, before) {
    const failed = /^(?:curl: \((\d{1,3})\) (.{1,500})|(wget: .{1,500}))/.exec(line.text);
    return failed
      ? new CurlReading(
          line,
          failed[1],
          failed[2] ?? (failed[3] as string),
          before.some(({ text }) => ASKED.test(text)),
          requestIn([...before.slice(-REACH), line]),
          saysCheck([...before.slice(-REACH), line]),
        )
      : undefined;
  },
};

/** Words of a step that waits for a service, or looks after it. */
const CHECK =
  /\b(?:health(?:y|z|-?checks?)?|smoke|ready|readiness|live|liveness|prob(?:e|ing)|wait(?:ing)?|is up|heartbeat)\b/i;

/** Whether the lines, or the name of their step, speak of a check. */
function saysCheck(lines: readonly Line[]): boolean {
  return lines.some(({ text, step = '' }) => CHECK.test(text) || CHECK.test(step));
}

/** Lines before the answer in which the command may stand. */
const REACH = 15;

/** The same question asked before, or a client that asks again by itself. */
const ASKED = /^(?:curl: \(|wget: |Warning: (?:Transient problem|Problem))/;

class CurlReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #aftermath = new Aftermath(6);
  readonly #code: string | undefined;
  readonly #message: string;
  readonly #request: Request | undefined;
  /** Whether nothing but the words around it can tell what was asked, and they speak of a check. */
  readonly #isSaidCheck: boolean;
  #isCleared = false;
  /** Silence after the last of several answers may mean that the service came up. */
  #needsWord: boolean;

  constructor(
    line: Line,
    code: string | undefined,
    message: string,
    isAskedAgain: boolean,
    request: Request | undefined,
    isSaidCheck: boolean,
  ) {
    this.#isSaidCheck = isSaidCheck;
    this.#needsWord = isAskedAgain;
    this.#request = request;
    this.#excerpt.add(line, true);
    this.#code = code;
    this.#message = message;
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (ASKED.test(line.text) || /^\s{0,3}% Total/.test(line.text) || saysRetry(line.text)) {
      // Asked once more: only the last answer counts.
      this.#isCleared = true;
      return 'refused';
    }
    const said = this.#aftermath.judge(line.text);
    if (said === 'passed') this.#isCleared = true;
    if (said === 'failed') this.#needsWord = false;
    return said === 'open' ? 'more' : 'refused';
  }

  /** Any server says that it has no such file; that a service is not well is only told where it was asked for that. */
  get #isCheck(): boolean {
    if (this.#request !== undefined) return this.#request.isCheck;
    return this.#isSaidCheck || !/ returned error: (?:HTTP\/[\d.]{1,3} )?404\b/.test(this.#message);
  }

  end(): Findings {
    if (this.#isCleared || this.#needsWord) return { failures: [] };
    const code = this.#code === undefined ? undefined : { code: this.#code };
    return {
      failures: [
        this.#excerpt.failure({
          tool: this.#isCheck ? 'shell' : 'curl',
          kind: 'command',
          name: 'curl',
          message: this.#message,
          ...code,
          facts: this.#request === undefined ? {} : { address: this.#request.address },
        }),
      ],
    };
  }
}
