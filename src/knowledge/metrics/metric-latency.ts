import { round, type Sample, type Signal } from './metric-sample.js';

/** What people wait for; how long a batch or a backup takes is nobody's wait. */
const WAITED_FOR =
  /(?:session|sandbox|container|worker|first|cold|message|mutation|query|request|response|page|api|http|sync|connect|startup).{0,60}(?:latency|duration|time|start|response|sync|lag)|(?:latency|time_to|cold_start)/;
const NOT_WAITED_FOR =
  /(?:batch|backup|job|cron|gc_|migration|retention|uptime|process_start|session_duration|session_length|interval|timeout|build)/;
const UNIT = /_(seconds|secs?|s|ms|millis(?:econds)?|milliseconds)(?:_(?:p\d{2,3}|avg|mean|total))?$/;
/** Higher ones are told by a few requests, lower ones hide the slow ones. */
const HIGHEST = 0.99;
const MOST = 10;

/** How long what people wait for takes, for each metric at its highest quantile up to the 99th. */
export function latencies(samples: readonly Sample[]): Signal[] {
  const worst = new Map<string, { signal: Signal; seconds: number }>();
  for (const sample of samples) {
    const seconds = secondsIn(sample);
    if (seconds === undefined || seconds <= (worst.get(sample.name)?.seconds ?? 0)) continue;
    worst.set(sample.name, { seconds, signal: signalOf(sample, seconds) });
  }
  return [...worst.values()].slice(0, MOST).map(({ signal }) => signal);
}

/** What a sample says of a wait; undefined where it is none, or only a part of a distribution's count. */
function secondsIn({ name, labels, value }: Sample): number | undefined {
  const unit = UNIT.exec(name)?.[1];
  const quantile = quantileOf(name, labels);
  if (unit === undefined || 'le' in labels || !WAITED_FOR.test(name) || NOT_WAITED_FOR.test(name)) return undefined;
  if (quantile !== undefined && quantile > HIGHEST) return undefined;
  return unit.startsWith('m') ? value / 1000 : value;
}

function quantileOf(name: string, labels: Sample['labels']): number | undefined {
  const digits = /_p(\d{2,3})\b/.exec(name)?.[1];
  const label = labels['quantile'];
  if (label !== undefined) return Number(label);
  return digits === undefined ? undefined : Number(`0.${digits}`);
}

function signalOf(sample: Sample, waited: number): Signal {
  const quantile = quantileOf(sample.name, sample.labels);
  const seconds = round(waited);
  return {
    name: sample.name,
    message: `${sample.name}: ${seconds} s`,
    facts: {
      signal: 'latency',
      metric: sample.name,
      seconds,
      ...(quantile !== undefined && { quantile: String(quantile) }),
    },
    samples: [sample],
  };
}
