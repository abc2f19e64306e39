/** Begins a line that goes on with what the line before it said, whatever it says. */
const GOES_ON =
  /^(?:\s+\S|(?:Caused by|Suppressed|Reason|stdout|stderr)\b|E(?: |$)|at |\.\.\. \d+ more|[|^]|(?:note|help|hint|symbol|location|required|found|reason|expected|actual|got|want): ?|(?:During handling|The above exception)|[-+~] )/;
/** The class of an exception, as the line below a message or a frame names it. */
const EXCEPTION = /^(?:[\w$]+\.)*\w*(?:Error|Exception|Failure|Throwable)\b/;
/** What a tool puts before each of its lines of failure. */
const MARKER =
  /^(?:##\[error\]|\[?(?:[\w.@/-]{1,40} )?(?:ERROR|ERR!?|FATAL|SEVERE|CRITICAL|FAIL(?:ED|URE)?|error|fatal)\b[\]!:]?|E:)/;

/** What compilers add to a message, in its form: where else to look. */
const NOTE = /^\S{1,300}:\d{1,7}(?::\d{1,5})?: (?:note|remark|help): /;
/** A compiler's message, below which it shows the line of code as it is. */
const POSITIONED = /^\S{1,300}:\d{1,7}:\d{1,5}: (?:(?:fatal )?error|note): /;
/** How lines of code end. */
const CODE = /[;{}(),:>\\]\s*$/;

/**
 * True when a line belongs to the ones before it: set in, marked like the head, the next frame, note or cause.
 * @param head the line that began
 * @param previous the line just above
 */
export function goesOn(text: string, head: string, previous: string = head): boolean {
  if (GOES_ON.test(text) || EXCEPTION.test(text) || NOTE.test(text)) return true;
  if (POSITIONED.test(previous) && CODE.test(text)) return true;
  const marker = MARKER.exec(head)?.[0];
  return marker !== undefined && text.startsWith(marker);
}
