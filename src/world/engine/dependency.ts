import type { ContainerCapture, EngineAnswer } from './capture.js';
import { Answer } from './connection/answer.js';
import type { Findings } from './findings.js';
import { containerOutcome } from './outcome.js';
import { Relations } from './relations.js';

/** As the C library, Go, Node, Python and Rust word it. */
const REFUSED = /connection refused|ECONNREFUSED|\[Errno 111\]|os error 111/i;
/** An address of the container itself: nobody else refused it. */
const OWN_ADDRESS = /\b127\.0\.0\.1\b|\blocalhost\b|\[::1\]/;

/**
 * Containers that were refused by one that they need and that runs now: it was not ready for them yet. One that failed
 * before is another matter, see `diedAfter`.
 * @param all the engine's answers for them and others
 */
export function withUnreadyDependencies(
  containers: readonly ContainerCapture[],
  all: readonly EngineAnswer[],
): ContainerCapture[] {
  const running = all.filter((inspect) => new Answer(inspect).isTrue('State', 'Running'));
  return containers.map((container) => ({
    ...container,
    findings: { ...container.findings, ...unreadyDependency(container, running) },
  }));
}

function unreadyDependency(
  container: ContainerCapture,
  running: readonly EngineAnswer[],
): Pick<Findings, 'unreadyDependency' | 'dependencyFinding'> {
  if (containerOutcome(container.inspect).outcome !== 'failed') return {};
  const own = new Relations(container);
  const refusals = own.lastLines.split('\n').filter((line) => REFUSED.test(line));
  if (refusals.length === 0) return {};
  const refusedItself = refusals.some((line) => OWN_ADDRESS.test(line));
  const others = running.map((inspect) => ({ inspect, other: new Relations({ inspect }) }));
  const needed = others.find(({ other }) => {
    return own.isRelatedTo(other) && (own.mentions(other) || (own.needs(other) && !refusedItself));
  });
  if (needed === undefined) return {};
  const name = needed.other.service || needed.other.name;
  return {
    unreadyDependency: name,
    dependencyFinding: `it was refused by ${name}, which ${readiness(needed.inspect)}`,
  };
}

function readiness(inspect: EngineAnswer): string {
  const health = new Answer(inspect).text('State', 'Health', 'Status');
  if (health === '') return 'runs and has no health check to wait for';
  return health === 'healthy' ? 'is healthy now and was not yet' : `runs and is ${health}`;
}
