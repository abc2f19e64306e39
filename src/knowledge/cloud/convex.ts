import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { fieldsOf, parsedJson } from '../../core/json.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** `1/2/2026, 3:04:05 PM [CONVEX M(messages:send)] Uncaught Error: …`; what a function printed has `[LOG]` behind it. */
const FAILED =
  /^(?:[\d/., :-]{6,30}(?: ?[AP]M)? |\[\w{1,10}\] |\S{1,80}:\d{1,6} )?\[CONVEX (?:(?<type>[QMAH])\((?<name>[^)]{1,200})\)|FATAL ERROR)\] (?<said>(?!\[(?:LOG|DEBUG|INFO|WARN|ERROR|log|debug|info|warn|error)\] |Function executed in )\S.{0,1000})/;
const AUTH =
  /^(?:\[\w{1,10}\] |Error: |\S{1,80}:\d{1,6} )?Failed to authenticate: "(?<said>.{1,600})"?, check your server auth config/;
/** `npx convex logs --jsonl`: one object for each call. */
const LOGGED = /^\{.{0,4000}"udfType": ?"(?<type>Mutation|Query|Action|HttpAction)"/;
/** `npx convex dev` and `deploy`: a document that is stored already speaks against the new schema. */
const SCHEMA = /^(?:\S{1,3} )?Schema validation failed\b/;
const MOST_LINES = 30;

/** Functions that failed on a Convex deployment, from `npx convex logs`, `npx convex dev` or the client's console. */
export const convex: Parser = {
  name: 'convex',
  anchors: [
    '[CONVEX M(',
    '[CONVEX Q(',
    '[CONVEX A(',
    '[CONVEX H(',
    '[CONVEX FATAL',
    'Failed to authenticate: "',
    '"udfType":',
    'Schema validation failed',
  ],
  start(line) {
    const logged = loggedCall(line);
    if (logged) return stated(logged);
    if (SCHEMA.test(line.text)) return new SchemaReading(line);
    const said = FAILED.exec(line.text)?.groups ?? AUTH.exec(line.text)?.groups;
    if (!said) return undefined;
    const excerpt = new Excerpt().add(line, true);
    return {
      next(next) {
        const belongs =
          excerpt.size < MOST_LINES &&
          /^\s{2,}\S|^(?:Uncaught )?[A-Z]\w{0,60}Error\b|^(?:Uncaught|Could not|Token|Documents|Server Error)\b/.test(
            next.text,
          );
        if (belongs) excerpt.add(next, /^\S/.test(next.text));
        return belongs ? 'more' : 'refused';
      },
      end: () => ({
        failures: [
          excerpt.failure({
            tool: 'cloud',
            kind: 'exception',
            ...(said['name'] && { name: said['name'] }),
            message: said['said'] as string,
            facts: { service: 'convex', ...(said['type'] && { type: said['type'] }) },
          }),
        ],
      }),
    };
  },
};

/** A call that ended with an error, of the log in JSON. */
function loggedCall(line: Line): Failure | undefined {
  const text = line.verbatim ?? line.text;
  const type = LOGGED.exec(text)?.groups?.['type'];
  if (type === undefined) return undefined;
  const { error, identifier } = fieldsOf(parsedJson(text));
  if (typeof error !== 'string' || error === '') return undefined;
  const message = error.split('\n', 1)[0]?.slice(0, 500) ?? '';
  return new Excerpt().add(line, true).failure({
    tool: 'cloud',
    kind: 'exception',
    ...(typeof identifier === 'string' && { name: identifier.slice(0, 200) }),
    message,
    facts: { service: 'convex', type: type.slice(0, 1), said: message },
  });
}

/** Which document and which table do not fit: below the verdict, up to the validator. */
class SchemaReading implements Reading {
  readonly #excerpt = new Excerpt();
  #message = 'Schema validation failed';
  #table: string | undefined;

  constructor(line: Line) {
    this.#excerpt.add(line, true);
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const table = /\bin table "(?<table>[^"]{1,200})" does not match the schema\b/.exec(text)?.groups?.['table'];
    const isPart = table !== undefined || /^\s*$|^(?:Object|Path|Value|Validator): /.test(text);
    if (!isPart || this.#excerpt.size > MOST_LINES) return 'refused';
    if (table !== undefined) {
      this.#table = table;
      this.#message = text.trim().slice(0, 500);
    }
    this.#excerpt.add(line, table !== undefined);
    return 'more';
  }

  end(): Findings {
    const failure = this.#excerpt.failure({
      tool: 'cloud',
      kind: 'configuration',
      ...(this.#table !== undefined && { name: this.#table }),
      message: this.#message,
      facts: { service: 'convex', schema: 'refused', ...(this.#table !== undefined && { table: this.#table }) },
    });
    return { failures: [failure] };
  }
}
