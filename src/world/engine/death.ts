import type { ContainerCapture, EngineAnswer } from './capture.js';
import { Answer } from './connection/answer.js';
import type { Findings } from './findings.js';
import { containerOutcome } from './outcome.js';
import { Relations } from './relations.js';

/**
 * When a container failed first, in milliseconds; undefined for one that did not. One that restarts died at its first
 * `die` event, as far as the engine still knows; an unhealthy one with the oldest failed check in its health log.
 */
export function deathOf(inspect: EngineAnswer, events: readonly EngineAnswer[]): number | undefined {
  if (containerOutcome(inspect).outcome !== 'failed') return undefined;
  const answer = new Answer(inspect);
  const state = answer.at('State');
  const checks = state.list('Health', 'Log').filter((check) => (check.number('ExitCode') ?? 0) !== 0);
  const times = state.text('Health', 'Status') === 'unhealthy' ? checks.map((check) => check.text('Start')) : [];
  const loops = (answer.number('RestartCount') ?? 0) > 0;
  const died = loops ? dieEvents(events, answer.text('Id')) : [];
  const ended = state.text('Status') === 'created' ? answer.text('Created') : state.text('FinishedAt');
  const known = [...times.map((time) => Date.parse(time)), ...died].filter((time) => time > 0);
  const time = known.length > 0 ? Math.min(...known) : Date.parse(ended);
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}

function dieEvents(events: readonly EngineAnswer[], id: string): number[] {
  return events.flatMap((event) => {
    const answer = new Answer(event);
    const isDeath = (answer.text('Action') || answer.text('status')) === 'die';
    if (!isDeath || (answer.text('Actor', 'ID') || answer.text('id')) !== id) return [];
    const nanoseconds = answer.number('timeNano');
    return nanoseconds === undefined ? [(answer.number('time') ?? 0) * 1000] : [nanoseconds / 1e6];
  });
}

/** One container with the time of its death, for comparison with the others. */
interface Mortal {
  readonly container: ContainerCapture;
  readonly death: number | undefined;
}

/** The containers in the order they died, those that did not last; each that followed another says so in its findings. */
export function inOrderOfDeath(
  containers: readonly ContainerCapture[],
  events: readonly EngineAnswer[],
): ContainerCapture[] {
  const mortals = containers
    .map((container) => ({ container, death: deathOf(container.inspect, events) }))
    .sort((a, b) => (a.death ?? Number.MAX_VALUE) - (b.death ?? Number.MAX_VALUE));
  return mortals.map((each, index) => {
    const findings = followed(each, mortals.slice(0, index));
    return { ...each.container, findings: { ...each.container.findings, ...findings } };
  });
}

function followed({ container, death }: Mortal, before: readonly Mortal[]): Pick<Findings, 'diedAfter' | 'dependedOn'> {
  if (death === undefined) return {};
  const own = new Relations(container);
  const earlier = before.filter((other) => other.death !== undefined && other.death < death);
  const related = earlier.map((other) => new Relations(other.container)).filter((other) => own.isRelatedTo(other));
  const needed = own.closure(before.map((other) => new Relations(other.container)));
  const dependedOn = related.find((other) => needed.has(other.service) || own.mentions(other));
  const first = dependedOn ?? related[0];
  return {
    ...(first && { diedAfter: first.name }),
    ...(dependedOn && { dependedOn: dependedOn.name }),
  };
}
