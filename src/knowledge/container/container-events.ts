import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { type ContainerEvent, containerEvent } from './container-event.js';
import { ContainerLife } from './container-life.js';

/** Containers that are followed at once; an engine that runs more is no test's. */
const MOST_CONTAINERS = 2_000;

/**
 * What `docker events` and `podman events` tell of containers: out of memory, ended with an error, started again and again,
 * unhealthy. One that somebody killed, stopped or removed ended on purpose, and one that runs again has recovered.
 */
export const containerEvents: Parser = {
  name: 'container-events',
  anchors: [
    'container die ',
    'container died ',
    'container oom ',
    'container health_status: unhealthy',
    '"Action":"die"',
    '"Action":"oom"',
    '"Action":"health_status: unhealthy"',
    '"Status":"died"',
  ],
  wakes: ['container ', '"Type":"container"'],
  start(line, before) {
    return containerEvent(line) === undefined ? undefined : new EventsReading([...before, line]);
  },
};

/** Whatever stands between two events: a container's life goes on, and each event names its container. */
class EventsReading implements Reading {
  readonly dozes = true;
  readonly #lives = new Map<string, ContainerLife>();

  constructor(lines: readonly Line[]) {
    for (const line of lines) this.next(line);
  }

  next(line: Line): 'more' {
    const event = containerEvent(line);
    if (event !== undefined && event !== 'other' && event.what !== 'other') this.#life(event)?.take(event);
    return 'more';
  }

  end(): Findings {
    const failures: Failure[] = [...this.#lives.values()].flatMap((life) => life.failure() ?? []);
    return { failures };
  }

  #life({ id }: ContainerEvent): ContainerLife | undefined {
    const key = id.slice(0, 12);
    const known = this.#lives.get(key);
    if (known || this.#lives.size >= MOST_CONTAINERS) return known;
    const life = new ContainerLife(key);
    this.#lives.set(key, life);
    return life;
  }
}
