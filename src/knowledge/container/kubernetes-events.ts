import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Recovery } from '../../core/domain/recovery.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/**
 * Which step of a pod's start an event tells of: a node is found, its volumes are mounted, its sandbox is made, its containers
 * run. Whatever tells of a later step proves that the earlier ones are over. Sources: kubernetes/kubernetes,
 * pkg/kubelet/events/event.go, pkg/scheduler/schedule_one.go, pkg/controller/volume/events/event.go.
 */
const STEPS: Readonly<Record<string, number>> = {
  FailedScheduling: 0,
  NotTriggerScaleUp: 0,
  TriggeredScaleUp: 0,
  Scheduled: 1,
  FailedAttachVolume: 1,
  FailedMount: 1,
  FailedMapVolume: 1,
  SuccessfulAttachVolume: 1,
  FailedCreatePodSandBox: 2,
  AddedInterface: 2,
  Pulling: 3,
  Pulled: 3,
  Created: 3,
  Started: 3,
  Failed: 3,
  BackOff: 3,
  Unhealthy: 3,
};
/** What can be over by a later event. */
const REFUSALS = ['FailedScheduling', 'FailedAttachVolume', 'FailedMount', 'FailedMapVolume', 'FailedCreatePodSandBox'];
/**
 * A row of `kubectl describe`, which orders them by the time of their last occurrence: `  Warning  FailedMount  83s (x9 over
 * 3m)  kubelet  …`; before 1.6 ages, a count and the sender stand before it. `kubectl get events` has another order.
 */
const ROW =
  /^\s{0,40}(?:\d\w{0,9}\s{1,20}\d\w{0,9}\s{1,20}\d{1,7}\s{1,20}.{1,200}?\s)?(?:Normal|Warning)\s{1,40}(?<reason>[A-Z][A-Za-z]{2,40})\s/;
/** A long message may be broken. */
const MOST_BROKEN = 4;
const MOST_ROWS = 500;

/**
 * A pod's events: those that kept it from starting, and of these the ones that are over, for it was scheduled, mounted or given its
 * sandbox after all. Fact: `event`, its reason.
 */
export const kubernetesEvents: Parser = {
  name: 'kubernetes-events',
  anchors: REFUSALS,
  start(line) {
    return reasonOf(line) === undefined ? undefined : new EventsReading(line);
  },
};

/** One event, as far as it tells of a step. */
interface Row {
  readonly line: Line;
  readonly reason: string;
  readonly step: number;
}

class EventsReading implements Reading {
  readonly #rows: Row[] = [];
  #broken = 0;

  constructor(first: Line) {
    this.#take(first);
  }

  next(line: Line): 'more' | 'refused' {
    if (this.#take(line)) return this.#rows.length < MOST_ROWS ? 'more' : 'refused';
    return line.text.trim() !== '' && ++this.#broken < MOST_BROKEN ? 'more' : 'refused';
  }

  #take(line: Line): boolean {
    const reason = reasonOf(line);
    if (reason === undefined) return false;
    this.#broken = 0;
    const step = STEPS[reason];
    if (step !== undefined) this.#rows.push({ line, reason, step });
    return true;
  }

  end(): Findings {
    const failures: Failure[] = [];
    const recoveries: Recovery[] = [];
    let furthest = 0;
    for (const { line, reason, step } of this.#rows.reverse()) {
      if (step < furthest)
        recoveries.push({ tool: 'kubernetes', line: line.last + 1, since: line.number, channel: line.channel });
      else if (REFUSALS.includes(reason)) failures.unshift(refusal(line, reason));
      furthest = Math.max(furthest, step);
    }
    return { failures, recoveries };
  }
}

function refusal(line: Line, reason: string): Failure {
  const message = line.text
    .slice(line.text.indexOf(reason))
    .replace(/\s{2,}/g, ' ')
    .trim()
    .slice(0, 1000);
  return new Excerpt()
    .add(line, true)
    .failure({ tool: 'kubernetes', kind: 'container', message, facts: { event: reason } });
}

function reasonOf({ text }: Line): string | undefined {
  return ROW.exec(text)?.groups?.['reason'];
}
