/** Begins a line that goes on with what the line before it said, whatever it says. */
const GOES_ON =
  /^(?:\s+\S|(?:Caused by|Suppressed|Reason|stdout|stderr)\b|E(?: |$)|at |\.\.\. \d+ more|[|^]|(?:note|help|hint|symbol|location|required|found|reason|expected|actual|got|want): ?|(?:During handling|The above exception)|[-+~] )/;
/** The class of an exception, as the line below a message or a frame names it. */
const EXCEPTION = /^(?:[\w$]+\.)*\w*(?:Error|Exception|Failure|Throwable)\b/;
/** What a tool puts before each of its lines of failure. */
const MARKER =
  /^(?:##\[error\]|\[?(?:[\w.@/-]{1,40} )?(?:ERROR|ERR!?|FATAL|SEVERE|CRITICAL|FAIL(?:ED|URE)?|error|fatal)\b[\]!:]?|E:)/;

/** True when a line belongs to the one before it: set in, marked like the head, the next frame, note or cause. */
export function goesOn(text: string, head: string): boolean {
  if (GOES_ON.test(text) || EXCEPTION.test(text)) return true;
  const marker = MARKER.exec(head)?.[0];
  return marker !== undefined && text.startsWith(marker);
}
