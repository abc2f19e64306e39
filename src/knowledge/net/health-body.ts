import type { Line } from '../../core/domain/line.js';
import { isRecord, type JsonObject, jsonObject } from '../../core/json.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** A request for an address that tells how a service and what it depends on are. */
const ASKED =
  /\b(?:curl|wget|http|GET)\b.{0,300}\/(?:health|healthz|healthcheck|readyz?|readiness|livez?|status|deps)(?:[/?"'\s]|$)/i;
/** Under these keys the parts stand: Spring, FastAPI's examples, ASP.NET, the draft for `application/health+json`. */
const PARTS = ['dependencies', 'deps', 'checks', 'components', 'services', 'details', 'entries', 'results'];
const WHOLE = ['status', 'state', 'health'];
const GOOD =
  /^(?:ok|okay|up|pass(?:ed)?|healthy|ready|alive|true|green|connected|reachable|available|success|serving|running|online|yes|200)$/i;
const BAD =
  /^(?:down|fail(?:ed|ing|ure)?|unhealthy|not.?ready|dead|false|red|disconnected|unreachable|unavailable|error|errored|timeout|timed.?out|refused|degraded|critical|offline|out.?of.?service|no)\b/i;
const WHY = ['error', 'message', 'reason', 'detail', 'output', 'description', 'exception'];
/** Keys with what follows a key: as values they stand in many documents, such as a crate's features. */
const KEYS = ['"status":', '"database":', '"db":', '"cache":', '"redis":', '"postgres":'];
const LONGEST = 16 * 1024;
const MOST = 20;

/** The answer of a health address that names what does not work: `{"status": "degraded", "dependencies": {"redis": "down"}}`. */
export const healthBody: Parser = {
  name: 'health-body',
  anchors: [
    ...['"unreachable', '"unhealthy', '"disconnected', '"unavailable', '"degraded', '"down"', '"dead"'],
    ...['"dependencies":', '"checks":', ...KEYS],
  ],
  beside: Object.fromEntries(
    KEYS.map((anchor) => [
      anchor,
      [
        'down',
        'fail',
        'error',
        'unhealthy',
        'unreachable',
        'unavailable',
        'timeout',
        'refused',
        'degraded',
        'dead',
        'false',
      ],
    ]),
  ),
  start(line, before) {
    const document = objectIn(line.verbatim ?? line.text);
    if (document === undefined) return undefined;
    // Who asked makes more of it a part, never less: where nothing is down then, the lines before need not be made.
    if (badPartsOf(document, true).length === 0) return undefined;
    const asked = before.slice(-8).findLast(({ text }) => ASKED.test(text));
    const bad = badPartsOf(document, asked !== undefined);
    return bad.length === 0 ? undefined : stated(failure(line, asked, bad));
  },
};

interface Part {
  readonly name: string;
  readonly isBad: boolean;
  readonly said: string;
}

function badPartsOf(document: Readonly<Record<string, unknown>>, isAsked: boolean): Part[] {
  return partsOf(document, isAsked).filter(({ isBad }) => isBad);
}

/** What it says of each part; at the top only where a health address was asked, for any document may hold such words. */
function partsOf(document: JsonObject, isAsked: boolean): Part[] {
  const groups = PARTS.map((key) => document[key]).filter(isRecord);
  const isWhole = WHOLE.some((key) => typeof document[key] === 'string');
  if (groups.length === 0 && !isAsked) return [];
  if (groups.length > 0 && !isAsked && !isWhole) return [];
  const all = groups.length > 0 ? groups : [document];
  return all.flatMap((group) =>
    Object.entries(group)
      .slice(0, MOST)
      .flatMap(([name, value]) => partOf(name, value) ?? []),
  );
}

function partOf(name: string, value: unknown): Part | undefined {
  if (WHOLE.includes(name) || WHY.includes(name)) return undefined;
  const [first] = Array.isArray(value) ? value : [value];
  const state = isRecord(first) ? WHOLE.map((key) => first[key]).find((each) => each !== undefined) : first;
  if (typeof state !== 'string' && typeof state !== 'boolean') return undefined;
  const text = String(state);
  const why = isRecord(first) ? WHY.map((key) => first[key]).find((each) => typeof each === 'string') : undefined;
  if (!GOOD.test(text) && !BAD.test(text)) return undefined;
  return { name, isBad: BAD.test(text), said: typeof why === 'string' ? why.slice(0, 300) : text.slice(0, 300) };
}

function failure(line: Line, asked: Line | undefined, bad: readonly Part[]) {
  const excerpt = new Excerpt();
  if (asked !== undefined) excerpt.add(asked, true);
  const [{ name, said }] = bad as readonly [Part, ...Part[]];
  return excerpt.add(line, true).failure({
    tool: 'curl',
    kind: 'measurement',
    name,
    message: `The health address says of ${bad.map((part) => part.name).join(', ')}: ${said}`,
    facts: { healthBody: 'bad', dependency: name, said, dependencies: bad.map((part) => part.name).join(', ') },
  });
}

function objectIn(text: string): JsonObject | undefined {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from < 0 || to < from || text.length > LONGEST || text.slice(0, from).length > 40) return undefined;
  return jsonObject(text.slice(from, to + 1));
}
