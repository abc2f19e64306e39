import type { ContainerCapture } from './capture.js';
import { Answer } from './connection/answer.js';
import { hasWord } from './words.js';

/** Last lines of a log that are searched for another container's name. */
const LAST_LINES = 40;

/** What ties a container to others. Labels are those that Compose writes. */
export class Relations {
  readonly name: string;
  readonly service: string;
  readonly #project: string;
  readonly #networks: ReadonlySet<string>;
  readonly #needs: readonly string[];
  /** The last of what it printed. */
  readonly lastLines: string;

  constructor({ inspect, log }: Pick<ContainerCapture, 'inspect' | 'log'>) {
    const answer = new Answer(inspect);
    const labels = answer.at('Config', 'Labels');
    this.name = answer.text('Name').replace(/^\//, '');
    this.service = labels.text('com.docker.compose.service');
    this.#project = labels.text('com.docker.compose.project');
    const networks = answer.entries('NetworkSettings', 'Networks').map(([network]) => network);
    this.#networks = new Set(networks.filter((network) => !['bridge', 'host', 'none', 'podman'].includes(network)));
    // db:service_healthy:false,cache:service_started:true
    this.#needs = labels
      .text('com.docker.compose.depends_on')
      .split(',')
      .map((need) => need.split(':', 1)[0]!)
      .filter((need) => need !== '');
    this.lastLines = (log ?? '')
      .split('\n')
      .slice(-LAST_LINES - 1)
      .join('\n');
  }

  isRelatedTo(other: Relations): boolean {
    if (this.#project !== '' && this.#project === other.#project) return true;
    return [...this.#networks].some((network) => other.#networks.has(network));
  }

  /** The services it depends on, and those that they depend on. */
  closure(others: readonly Relations[]): ReadonlySet<string> {
    const needed = new Set(this.#needs);
    for (const service of needed) {
      for (const other of others) {
        if (other.service === service && other.#project === this.#project)
          for (const need of other.#needs) needed.add(need);
      }
    }
    return needed;
  }

  /** Whether it depends on the other one itself. */
  needs(other: Relations): boolean {
    return this.#project === other.#project && this.#needs.includes(other.service);
  }

  /** Whether its last lines name the other one. */
  mentions(other: Relations): boolean {
    return [other.service, other.name].some((name) => name.length > 1 && hasWord(this.lastLines, name));
  }
}
