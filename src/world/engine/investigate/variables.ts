import type { Answer } from '../connection/answer.js';
import type { Findings } from '../findings.js';
import { hasWord } from '../words.js';

/** The container's variables by name; one without a value has ''. */
export function variablesOf(inspect: Answer): ReadonlyMap<string, string> {
  return new Map(
    inspect.texts('Config', 'Env').map((variable) => {
      const end = variable.indexOf('=');
      return end < 0 ? [variable, ''] : [variable.slice(0, end), variable.slice(end + 1)];
    }),
  );
}

const MOST_NAMED = 20;
/** Lines at the end of a log: what a program names there it did not survive. */
const LAST_WORDS = 4;

/** Usually empty, and missed by nobody. */
const OFTEN_EMPTY =
  /(?:_OPTIONS|_OPTS|_ARGS|FLAGS|_PROXY)$|^(?:LD_|LC_|LANG|PYTHON|TERM$|PS1$|DEBUG$|DISPLAY$|TZ$|no_proxy$)/i;

/**
 * Variables that are set to nothing; of them the first that the last words name or, of a container that died in silence,
 * the first at all; or an address with a hole in it.
 */
export function investigateVariables(inspect: Answer, log: string): Findings {
  const variables = [...variablesOf(inspect)];
  const empty = variables.filter(([, value]) => value.trim() === '').map(([name]) => name);
  const torn = variables.filter(([, value]) => hasHole(value)).map(([name]) => name);
  const silentlyMissed = log === '' ? empty.find((name) => !OFTEN_EMPTY.test(name)) : undefined;
  const lastWords = log.trimEnd().split('\n').slice(-LAST_WORDS).join('\n');
  const missing = empty.find((name) => hasWord(lastWords, name)) ?? silentlyMissed ?? torn[0];
  return {
    ...(empty.length > 0 && { emptyVariables: empty.slice(0, MOST_NAMED).join(', ') }),
    ...(missing !== undefined && { missingVariable: missing }),
  };
}

/**
 * An address whose parts were to come from variables that are not set: postgres://:@db/x, postgres://app:x@/x,
 * redis://:6379. A user without a password is not one: databases for tests are made so.
 */
function hasHole(value: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,30}:\/\/(?::?@|:\d{1,5}(?:\/|$)|[^\s/@]{1,300}@(?::\d|\/))/i.test(value);
}
