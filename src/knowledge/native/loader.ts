import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { each } from '../../core/parse/anchors.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * A program that could not be started: the kernel's answers to exec, as runc's init, older runc and shells word them, and
 * the dynamic loaders' (glibc's ld.so and musl's). The container has then printed nothing else.
 */
export const loader: Parser = {
  name: 'loader',
  anchors: [
    'exec format error',
    'error while loading shared libraries: ',
    'Error loading shared library ',
    'Error relocating ',
    "' not found (required by ",
    'exec /',
    'exec ./',
    'exec ../',
    'exec user process caused',
    'cannot execute: required file not found',
    'cannot execute binary file',
    'bad interpreter: ',
    'rosetta error: ',
    'qemu-',
  ],
  // A script may say `exec ./gradlew` too.
  beside: each(['exec ./', 'exec ../'], [': permission denied', ': no such file', ': exec format']),
  start(line) {
    const match = WORDS.map(({ words, code }) => ({ code, groups: words.exec(line.text)?.groups })).find(
      ({ groups }) => groups !== undefined,
    );
    return match && stated(failure(line, match.code, match.groups ?? {}));
  },
};

/** What each wording means; `code` is the errno's name, or that of the loader's complaint. */
const WORDS: readonly { readonly words: RegExp; readonly code: string }[] = [
  { words: /^exec (?<program>\/?\S{1,300}): exec format error\s{0,3}$/, code: 'ENOEXEC' },
  { words: /^exec (?<program>\/\S{1,300}): no such file or directory\s{0,3}$/, code: 'ENOENT' },
  { words: /^exec (?<program>\.{0,2}\/\S{1,300}): permission denied\s{0,3}$/, code: 'EACCES' },
  {
    words: /^(?:standard_init_linux\.go:\d{1,5}: )?exec user process caused(?: "|: )(?<program>)exec format error/,
    code: 'ENOEXEC',
  },
  {
    words:
      /^(?:standard_init_linux\.go:\d{1,5}: )?exec user process caused(?: "|: )(?<program>)no such file or directory/,
    code: 'ENOENT',
  },
  {
    words: /^(?:standard_init_linux\.go:\d{1,5}: )?exec user process caused(?: "|: )(?<program>)permission denied/,
    code: 'EACCES',
  },
  {
    words:
      /^(?:\S{1,200}: )?(?:line \d{1,6}: |\d{1,6}: )?(?:exec: )?(?<program>\/?[\w./+-]{1,300}): (?:[Ee]xec format error|cannot execute binary file(?:: Exec format error)?)\s{0,3}$/,
    code: 'ENOEXEC',
  },
  {
    words:
      /^(?:\S{1,200}: )?(?:line \d{1,6}: )?(?:exec: )?(?<program>\/?[\w./+-]{1,300}): (?:cannot execute: required file not found|\S{1,200}: bad interpreter: .{1,60})\s{0,3}$/,
    code: 'ENOENT',
  },
  {
    words: /^(?<program>[^\s:]{1,300}): error while loading shared libraries: (?<library>[^\s:]{1,300}): /,
    code: 'library',
  },
  {
    words: /^Error loading shared library (?<library>[^\s:]{1,300}): .{1,100}\(needed by (?<program>[^\s)]{1,300})\)/,
    code: 'library',
  },
  { words: /^Error relocating (?<program>[^\s:]{1,300}): (?<symbol>\S{1,300}): symbol not found/, code: 'symbol' },
  {
    words: /^(?<program>[^\s:]{1,300}): \/\S{1,300}: version [`'‘](?<version>[\w.]{1,60})['’] not found \(required by /,
    code: 'version',
  },
  { words: /^rosetta error: failed to open elf at (?<program>\S{1,200})/, code: 'ENOEXEC' },
  { words: /^qemu-\w{1,20}(?:-static)?: Could not open '(?<program>[^']{1,200})'/, code: 'ENOEXEC' },
];

function failure(
  line: Line,
  code: string,
  { program, library, version, symbol }: Readonly<Record<string, string | undefined>>,
): Failure {
  const facts = { ...(library && { library }), ...(version && { version }), ...(symbol && { symbol }) };
  return new Excerpt().add(line, true).failure({
    tool: 'container',
    kind: 'container',
    message: line.text.slice(0, 1000),
    code,
    facts,
    ...(program && { name: program }),
  });
}
