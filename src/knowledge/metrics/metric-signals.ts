import type { Facts, Failure } from '../../core/domain/failure.js';
import { groupBy } from '../../core/group-by.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { latencies } from './metric-latency.js';
import { outcome, round, type Sample, type Signal, statusClass, stem, sum } from './metric-sample.js';

/** Lines quoted for one signal. */
const MOST_LINES = 8;
/** Set by people, not measured; or a part of a histogram. */
const NO_MEASUREMENT = /(?:threshold|target|objective|budget|limit|_max|_bucket|_created|_sum)$/;
const ERRORS = /(?:^|_)(?:errors?|failures?|failed|exceptions?)(?:[_:]|$)/;
/** What a name must hold instead of the word for errors to be their base. */
const BASES = ['requests', 'invocations', 'calls', 'attempts', 'connections', 'executions', ''];
/** Labels that tell the parts of one service from each other, and how much a part must have served to be judged alone. */
const PARTS = ['worker', 'instance', 'pod', 'node', 'host', 'replica', 'service', 'region'];
const FEWEST_OF_PART = 100;
const RATE = /(?:^|_)(?:error|failure)s?_(?:rate|ratio|percent|percentage|pct)(?:_percent)?$/;
const SUCCESS_RATE = /success(?:ful)?_(?:rate|ratio|percent|percentage|pct)(?:_percent)?$/;

/**
 * The signals a file of metrics gives: share of errors, answers with 5xx, sandboxes that started, WebSockets that failed or
 * connect anew, mutations that failed, how long people wait. Each is a measurement; which value is too much, patterns say.
 */
export function measurements(all: readonly Sample[]): Failure[] {
  const samples = all.filter(({ name, value }) => !NO_MEASUREMENT.test(name) && Number.isFinite(value));
  const own = samples.filter(({ name }) => !/sandbox|mutation|websocket|web_socket|(?:^|_)ws_/.test(name));
  const signals = [
    errorRate(own),
    serverErrors(own),
    sandboxes(samples),
    websockets(samples),
    mutations(samples),
    ...latencies(samples),
    reconnects(samples),
  ];
  return signals.flatMap((signal) => (signal && signal.samples.length > 0 ? [failureOf(signal)] : []));
}

function failureOf({ name, message, facts, samples }: Signal): Failure {
  const lines = [...new Set(samples.map(({ line }) => line))].slice(0, MOST_LINES);
  const excerpt = new Excerpt();
  for (const line of lines.sort((a, b) => a.number - b.number)) excerpt.add(line, true);
  const failure = excerpt.failure({ tool: 'metrics', kind: 'measurement', name, message, facts });
  // One line: signals that share lines stay apart.
  return { ...failure, span: { first: failure.span.first, last: failure.span.first } };
}

function byName(samples: readonly Sample[]): Map<string, Sample[]> {
  return groupBy(samples, ({ name }) => name);
}

/** A share as per cent: names say `percent`, or the number stands between 0 and 1. */
function percent({ name, value }: Sample): number {
  return round(/percent|pct/.test(name) || value > 1 ? value : value * 100);
}

/** The worst share of errors any metric tells of. */
function errorRate(samples: readonly Sample[]): Signal | undefined {
  const rates = [...direct(samples), ...byLabels(samples), ...byNames(samples), ...byPart(samples)];
  return rates.sort((a, b) => Number(b.facts['errorRate']) - Number(a.facts['errorRate']))[0];
}

function direct(samples: readonly Sample[]): Signal[] {
  return samples
    .filter(({ name }) => RATE.test(name))
    .map((sample) => rateSignal(sample.name, percent(sample), [sample]));
}

/** Requests counted by status or outcome: `http_requests_total{status="500"}`. */
function byLabels(samples: readonly Sample[]): Signal[] {
  return [...byName(samples)].flatMap(([name, group]) => {
    const judged = group.filter((sample) => statusClass(sample) !== undefined || outcome(sample) !== undefined);
    const failed = judged.filter((sample) => statusClass(sample) === '5xx' || outcome(sample) === 'failed');
    // Where nothing else is counted, the whole is not known, and so no share of it.
    return failed.length === judged.length ? [] : shareSignal(name, failed, sum(judged));
  });
}

