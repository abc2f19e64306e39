/** How much a line tells of a failure, and by what. */
export interface Score {
  /** Above zero. */
  readonly value: number;
  /** Why it was chosen, in words. */
  readonly reason: string;
}

/** What could not be found or done, in the words of programs. */
const BROKEN_WORDS: readonly string[] = [
  'cannot',
  "can't",
  "couldn't",
  "could n't",
  'could not',
  'couldnot',
  'unable to',
  'not found',
  'no such',
  'no space left',
  'denied',
  'refused',
  'rejected',
  'undefined',
  'undeclared',
  'unresolved',
  'unexpected',
  'unsupported',
  'unrecognized',
  'unknown',
  'missing',
  'mismatch',
  'invalid',
  'illegal',
  'conflict',
  'conflicts',
  'timed out',
  'timeout',
  'exceeded',
  'aborted',
  'killed',
  'not up-to-date',
  'not up to date',
  'not up to-date',
  'not up-to date',
  'not exist',
  "n't exist",
  'already exists',
  'not recognized',
  'not recognised',
  'not installed',
  'not supported',
  'not a valid',
  'incompatible',
  'unmet',
  'broken pipe',
  'out of memory',
  'core dumped',
  'segfault',
  'lockup',
];

/** Words one of which stands in every line that scores or ends a stretch, in any case: no other line need be looked at. */
export const TELLING_WORDS: readonly string[] = [
  'error',
  'fail',
  'exception',
  'fatal',
  'panic',
  ...BROKEN_WORDS,
  'bug: ',
  'oops: ',
  'not ok ',
  '❌',
  '✖',
  '✗',
  '✘',
  '##[group]run ',
  '##[endgroup]',
  'the command "',
  'travis_time:start',
  'travis_fold:start',
  'post job cleanup',
  '+ categoryinfo',
  '@@ -',
  '(ignored)',
];

/** The beginning of a line weighs as much as a name of an error; that both say it makes it little surer. */
const STRONG = 3;
const WEAK = 1.5;
const FAINT = 1;
/** A warning that says the same words is rarely the reason, and a line marked as one never while an error is there. */
const WARNING = -2.5;
const MARKED_WARNING = 0.5;
/** Longer lines are judged by their beginning. */
const LOOKED_AT = 600;

