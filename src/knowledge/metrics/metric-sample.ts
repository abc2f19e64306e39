import type { Facts } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';

/** One number of a metrics file, and the line that says it. */
export interface Sample {
  /** In Prometheus' spelling: lower case, words joined by `_`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly line: Line;
}

const STATUS_LABELS = [
  'status',
  'code',
  'status_code',
  'http_status',
  'http_status_code',
  'http_response_status_code',
  'response_code',
];
const OUTCOME_LABELS = ['outcome', 'result', 'status', 'success', 'state'];
const FAILED =
  /^(?:err|errors?|errored|fail|failed|failures?|exceptions?|timeouts?|timed_out|rejected|refused|aborted|false)$/i;
const SUCCEEDED = /^(?:ok|success|successful|succeeded|completed|created|ready|true)$/i;

/** `5xx` for the status a sample counts answers with; undefined when it counts none. */
export function statusClass({ labels }: Sample): string | undefined {
  const status = STATUS_LABELS.map((label) => labels[label]).find((value) => value !== undefined);
  const first = /^([1-5])(?:\d\d|xx)$/i.exec(status ?? '')?.[1];
  return first === undefined ? undefined : `${first}xx`;
}

/** How what a sample counts ended, by its labels; undefined when they do not say. */
export function outcome({ labels }: Sample): 'failed' | 'succeeded' | undefined {
  for (const label of OUTCOME_LABELS) {
    const value = labels[label];
    if (value !== undefined && FAILED.test(value)) return 'failed';
    if (value !== undefined && SUCCEEDED.test(value)) return 'succeeded';
  }
  return undefined;
}

/** Sum of the values; what is not a number counts nothing. */
export function sum(samples: readonly Sample[]): number {
  return samples.reduce((total, { value }) => total + (Number.isFinite(value) ? value : 0), 0);
}

/** The name without what only says that it is a counter. */
export function stem(name: string): string {
  return name.replace(/_(?:total|count)$/, '');
}

/** What samples say together. */
export interface Signal {
  readonly name: string;
  readonly message: string;
  readonly facts: Facts;
  /** What proves it, the most telling first. */
  readonly samples: readonly Sample[];
}

/** To three digits behind the point. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
