/** The name of a level as loggers print it. */
const LEVEL = /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b(?=[\s\]:|)/])/i;
/** What stands before it on the line: a time, names, brackets, and not many words. */
const STAMP = /^[\w.:,/+\-\s|[\]()]{0,120}$/;
const MOST_WORDS = 6;
const BELOW_WARNING = /^(?:trace|debug|info|notice)$/i;
const BELOW_ERROR = /^(?:trace|debug|info|notice|warn(?:ing)?)$/i;

interface Logged {
  /** What stands before the level, digits masked. */
  readonly stamp: string;
  readonly level: string;
}

function loggedLine(text: string): Logged | undefined {
  const found = LEVEL.exec(text.slice(0, 200));
  const stamp = text.slice(0, found?.index ?? 0);
  if (found === null || !STAMP.test(stamp) || stamp.trim().split(/\s+/).length > MOST_WORDS) return undefined;
  const isWord = found[0] !== found[0].toUpperCase() && stamp !== '' && !/[\d[|]/.test(stamp);
  if (isWord) return undefined;
  return { stamp: stamp.replace(/\d+/g, '0'), level: found[0] };
}

/** Whether a line is one of a program's own log: a level in capitals, and what is logged behind it. */
export function isLogged(text: string): boolean {
  const level = loggedLine(text)?.level;
  return level !== undefined && level === level.toUpperCase();
}

/** Whether a line is what a program says of an error: `error: …`, `Error: …`, or a line of its log at that level. */
export function saysError(text: string): boolean {
  return /^(?:error|fatal): \S/i.test(text) || /^(?:error|fatal|critical)$/i.test(loggedLine(text)?.level ?? '');
}

/**
 * Whether a program wrote what lies between two lines to its log and went on: it chose a level for it, and what follows in
 * the same log is below a warning. A warning says as much by itself.
 * @param above the line that heads what was logged
 * @param below the first line after it
 */
export function wentOn(above: string | undefined, below: string): boolean {
  const head = above === undefined ? undefined : loggedLine(above);
  const next = loggedLine(below);
  if (head === undefined || next === undefined || head.stamp !== next.stamp) return false;
  return BELOW_WARNING.test(next.level) || BELOW_ERROR.test(head.level);
}
