import type { Facts, Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';

/** The line that states it, also behind pytest's mark. */
const STATED = /^(?:E\s+)?KeyError: /;
/** `os.environ` looks up and raises in a frame of its own. */
const OS_FRAME = /(?:[\\/]|")os\.py["':]|<frozen os>/;
/** Source that names the environment: `os.environ`, a wrapper's `env`, a copy called `ENV`. */
const ENVIRONMENT = /environ|getenv|(?:^|[^A-Za-z])env(?:$|[^A-Za-z])/i;
const OS_PLACE = /^(?:\S{0,400}[\\/]os\.py|<frozen os>):\d+: KeyError$/;
const FRAME = /^\s*(?:File "|\S{1,400}:\d{1,7}: (?:in )?)/;
const MARKS = /^[\s~^.?|]*$/;
/** Lines above and below the statement in which its last frame stands. */
const ABOVE = 12;
const BELOW = 4;

/** The failure with the fact `lookup`, where its last line is a KeyError and it is known what was asked. */
export function withLookup(failure: Failure): Failure {
  return { ...failure, facts: { ...failure.facts, ...lookupFacts(failure.lines) } };
}

/**
 * Of the lines of a traceback that ends with a KeyError: `lookup` is `environment` where they show that the environment was
 * asked, `mapping` where they show anything else; without source lines nobody knows, and there is none.
 */
export function lookupFacts(lines: readonly Line[]): Facts {
  const texts = lines.map(({ text }) => text);
  const at = texts.findLastIndex((text) => STATED.test(text));
  const lookup = at < 0 ? undefined : lookupAt(texts, at);
  return lookup === undefined ? {} : { lookup };
}

function lookupAt(texts: readonly string[], at: number): 'environment' | 'mapping' | undefined {
  // pytest names the file below.
  if (texts.slice(at + 1, at + 1 + BELOW).some((text) => OS_PLACE.test(text))) return 'environment';
  const source: string[] = [];
  for (const text of texts.slice(Math.max(0, at - ABOVE), at).reverse()) {
    if (OS_FRAME.test(text)) return 'environment';
    if (FRAME.test(text)) break;
    if (!MARKS.test(text)) source.push(text);
    if (text.startsWith('>')) break;
  }
  if (source.some((text) => ENVIRONMENT.test(text))) return 'environment';
  return source.length > 0 ? 'mapping' : undefined;
}
