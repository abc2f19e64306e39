import { bytesOf, fromBase64, fromUtf8 } from '../../core/bytes.js';
import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Recovery } from '../../core/domain/recovery.js';
import { withoutEscapes } from '../../core/escapes.js';
import { fieldsOf, isRecord, type JsonObject, parsedJson } from '../../core/json.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { LINES_BEFORE, ParserRun } from '../../core/parse/run.js';
import { isNoFailure, stepFailed } from './docker-build-failure.js';

/** Steps of one build that are followed; more are no build any more. */
const MOST_STEPS = 2_000;
/** Lines after which a stretch of progress is taken to have ended, should nothing else end it. */
const LONGEST = 200_000;

/**
 * BuildKit's `--progress=rawjson`: one JSON object a line with `vertexes` (steps), `logs` (base64) and `statuses`. What a
 * step printed is decoded and read by the given parsers, as if it stood in the log itself.
 * @param inner the parsers for what runs inside a step
 */
export function dockerBuildRawjson(inner: readonly Parser[]): Parser {
  return {
    name: 'docker-build-rawjson',
    anchors: ['{"vertexes":['],
    start: (line) => (line.text.startsWith('{"vertexes":[') ? new RawjsonReading(line, inner) : undefined),
  };
}

interface Step {
  readonly channel: string;
  title: string;
  readonly printed: Line[];
  readonly excerpt: Excerpt;
  rest: string;
}

interface Progress {
  readonly vertexes?: readonly { readonly digest: string; readonly name: string; readonly error?: string }[];
  readonly logs?: readonly { readonly vertex: string; readonly data: string }[];
}

class RawjsonReading implements Reading {
  readonly #inner: readonly Parser[];
  readonly #run: ParserRun;
  readonly #steps = new Map<string, Step>();
  readonly #failures: Failure[] = [];
  #count = 0;

  constructor(line: Line, inner: readonly Parser[]) {
    this.#inner = inner;
    this.#run = new ParserRun(inner);
    this.next(line);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (!/^\{"(?:vertexes|logs|statuses|warnings)":/.test(line.text) || ++this.#count > LONGEST) return 'refused';
    if (line.text.startsWith('{"statuses"')) return 'more';
    const progress = parse(line.text);
    for (const { digest, name, error } of progress.vertexes ?? []) this.#vertex(line, digest, name, error);
    for (const { vertex, data } of progress.logs ?? []) this.#printed(line, vertex, data);
    return 'more';
  }

  end(): Findings {
    this.#run.finish();
    const recoveries: readonly Recovery[] = this.#run.recoveries;
    return { failures: [...this.#run.failures, ...this.#failures], recoveries };
  }

  #step(digest: string): Step | undefined {
    const known = this.#steps.get(digest);
    if (known || this.#steps.size >= MOST_STEPS) return known;
    const step = { channel: `#${this.#steps.size + 1}`, title: '', printed: [], excerpt: new Excerpt(), rest: '' };
    this.#steps.set(digest, step);
    return step;
  }

  #vertex(line: Line, digest: string, name: string, error: string | undefined): void {
    const step = this.#step(digest);
    if (!step) return;
    step.title = name;
    if (!error || isNoFailure(name, error)) return;
    this.#take(step, line, step.rest);
    step.rest = '';
    step.excerpt.add({ ...line, text: `ERROR: ${error}`, printed: error, channel: step.channel }, true);
    this.#failures.push(stepFailed(step.excerpt, error, name));
  }

  /** A step's output comes in pieces that need not end with a line. */
  #printed(line: Line, digest: string, data: string): void {
    const step = this.#step(digest);
    if (!step) return;
    const lines = (step.rest + fromUtf8(bytesOf(fromBase64(data)))).split('\n');
    step.rest = (lines.pop() ?? '').slice(0, 32_768);
    for (const text of lines) this.#take(step, line, text);
  }

  #take(step: Step, raw: Line, said: string): void {
    if (said === '') return;
    const text = withoutEscapes(said).replace(/\r$/, '');
    const line: Line = { ...raw, text, printed: text, channel: step.channel };
    step.excerpt.add(line);
    this.#run.feed(line, anchored(this.#inner, text), () => step.printed.slice(-LINES_BEFORE));
    step.printed.push(line);
    if (step.printed.length > 2 * LINES_BEFORE) step.printed.splice(0, LINES_BEFORE);
  }
}

/** The prefilter has not seen what is decoded only now. */
function anchored(parsers: readonly Parser[], text: string): Set<number> {
  const lower = text.toLowerCase();
  const woken = new Set<number>();
  parsers.forEach((parser, index) => {
    if (parser.anchors.some((anchor) => lower.includes(anchor.toLowerCase()))) woken.add(index);
  });
  return woken;
}

/** A line that was cut or is something else holds nothing. */
function parse(text: string): Progress {
  const { vertexes, logs } = fieldsOf(parsedJson(text));
  return {
    vertexes: list(vertexes).flatMap(({ digest, name, error }) =>
      isText(digest) && isText(name) ? [{ digest, name, ...(isText(error) && { error }) }] : [],
    ),
    logs: list(logs).flatMap(({ vertex, data }) => (isText(vertex) && isText(data) ? [{ vertex, data }] : [])),
  };
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
