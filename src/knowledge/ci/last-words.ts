import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Outcome } from '../../core/domain/outcome.js';
import { saidBy } from './tool-verdict.js';
import { verdictOf } from './verdicts/verdict.js';

/** What a text says in its last lines of how it ended. */
export interface LastWords {
  readonly outcome: Outcome;
  /** Where they say that it failed. */
  readonly failure?: Failure;
}

/** Filled lines that are the end of a text. */
const LAST = 3;

/** How programs nobody knows begin the line with which they give up. */
const GIVES_UP: readonly RegExp[] = [
  // Logrus, in which container tools speak.
  /^(?:ERRO|FATA|PANI)(?:\[\d{1,8}\])? {1,4}\S/,
  /^(?:❌|✖|✗|⨯|💥|🚨|X )\s?\S/u,
  /^(?:\[\s?)?(?:error|fatal|critical|panic)(?:\s?\])?(?: \w{1,30})?:? ?[:!]\s*\S/i,
  /^(?:\[(?:ERROR|FATAL|CRITICAL)\]|(?:ERROR|FATAL|CRITICAL)(?=\s)|E:)\s+\S/,
  /^(?:[\w./-]{1,60}: )(?:\w{1,20} )?(?:error|fatal)(?: \w{1,30})?: \S/i,
  /^(?:failed|unable|could not|cannot) to? ?\w/i,
  /^(?:Unhandled|Uncaught|uncaught|Fatal|Aborted|abort)\b|^Aborting\.?$|\b(?:exited|ended|terminated) abnormally\b|\bterminated by signal \d/i,
  /^(?:\[!\]|!|\*\*) ?(?:\w{1,30} ){0,2}error: \S/i,
  /^[1-9]\d{0,5} errors? (?:generated|found|occurred)\b|\b(?:failed after \d{1,4} (?:attempts?|tries|retries)|was not successful|aborted because|were errors?)\b/i,
  /^(?:[\w./-]{1,60}: ){1,3}(?:cannot|could not|unable to|failed to) \w/,
  /^(?:[A-Za-z_][\w$]{0,60}[.:]{1,2}){0,12}[A-Z][\w$]{0,80}(?:Error|Exception)(?: \[\w{1,60}\])?: \S/,
  /\b(?:exited|exits?|failed|ended|terminated|finished|returned) with (?:an? )?(?:non-?zero )?(?:exit )?(?:code|status|error|signal)(?: code)?:? ?[1-9]/i,
  /\b(?:exit[ _]?(?:status|code)|status code)\s?[:=]?\s?[1-9]\d{0,2}\)?\.?$/i,
  /^(?:\S{1,40} ){0,5}(?:build|tests?|job|compilation|deployment|deploy|pipeline|checks?|command|task|step|validation|verification|installation|migration|execution)s? (?:has |have )?(?:been )?(?:failed|aborted)\b[^0-9]{0,80}$/i,
  /^(?:Build|Test|Compilation|Deployment|Job|Pipeline|Task|Command|Step|Process) (?:failed|aborted|FAILED)\b/,
  /^\[[\w ./-]{1,60}\] (?:[\w .-]{1,40} )?(?:FAILED|failed)[.!]?$/,
  /^(?:FAIL|FAILED|FAILURE|ABORTED)(?:[\s:!.]|$)|^\w{1,20} aborted!$/,
];
/** The same words where nothing is wrong, or something else is told. */
const NO_FAILURE =
  /\b(?:0|no|without|zero|any) (?:errors?|failures?|failed)\b|\b(?:errors?|failures?|failed)\s{0,4}[:=]\s{0,4}(?:0|none|false|null)\b|\bignor(?:ed|ing)\b|\bnot fatal\b|\bnon-fatal\b|^[\w.-]{1,100} exited with code \d/i;
/** What a program that gives up may say after why: where, how to use it, what to try. Anything else means that life went on. */
const GOES_WITH =
  /^(?:[\s|^~=}\])>*-]|\W{0,3}(?:at|in|on|note|help|hint|tip|details?|see|for|usage|try|use|run|rerun|re-run|please|make sure|check|did you|did not|or|and|if|to|caused by|because|reason|context|more|read|find|learn|consult|exit(?:ed|ing|s)?|abort(?:ed|ing)?|stop(?:ped|ping)?|giving up|killed|terminated|https?|warning|this|it|you|code|status|errno|node\.js|npm|a complete log|full log|logs?)\b)/i;
/** What a CI system prints below everything. */
const EPILOGUE = /^(?:travis_(?:time|fold):|section_end:|##\[(?:endgroup|section)\]|Post job cleanup|Cleaning up )/;

/**
 * What the end of a text says of how it ended, for a text of which nobody says it. A program that gives up says so in the
 * last lines it prints; a tool's own tally there counts more.
 * @param tail the last lines of the text, in order
 */
export function lastWords(tail: readonly Line[]): LastWords {
  const filled = tail.filter(({ text }) => text.trim() !== '' && !EPILOGUE.test(text));
  for (let back = 1; back <= Math.min(LAST, filled.length); back++) {
    const line = filled.at(-back) as Line;
    const { text } = line;
    const verdict = verdictOf(text);
    const outcome = verdict?.outcome ?? (givesUp(line) ? 'failed' : GOES_WITH.test(text) ? 'unknown' : undefined);
    if (outcome === 'failed') return { outcome, failure: saidBy(line, filled.slice(0, -back), verdict?.tool) };
    if (outcome !== 'unknown') return { outcome: outcome ?? 'unknown' };
  }
  return { outcome: 'unknown' };
}

/** The containers of a project end one by one, and what reads their words knows what it means. */
function givesUp({ text, channel }: Line): boolean {
  return channel === '' && !NO_FAILURE.test(text) && GIVES_UP.some((words) => words.test(text));
}
