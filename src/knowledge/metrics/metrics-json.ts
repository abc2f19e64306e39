import type { Line } from '../../core/domain/line.js';
import { fieldsOf, isRecord, parsedJson } from '../../core/json.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { alertsIn } from './metric-alerts.js';
import type { Sample } from './metric-sample.js';
import { measurements } from './metric-signals.js';

/** A file of metrics is small; a longer document is something else. */
const MOST_CHARACTERS = 4_000_000;
const MOST_SAMPLES = 20_000;

/**
 * Metrics as one JSON document on lines of its own, whatever stands around it: prom-client's `getMetricsAsJSON()`, or any object whose keys name
 * what was counted (`{"requests": 900, "errors": 12, "sandbox": {"successRate": 0.93}}`).
 */
export const metricsJson: Parser = {
  name: 'metrics-json',
  anchors: [
    '"metrics"',
    '"alertname"',
    '_total"',
    'rate"',
    'errors"',
    'failures"',
    'minute"',
    'latency',
    'seconds"',
    '"values"',
    '"5xx"',
    ...['"500"', '"502"', '"503"', '"504"'],
  ],
  start(line, before) {
    const opened = [...before, line];
    const first = opened.findLastIndex(({ text }) => OPENS.test(text));
    const lines = opened.slice(first);
    if (first < 0 || lines.slice(0, -1).some(({ text }) => CLOSES.test(text))) return undefined;
    return new JsonReading(lines);
  },
};

/** Where a document begins and ends: at the margin, as any printer sets it; on one line both. */
const OPENS = /^(?:[{[]\s{0,8}$|[{[]\s{0,4}["{[].{0,32768}[}\]]\s{0,8}$)/;
const CLOSES = /^[}\]]|^[{[].{1,32768}[}\]]\s{0,8}$/;

class JsonReading implements Reading {
  readonly #lines: Line[];
  readonly isDone: boolean;
  #size: number;

  constructor(lines: readonly Line[]) {
    this.#lines = [...lines];
    this.#size = lines.reduce((size, { text }) => size + text.length, 0);
    this.isDone = lines.some(({ text }) => CLOSES.test(text));
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    this.#size += line.text.length;
    if (this.#size > MOST_CHARACTERS) {
      this.#lines.length = 0;
      return 'done';
    }
    // What is set in, or says nothing, goes on; anything else at the margin ends it.
    if (/^[^\s}\]]/.test(line.text)) {
      this.#lines.length = 0;
      return 'refused';
    }
    this.#lines.push(line);
    return CLOSES.test(line.text) ? 'done' : 'more';
  }

  end(): Findings {
    const document = parsedJson(this.#lines.map(({ text }) => text).join('\n'));
    if (document === undefined) return { failures: [] };
    const samples: Sample[] = [];
    collect(document, [], {}, samples, new LineFinder(this.#lines), 0);
    return { failures: [...alertsIn(document, this.#lines), ...measurements(samples)] };
  }
}

/** Finds the line a value stands on: keys and values are visited in the document's order, so it only moves on. */
class LineFinder {
  readonly #lines: readonly Line[];
  #at = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** The next line that holds the key and, after a colon, the value; the present one when there is none. */
  find(key: string, value: number): Line {
    const said = JSON.stringify(value);
    for (let index = this.#at; index < Math.min(this.#lines.length, this.#at + 200); index++) {
      const { text } = this.#lines[index] as Line;
      if ((key === '' || text.includes(`"${key}"`)) && text.includes(said)) {
        this.#at = index;
        break;
      }
    }
    return this.#lines[this.#at] as Line;
  }
}

type Labels = Readonly<Record<string, string>>;

function collect(
  value: unknown,
  path: readonly string[],
  labels: Labels,
  into: Sample[],
  lines: LineFinder,
  depth: number,
): void {
  if (into.length >= MOST_SAMPLES || depth > 12) return;
  if (typeof value === 'number') {
    const key = path.at(-1) ?? '';
    const isStatus = /^[1-5](?:\d\d|xx)$/i.test(key);
    const name = (isStatus ? path.slice(0, -1) : path)
      .map(snake)
      .filter((word) => word !== 'metrics')
      .join('_');
    into.push({ name, labels: isStatus ? { ...labels, status: key } : labels, value, line: lines.find(key, value) });
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, path, labels, into, lines, depth + 1);
  } else if (isRecord(value)) {
    collectObject(value, path, labels, into, lines, depth);
  }
}

/** `{name, values: [{value, labels}]}` names itself; other objects are named by their keys. */
function collectObject(
  object: Record<string, unknown>,
  path: readonly string[],
  outer: Labels,
  into: Sample[],
  lines: LineFinder,
  depth: number,
): void {
  const own =
    typeof object['name'] === 'string'
      ? object['name']
      : typeof object['metricName'] === 'string'
        ? object['metricName']
        : undefined;
  const labels = { ...outer, ...labelsOf(object['labels'] ?? object['tags'] ?? object['attributes']) };
  const answered = answeredSample(object, lines);
  if (answered !== undefined) {
    into.push(answered);
    return;
  }
  if (own !== undefined && ('values' in object || 'value' in object))
    return collectNamed(own, object, labels, into, lines, depth);
  if (typeof object['value'] === 'number')
    return collectNamed(
      (object['metricName'] as string | undefined) ?? path.join('_'),
      object,
      labels,
      into,
      lines,
      depth,
    );
  for (const [key, value] of Object.entries(object).slice(0, 5000))
    if (!['labels', 'tags', 'attributes'].includes(key)) collect(value, [...path, key], outer, into, lines, depth + 1);
}

/** `{"metric": {"__name__": …, labels}, "value": [time, "980"]}`, as Prometheus' API answers a query. */
function answeredSample(object: Record<string, unknown>, lines: LineFinder): Sample | undefined {
  const { metric, value } = object;
  const said: unknown = Array.isArray(value) ? value[1] : undefined;
  if (typeof said !== 'string') return undefined;
  const { __name__: name, ...labels } = fieldsOf(metric);
  const number = Number(said);
  if (typeof name !== 'string' || said.trim() === '' || Number.isNaN(number)) return undefined;
  return { name: snake(name), labels: labelsOf(labels), value: number, line: lines.find('__name__', number) };
}

function collectNamed(
  name: string,
  object: Record<string, unknown>,
  labels: Labels,
  into: Sample[],
  lines: LineFinder,
  depth: number,
): void {
  const { value, values } = object;
  if (typeof value === 'number') into.push({ name: snake(name), labels, value, line: lines.find('value', value) });
  if (!Array.isArray(values)) return;
  for (const each of values.slice(0, MOST_SAMPLES) as unknown[])
    if (isRecord(each)) collectObject({ metricName: name, ...each }, [name], labels, into, lines, depth + 1);
}

function labelsOf(value: unknown): Labels {
  return Object.fromEntries(
    Object.entries(Array.isArray(value) ? value : fieldsOf(value))
      .slice(0, 30)
      .map(([key, said]) => [snake(key), String(said)]),
  );
}

/** `errorRate`, `error-rate` and `error.rate` as `error_rate`. */
function snake(text: string): string {
  return text
    .slice(0, 250)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
}
