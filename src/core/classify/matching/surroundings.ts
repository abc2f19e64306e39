import type { Failure } from '../../domain/failure.js';
import { containerOf } from '../../domain/source.js';
import type { Findings } from '../findings.js';

const CONTAINER_TOOLS: ReadonlySet<string> = new Set(['container', 'compose', 'docker', 'podman', 'kubernetes']);
/** A step that runs containers names the program that does it. */
const RUNS_CONTAINERS = /(?:^|[^\w.-])(?:docker(?:-compose)?|podman|nerdctl|kubectl|helm|minikube)(?:$|[^\w.-])/i;

/**
 * What a pattern can ask of where a failure happened: the fact `container` is the name of the container it lies in, and
 * `amid` is `containers` where containers are the talk around it: its source is one, its step runs them or its text tells
 * of one that failed.
 */
export class Surroundings {
  readonly #findings: Findings;
  readonly #container: string | undefined;
  readonly #tellsOfContainers: boolean;

  constructor(findings: Findings) {
    this.#findings = findings;
    this.#container = containerOf(findings.group);
    this.#tellsOfContainers =
      this.#container !== undefined || findings.failures.some(({ tool }) => CONTAINER_TOOLS.has(tool));
  }

  /** The failure with these facts; its own are kept. */
  of(failure: Failure, section: number): Failure {
    const container = this.#container ?? (failure.kind === 'container' ? failure.name : undefined);
    // What a shell says beside containers is of the machine; of a container it is in the container's own log.
    const mayBeAmid = failure.tool !== 'shell' || this.#container !== undefined;
    const tells = this.#tellsOfContainers || RUNS_CONTAINERS.test(this.#findings.sections[section]?.name ?? '');
    const isAmid = tells && mayBeAmid;
    if (container === undefined && !isAmid) return failure;
    const facts = { ...(container !== undefined && { container }), ...(isAmid && { amid: 'containers' }) };
    return { ...failure, facts: { ...facts, ...failure.facts } };
  }
}