/** The same of each part by itself: what the others serve well does not outweigh one that fails. */
function byPart(samples: readonly Sample[]): Signal[] {
  return PARTS.flatMap((key) =>
    [...groupBy(samples, ({ labels }) => labels[key] ?? '')].flatMap(([part, own]) => {
      if (part === '' || own.length === samples.length) return [];
      return byLabels(own)
        .filter(({ facts }) => Number(facts['requests']) >= FEWEST_OF_PART)
        .map((signal) => ({ ...signal, name: `${signal.name} of ${key} ${part}` }));
    }),
  );
}

/** Errors counted in a metric of their own: `worker_errors_total` of `worker_requests_total`. */
function byNames(samples: readonly Sample[]): Signal[] {
  const groups = byName(samples);
  const bases = new Map([...groups].map(([name, group]) => [stem(name), group]));
  return [...groups].flatMap(([name, failed]) => {
    const base = stem(name);
    if (!ERRORS.test(base) || RATE.test(name)) return [];
    const wanted = BASES.map((word) => base.replace(ERRORS, word === '' ? '' : `_${word}`).replace(/^_/, ''));
    const whole = wanted
      .filter((each) => each !== '' && each !== base)
      .map((each) => bases.get(each))
      .find((group) => group);
    return whole ? shareSignal(name, failed, sum(whole)) : [];
  });
}

function shareSignal(name: string, failed: readonly Sample[], whole: number): Signal[] {
  const errors = sum(failed);
  if (whole <= 0 || errors > whole) return [];
  const proof = failed.filter(({ value }) => value > 0);
  return [rateSignal(name, round((errors / whole) * 100), proof, { errors, requests: whole })];
}

function rateSignal(name: string, errorRate: number, samples: readonly Sample[], facts: Facts = {}): Signal {
  return { name, message: `${name}: ${errorRate} % errors`, facts: { signal: 'errors', errorRate, ...facts }, samples };
}

/** Answers with a status of 5xx, in the metric that counts most of them. */
function serverErrors(samples: readonly Sample[]): Signal | undefined {
  const named = samples.filter(({ name }) => /(?:^|_)5xx(?:_|$)/.test(name));
  const counted = samples.filter((sample) => statusClass(sample) === '5xx');
  const [most] = [...byName([...named, ...counted])].sort((a, b) => sum(b[1]) - sum(a[1]));
  if (most === undefined) return undefined;
  const [name, group] = most;
  const worst = group.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  const route =
    worst[0] &&
    ['route', 'path', 'endpoint', 'handler', 'uri', 'url'].map((key) => worst[0]!.labels[key]).find(Boolean);
  const serverErrors = sum(group);
  return {
    name,
    message: `${serverErrors} answers with 5xx`,
    facts: { signal: '5xx', serverErrors, ...(route && { route }) },
    samples: worst,
  };
}

function sandboxes(samples: readonly Sample[]): Signal | undefined {
  const own = samples.filter(({ name }) => name.includes('sandbox'));
  const signal = (name: string, successRate: number, proof: readonly Sample[]): Signal => ({
    name,
    message: `${name}: ${successRate} % succeeded`,
    facts: { signal: 'sandbox', successRate },
    samples: proof,
  });
  const rates = own
    .filter(({ name }) => SUCCESS_RATE.test(name))
    .map((sample) => signal(sample.name, percent(sample), [sample]));
  for (const [name, group] of byName(own)) {
    const [good, bad] = [
      group.filter((each) => outcome(each) === 'succeeded'),
      group.filter((each) => outcome(each) === 'failed'),
    ];
    const whole = sum(good) + sum(bad);
    if (whole > 0) rates.push(signal(name, round((sum(good) / whole) * 100), [...bad, ...good]));
  }
  const good = own.filter(
    ({ name }) => /success|succeeded/.test(name) && !SUCCESS_RATE.test(name) && outcome(own[0]!) === undefined,
  );
  const bad = own.filter(({ name }) => ERRORS.test(stem(name)) && !RATE.test(name));
  const tried = own.filter(
    ({ name }) =>
      /(?:creations?|creates?|starts?|attempts|requests)$/.test(stem(name)) && Object.keys(own[0]!.labels).length === 0,
  );
  const whole = tried.length > 0 ? sum(tried) : sum(good) + sum(bad);
  if (whole > 0 && bad.length + good.length > 0 && rates.length === 0) {
    const succeeded = good.length > 0 ? sum(good) : whole - sum(bad);
    rates.push(signal((bad[0] ?? good[0])!.name, round((succeeded / whole) * 100), [...bad, ...good, ...tried]));
  }
  return rates.sort((a, b) => Number(a.facts['successRate']) - Number(b.facts['successRate']))[0];
}

