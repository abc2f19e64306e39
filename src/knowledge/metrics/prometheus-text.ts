import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import type { Sample } from './metric-sample.js';
import { measurements } from './metric-signals.js';

/** Samples kept of one exposition; a scrape of a large service has some ten thousand. */
const MOST_SAMPLES = 50_000;
const COMMENT = /^# (?:TYPE|HELP|UNIT) [A-Za-z_:]/;
const COUNTER =
  /^[A-Za-z_:][\w:]{0,250}(?:_(?:total|count)\{[^}]{0,2000}\}|\{(?:[^}]{0,1000},)?quantile="[\d.]{1,8}"[^}]{0,1000}\}) [+-]?\d[\d.eE+-]{0,30}(?: \d{10,13})?$/;
/** A rate says by its name what it is; it may stand without labels. */
const RATE =
  /^[A-Za-z_:][\w:]{0,250}(?:_per_(?:second|minute)|:rate\d{1,4}[smhd])(?:\{[^}]{0,2000}\})? [+-]?\d[\d.eE+-]{0,30}(?: \d{10,13})?$/;
const NAME = /^[A-Za-z_:][\w:]{0,250}/;
const VALUE = /^ *([+-]?(?:\d[\d.]{0,30}(?:[eE][+-]?\d{1,4})?|Inf|NaN))(?: |$)/;
const LABEL = /([A-Za-z_]\w{0,100})="((?:[^"\\]|\\.){0,1000})"/g;

/** Metrics in Prometheus' or OpenMetrics' text form, wherever they stand in a log. Each known signal is a measurement. */
export const prometheusText: Parser = {
  name: 'prometheus-text',
  anchors: ['# TYPE ', '# HELP ', '_total{', '_count{', 'quantile="', '_per_second', '_per_minute', ':rate'],
  start(line) {
    if (COMMENT.test(line.text)) return new PrometheusReading();
    // Without comments, as people paste it: a counter's or quantile's line that is nothing but name, labels and a number.
    return COUNTER.test(line.text) || RATE.test(line.text) ? new PrometheusReading(line) : undefined;
  },
};

class PrometheusReading implements Reading {
  readonly #samples: Sample[] = [];

  constructor(first?: Line) {
    if (first !== undefined) this.next(first);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (line.text.trim() === '' || line.text.startsWith('# ')) return 'more';
    const sample = sampleOf(line);
    if (sample === undefined) return 'refused';
    if (this.#samples.length < MOST_SAMPLES) this.#samples.push(sample);
    return 'more';
  }

  end(): Findings {
    return { failures: measurements(this.#samples) };
  }
}

/** `name{label="value",…} 12.0 1395066363000`; undefined when the line is none. */
function sampleOf(line: Line): Sample | undefined {
  const text = line.text.slice(0, 8000);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const hasLabels = text[name.length] === '{';
  const close = hasLabels
    ? text.lastIndexOf('}', text.indexOf(' # ') < 0 ? undefined : text.indexOf(' # '))
    : name.length - 1;
  if (close < 0 || (!hasLabels && text[name.length] !== ' ')) return undefined;
  const value = VALUE.exec(text.slice(close + 1))?.[1];
  if (value === undefined) return undefined;
  const pairs = hasLabels ? [...text.slice(name.length, close).matchAll(LABEL)].slice(0, 30) : [];
  const labels = Object.fromEntries(pairs.map(([, key, said]) => [(key as string).toLowerCase(), said as string]));
  return { name: name.toLowerCase(), labels, value: Number(value.replace('Inf', 'Infinity')), line };
}