/** What says that nothing failed: counts of zero, and the tally of a test that passed. */
const NOTHING_FAILED =
  /\b(?:0|no) (?:\w+ )?(?:errors?|failures?|failed|failing)\b|\b(?:errors?|failures?|failed|failing|fail)["']?\s*[:=]\s*(?:0\b|none\b|false\b|null\b|\[\])/gi;
/** How long something may take is set beforehand, and what a statement does in a conflict. */
const ALLOWED =
  /\btime-?outs?(?: (?:of|is|set to))?[:=]? ?\d[\w.]*(?! ?(?:ms |s |seconds )?exceeded)|\bon conflict\b/gi;
/** A word inside the name of a file, a package or an option is not said. */
const IN_A_NAME = /(?:(?<![\w.@-])[\w.@-]*[/\\][\w./\\@-]*|--?[\w-]+|(?<![\w-])[\w-]+\.(?:[a-z]{1,4}\b)(?!:))/gi;

const AT_START =
  /^[\s>|*#]{0,8}(?:\[[^\]]{0,40}\] ?|[\w./-]{1,40}: ){0,2}(?:##\[error\]|\[?(?:error|fatal|severe|critical|(?:kernel )?panic|failure|err!)\b[\]!:]?|\[err\]|e:|[❌✖✗✘])/i;
/** The mark of a failure before a tally that counts none (`✖ 1 problem (0 errors, 1 warning)`) says nothing. */
const MARKED = /^[\s>|*#]{0,8}[❌✖✗✘]/;
const FAILURE = /error|fail|fatal|panic/i;
const NAMED =
  /\b\w+(?:Error|Exception|Failure|Failed|Panic)\b(?=:|\s*$| at )|\b[A-Z]\w*(?:Error|Exception|Failure|Failed|Panic)\b(?=\s*\()|: (?:fatal )?error\b|\b(?:[Ee]rror|ERROR)(?:\[\w+\])?:|\b(?:BUG|Oops): |^\s{0,12}\*\* \((?:[A-Z]\w{0,60}\.){0,6}[A-Z]\w{0,60}\) |\berror [A-Z]{1,4}\d+/;
const TEST =
  /\bFAILED\b|<<< (?:FAILURE|ERROR)!|--- FAIL\b|^\s{0,8}FAIL\b|^\s{0,8}not ok \d|^\s{0,8}●|^\s{0,8}# {1,4}Failed test\b|: (?:Test Failed|Error During Test) at \S/;
/** Says that there is an error and leaves what it is to the lines below. */
const EMPTY = /^\W*(?:\w[\w.-]*[^\w.-]\W*){0,2}(?:error|fatal|exception|failure)s?\W*$/i;
/** A heading over what another program said: `Error output from Xcode build:`. */
const HEADING = /^[^\w:]{0,20}(?:error|failure|exception)s?(?: [\w.'"()-]{1,40}){1,8}:\s*$/i;
const FAILED = /\bfail(?:ed|ure|ures|ing|s)?\b/i;
const BROKEN = new RegExp(`\\b(?:${BROKEN_WORDS.join('|')})\\b`, 'i');

/** Lines that are no news whatever words are in them. */
const SILENT: readonly RegExp[] = [
  // Frames of a stack.
  /^\s*at [\w$.<>[\]/ ]+\(|^\s+at \S|^\s*File ".*", line \d|^\s*\.\.\. \d+ (?:more|common frames)|^\s*#\d+ /,
  // It passed.
  /^\s*(?:✓|✔|√|ok\b|PASS(?:ED)?\b|\[PASS(?:ED)?\]|--- PASS)|\b(?:ok|PASSED|passed|SKIPPED|skipped|ignored|xfail|UP-TO-DATE)\s*(?:\(?[\d.]+ ?m?s\)?)?$|\sPASSED\s+\[/,
  // Commands, as shells and runners repeat them.
  /^\s*(?:\++ |\$ |> Task |echo ["'$-]|##\[(?:group|command|section)\])/,
  // What Compose does with each container, network and volume.
  /^ ?(?:Network|Container|Volume|Image) "?\S{1,200} {1,2}(?:Creat(?:ing|ed)|(?:Re)?[Ss]tart(?:ing|ed)|Recreated?|Stopp(?:ing|ed)|Remov(?:ing|ed)|Pull(?:ing|ed)|Buil(?:ding|t)|Kill(?:ing|ed)|Waiting|Running|Healthy|Exited)\s*$/,
  // Progress and levels below a warning.
  /^\W{0,3}(?:\S{1,40} ){0,3}\[?(?:INFO|DEBUG|TRACE|NOTICE|info|debug|trace|verbose)\b[\]:]?(?![^\n]*\b(?:failed|FAILED)\b)/,
];

/** What tools say after a failure: true, and never the reason. */
const EPILOGUE: readonly RegExp[] = [
  /Process completed with exit code|^The command ".*" (?:exited|failed)|Your build exited with|^Finished: |marked build as failure/,
  /\bBUILD (?:FAILURE|FAILED|ERROR)\b|^FAILURE: Build failed|Build failed with an exception|^\[ERROR\] (?:-> )?\[Help|^> Build error/,
  /re-run (?:Maven|with)|To see the full stack trace|For more information about the errors|Run with --|^[>*] Get more help at|^\* (?:Try|Where|What went wrong|Exception is):$|possible solutions/i,
  /^(?:npm (?:ERR!|error) (?:A complete log|code \w+$|errno|syscall|\s*$|This is probably not a problem|Exit status|Failed at the .{0,200} script|(?:@[\w.-]+\/)?[\w.-]{1,100}@\d\S{0,60} [\w:.-]{1,60}: `))|^error Command failed with exit|ELIFECYCLE/,
  /(?:exit(?:ed with)?|returned|status|with) (?:non-zero )?(?:exit )?(?:code|status):? ?-?\d+\W{0,3}$/i,
  /^(?:\S+: )?(?:(?:fatal )?error: )?(?:ld returned (?:\d+ exit status|output status)|linker command failed with exit code)/i,
  /^ERROR: Analysis of (?:target|aspects) .* failed; build aborted/,
  // Rulers, the Dockerfile as BuildKit quotes it, and its steps.
  /^[-=_*~]{3,200}\s*$|^\d{1,5} \| |^> \[[^\]]{1,80}\] \S|^\S{0,200}Dockerfile\S{0,100}:\d{1,5}\s*$/,
  /^\[(?:internal\] |(?:\S{1,60} +)?\d{1,3}\/\d{1,3}\] [A-Z]+\b)|^(?:DONE \d[\d.]*s|CACHED|transferring (?:context|dockerfile): .*)$/,
  /^(?:\S{1,200}\/)?(?:(?:g|mingw32-)?make|ninja)(?:\[\d+\])?: (?:\*\*\* |Leaving|Entering|build stopped)|fail[- ]?fast|-Werror|^FAIL(?:\s+\S+\s+[\d.]+s)?$|^exit status \d+$/,
  /^\s*(?:error: )?Bad exit status from \S+ \(%\w+\)|^RPM build errors:|^EXCEPTION: \[Error\(|binary subprocess returned exit status/,
  // Builders of packages, of systems and of services, of the command below them.
  /^==> ERROR: A failure occurred in \w+\(\)|^>>> ERROR: \S+: \w+ failed$|^error: (?:\d+ dependenc(?:y|ies) of derivation |builder for '|Cannot build '|build of '|cannot build )/,
  /^(?:dpkg-buildpackage|debuild|sbuild): (?:fatal )?error\b|^dh_auto_\w+: (?:error: )?.{1,400} returned exit code \d+$|^E: Sub-process \S+ returned an error code/,
  /^ERROR: (?:Command failed: ?$|Exception\(.{1,300}\) Config\()|^FATAL: all hosts have already failed|^Job for \S+ failed because the control process/,
  /^tar: (?:Error is not recoverable|Exiting with failure status)|^# Looks like (?:you failed|your test exited)/,
  /will (?:be )?retr(?:y|ied)|retrying|trying again/i,
];

/** Whether a line is no news of a failure: a command, progress, a frame, what passed, or what a tool says after a failure. */
export function isNoNews(text: string): boolean {
  const looked = text.slice(0, LOOKED_AT);
  return SILENT.some((each) => each.test(looked)) || isEpilogue(looked);
}

/**
 * How much a line tells by itself, without a pattern: words of failure at its start, names of errors, a failed test, things
 * that could not be found or done. Undefined for a line that tells nothing.
 */
export function scoreOf(text: string): Score | undefined {
  const looked = text.slice(0, LOOKED_AT);
  if (SILENT.some((silent) => silent.test(looked))) return undefined;
  const said = looked.replace(NOTHING_FAILED, ' ').replace(ALLOWED, ' ');
  const spoken = said.replace(IN_A_NAME, ' ');
  const isStart = AT_START.test(said) && !(said !== looked && MARKED.test(said) && !FAILURE.test(said));
  const isNamed = NAMED.test(said);
  const isTest = TEST.test(said);
  const isBroken = BROKEN.test(spoken);
  const isFailed = !isTest && FAILED.test(spoken);
  const strong = [isStart, isNamed, isTest].filter(Boolean).length;
  let value = strong > 0 ? STRONG + FAINT * (strong - 1) : 0;
  if (isFailed) value += FAINT;
  if (isBroken) value += WEAK;
  if (EMPTY.test(said) || HEADING.test(said)) value /= 2;
  if (/\bwarn(?:ing)?\b|deprecat/i.test(said)) value += WARNING;
  if (/^\W{0,3}(?:\S{1,40} ){0,3}?\[?WARN(?:ING)?\b/i.test(said)) value = Math.min(value, MARKED_WARNING);
  if (value <= 0 || isEpilogue(said)) return undefined;
  return { value, reason: reasonOf({ isStart, isNamed, isTest, isBroken }) };
}

/** Some consoles and editors set what a tool says in by a column or two. */
function isEpilogue(text: string): boolean {
  const said = text.trimStart();
  return EPILOGUE.some((each) => each.test(said));
}

function reasonOf(found: { isStart: boolean; isNamed: boolean; isTest: boolean; isBroken: boolean }): string {
  if (found.isTest) return 'says that a test or a task failed';
  if (found.isNamed) return 'names an error';
  if (found.isStart) return 'begins with a word of failure';
  return found.isBroken ? 'says what could not be done' : 'says that something failed';
}
