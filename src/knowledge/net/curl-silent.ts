import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { requestIn } from './curl-request.js';

/** What curl means by its exit codes. Source: its manual page, "EXIT CODES". */
const MEANING: Readonly<Record<string, string>> = {
  '3': 'the address was written wrongly',
  '5': "the proxy's name could not be resolved",
  '6': "the host's name could not be resolved",
  '7': 'the host could not be reached: nobody listens there, or something in between refuses',
  '16': 'an error in the HTTP/2 framing',
  '18': 'the transfer ended before all of the file had come',
  '22': 'the server answered with an error of 400 or above',
  '23': 'what came could not be written',
  '26': 'a file to send could not be read',
  '28': 'the time limit was reached',
  '35': 'the TLS handshake failed',
  '47': 'more redirects than allowed',
  '52': 'the server closed the connection without an answer',
  '55': 'sending failed',
  '56': 'receiving failed: the connection was broken',
  '60': "the server's certificate could not be verified",
  '77': 'the file of trusted certificates could not be read',
  '92': 'an error in an HTTP/2 stream',
};
/** How shells, runners and CI systems tell the exit code of the last command. */
const ENDED = /(?:exit code|exited with(?: code)?|exit status|returned exit code):? (?<code>[1-9]\d{0,2})\b/;
/** How a command is shown before it runs: traced by a shell, echoed by a runner. */
const SHOWN = /^(?:\+{1,4} |\$ |##\[group\]Run |##\[command\])(?<command>.{1,2000})/;

/**
 * curl that failed without a word, as `-s` makes it: the last command shown was curl, and its exit code is one of curl's.
 * Facts: `means`, what curl means by the code, and `address`.
 */
export const curlSilent: Parser = {
  name: 'curl-silent',
  anchors: ['exit code ', 'exit code: ', 'exited with ', 'exit status '],
  start(line, before) {
    const code = ENDED.exec(line.text)?.groups?.['code'];
    const means = code === undefined ? undefined : MEANING[code];
    if (code === undefined || means === undefined) return undefined;
    const at = before.findLastIndex(({ text }) => SHOWN.test(text));
    const asked = before[at];
    if (asked === undefined || !isCurl(before.slice(at))) return undefined;
    return reading(asked, line, code, means);
  },
};

/** Whether the last command of these lines is curl and it printed no error; a runner shows a whole script at once. */
function isCurl([shown, ...after]: readonly Line[]): boolean {
  const command = SHOWN.exec(shown?.text ?? '')?.groups?.['command'] ?? '';
  const end = after.findIndex(({ text }) => /^(?:shell|env): |^##\[endgroup\]/.test(text));
  const script = after.slice(0, Math.max(end, 0)).filter(({ text }) => text.trim() !== '');
  const last = shown?.text.startsWith('##[group]') ? (script.at(-1)?.text ?? command) : command;
  return /^\s*(?:\w+=)?["'$(]{0,4}curl\s[^|;&]*$/.test(last) && !after.some(({ text }) => text.startsWith('curl: ('));
}

function reading(asked: Line, end: Line, code: string, means: string): Reading {
  const request = requestIn([asked]);
  return stated(
    new Excerpt()
      .add(asked, true)
      .add(end, true)
      .failure({
        tool: request === undefined || request.isCheck ? 'shell' : 'curl',
        kind: 'command',
        name: 'curl',
        code,
        message: `curl ended with exit code ${code}: ${means}`,
        facts: { silent: 1, means, ...(request && { address: request.address }) },
      }),
  );
}