/** Failures each minute; a counter alone says nothing until something says how long it counted. */
function websockets(samples: readonly Sample[]): Signal | undefined {
  const failed = samples.filter(
    (sample) =>
      /websocket|web_socket|(?:^|_)ws_/.test(sample.name) &&
      (ERRORS.test(stem(sample.name)) || outcome(sample) === 'failed') &&
      !RATE.test(sample.name),
  );
  const direct = failed.filter(isRate);
  const counters = failed.filter((sample) => !isRate(sample) && !/per_/.test(sample.name));
  const minutes = minutesCounted(samples);
  const perMinute =
    direct.length > 0 ? ratePerMinute(direct) : minutes === undefined ? undefined : sum(counters) / minutes;
  if (perMinute === undefined) return undefined;
  const proof = (direct.length > 0 ? direct : counters).filter(({ value }) => value > 0);
  const rate = round(perMinute);
  return {
    name: proof[0]?.name ?? 'websocket failures',
    message: `${rate} WebSocket failures a minute`,
    facts: { signal: 'websocket', websocketFailuresPerMinute: rate },
    samples: proof,
  };
}

/** How often a client whose connection was lost comes back. */
function reconnects(samples: readonly Sample[]): Signal | undefined {
  const all = samples.filter(({ name }) => /reconnect/.test(name));
  const direct = all.filter(isRate);
  const counters = all.filter(({ name }) => /(?:_total|_count|reconnect(?:s|ions?)?)$/.test(name));
  const minutes = minutesCounted(samples);
  const perMinute =
    direct.length > 0 ? ratePerMinute(direct) : minutes === undefined ? undefined : sum(counters) / minutes;
  const proof = (direct.length > 0 ? direct : counters).filter(({ value }) => value > 0);
  if (perMinute === undefined || proof.length === 0) return undefined;
  const reconnectsPerMinute = round(perMinute);
  return {
    name: proof[0]?.name ?? 'reconnects',
    message: `${reconnectsPerMinute} reconnections a minute`,
    facts: { signal: 'reconnect', reconnectsPerMinute },
    samples: proof,
  };
}

/** A name that says what it is by: `…_per_second`, `…_per_minute`, or Prometheus' `…:rate5m`, which is by the second. */
const BY_MINUTE = /per_min(?:ute)?$/;
const BY_SECOND = /per_sec(?:ond)?$|:i?rate\d{1,4}[smhd]$/;

function isRate({ name }: Sample): boolean {
  return BY_MINUTE.test(name) || BY_SECOND.test(name);
}

function ratePerMinute(rates: readonly Sample[]): number {
  return rates.reduce((all, { name, value }) => all + (BY_SECOND.test(name) ? value * 60 : value), 0);
}

/** How long counters have been counting: an uptime, a window, or start and present time. */
function minutesCounted(samples: readonly Sample[]): number | undefined {
  const value = (names: RegExp) => samples.find(({ name }) => names.test(name))?.value;
  const seconds = value(/(?:uptime|window|interval|duration)_(?:seconds|secs|s)(?:_total)?$/) ?? value(/^uptime$/);
  const start = value(/process_start_time_seconds$/);
  const now = value(/(?:^|_)(?:now|scrape_time|scraped_at|current_time|node_time|timestamp)(?:_seconds)?$/);
  const counted = seconds ?? (start !== undefined && now !== undefined ? now - start : undefined);
  return counted !== undefined && counted > 0 ? counted / 60 : undefined;
}

function mutations(samples: readonly Sample[]): Signal | undefined {
  const failed = samples.filter(
    (sample) =>
      sample.name.includes('mutation') &&
      !RATE.test(sample.name) &&
      (ERRORS.test(stem(sample.name)) || outcome(sample) === 'failed'),
  );
  const mutationFailures = sum(failed);
  const proof = failed.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  const mutation = proof[0] && (proof[0].labels['mutation'] ?? proof[0].labels['function'] ?? proof[0].labels['name']);
  return {
    name: proof[0]?.name ?? 'mutations',
    message: `${mutationFailures} mutations failed`,
    facts: { signal: 'mutation', mutationFailures, ...(mutation && { mutation }) },
    samples: proof,
  };
}
