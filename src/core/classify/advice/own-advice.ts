import type { Failure } from '../../domain/failure.js';

const LONGEST = 300;

/** What fails there is the project's own, whose words are no tool's. */
const OF_PROJECT: ReadonlySet<string> = new Set([
  'test',
  'exception',
  'panic',
  'signal',
  'container',
  'lint',
  'format',
]);
/** Lines after one that a pattern recognised among what belongs to no parsed failure. */
const FOLLOWING = 3;
const VERBS = 'run|try|use|add|set|install|update|upgrade|change|enable|consider|pass|specify|declare|rename';
const CAPITAL = 'Run|Try|Use|Add|Set|Install|Update|Upgrade|Change|Enable|Consider|Pass|Specify|Declare|Rename';
const QUOTED = '[`\'"][^`\'"]{2,120}[`\'"].*';
/** Mark a line as advice, and ask for something. */
const MARKED = new RegExp(
  `^[\\s│|]{0,12}(?:npm (?:error|ERR!) |ERROR: |error: )?(?:[Hh]int|[Hh]elp|[Tt]ip|[Ss]uggestion)s?: {1,4}((?:[Yy]ou (?:can|may|should|must|need to|might want to) )?(?:${VERBS}|${CAPITAL})(?:ing)? .+)$`,
);
/** Name, in quotation marks, what is to be called or written. */
const NAMED: readonly RegExp[] = [
  new RegExp(`(?:^|[.:;] )((?:${CAPITAL})(?:ing)? (?:[\\w-]{1,30} ){0,6}${QUOTED})$`),
  new RegExp(
    `\\b(?:[Pp]lease|[Yy]ou (?:can|may|should|must|need to)) ((?:${VERBS})(?:ing)? (?:[\\w-]{1,30} ){0,6}${QUOTED})$`,
  ),
  new RegExp(
    `(?:[:;,] |\\b(?:and|or|then) )((?:run|try|use|pass|consider)(?:ning|ing)? (?:[\\w-]{1,30} ){0,2}${QUOTED})$`,
  ),
];
/** Say that the next line is what to call. */
const ANNOUNCED =
  /(?:\b[Tt]o (?:fix|add|update|resolve|install|allow|enable|download)\b[^:]{0,120}|\b[Rr]un the following(?: command)?[^:]{0,60}|\bcall)(?:, (?:call|run))?:$/;
/** Every failure of the tool ends with these, or they lead away from it, or around a check. */
const GENERAL =
  /--(?:help|stacktrace|info|debug|scan|verbose)\b|\bRUST_BACKTRACE\b|\bfor (?:more )?(?:help|details|information)\b|\[notice\]|\bcurl\b|\bwget\b|\bsudo\b|\brm -|\| ?(?:ba|z)?sh\b|https?:\/\/|\b(?:bypass|ignore|skip|disable|suppress|override)|--(?:force|no-verify|legacy-peer-deps|break-system-packages|insecure)\b/i;

/** The rest of the sentence stands on another line, or the line holds a text within a text. */
const CUT = /\b(?:the|an?|of|for|to|and|or|with|in|by|from)$|\\[nrt'"]/;

/**
 * What the tool that failed advises in its own lines: a hint that it marks as one, or the command or setting that it names.
 * @param recognised numbers of the lines that a pattern recognised: of lines of no known failure only those around them count
 * @returns undefined where it gives none, or only what it says of every failure
 */
export function ownAdvice(
  { facts: { advice }, kind, tool, lines: all }: Failure,
  recognised: readonly number[] = [],
): string | undefined {
  if (typeof advice === 'string') return advice;
  if (OF_PROJECT.has(kind) || tool === 'rustc') return undefined;
  const isNear = (number: number): boolean => recognised.some((line) => number >= line && number <= line + FOLLOWING);
  const lines = kind === 'output' ? all.filter(({ number }) => isNear(number)) : all;
  for (const [at, { text }] of lines.entries()) {
    const line = text.slice(0, 2_000);
    const said =
      MARKED.exec(line)?.[1] ??
      NAMED.map((form) => form.exec(line)?.[1]).find((each) => each !== undefined) ??
      (ANNOUNCED.test(line.trim()) ? after(lines, at) : undefined);
    if (said !== undefined && !GENERAL.test(said) && !CUT.test(said.trim()))
      return said.trim().replace(/[.:]$/, '').slice(0, LONGEST);
  }
  return undefined;
}

/** The next line that says anything, where it is set in as a command is. */
function after(lines: Failure['lines'], at: number): string | undefined {
  const next = lines.slice(at + 1, at + 4).find(({ text }) => text.trim() !== '')?.text;
  return next !== undefined && /^(?:\s|[$>] )/.test(next) ? next.trim() : undefined;
}
