import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { fieldsOf, parsedJson } from '../../core/json.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * The health log of a container, as `docker inspect --format '{{json .State.Health}}'` prints it on one line. Inside
 * the container's whole state it belongs to the parser of that. Only a container that is `unhealthy` now has failed.
 */
export const containerHealth: Parser = {
  name: 'container-health',
  anchors: ['"Status":"unhealthy"'],
  start(line) {
    const probes = line.text.includes('"OOMKilled":') ? undefined : outputsIn(line.text);
    return probes && stated(failure(line, probes));
  },
};

/** How many probes' words are kept; they repeat each other. */
const MOST_PROBES = 5;

interface Probes {
  readonly failingStreak: number;
  readonly exitCode?: number;
  readonly outputs: readonly string[];
}

/** What the probes said; undefined when the line is no health log. */
function outputsIn(text: string): Probes | undefined {
  const start = text.indexOf('{"Status":"unhealthy"');
  if (start < 0) return undefined;
  const end = text.lastIndexOf('}');
  // Cut off or inside a larger document nothing is read: its words can still be matched on the line itself.
  const { FailingStreak, Log } = fieldsOf(parsedJson(text.slice(start, end + 1)));
  const log = Array.isArray(Log) ? (Log as { ExitCode?: unknown; Output?: unknown }[]).slice(-MOST_PROBES) : [];
  const exitCode = log
    .map((probe) => probe?.ExitCode)
    .findLast((code): code is number => typeof code === 'number' && code !== 0);
  const outputs = log.flatMap((probe) => (typeof probe?.Output === 'string' ? [probe.Output.trim()] : []));
  return {
    failingStreak: typeof FailingStreak === 'number' ? FailingStreak : 0,
    outputs,
    ...(exitCode !== undefined && { exitCode }),
  };
}

function failure(line: Line, { failingStreak, exitCode, outputs }: Probes): Failure {
  const last = outputs.at(-1)?.slice(0, 300);
  const message = last ? `The health check failed: ${last}` : 'The container is unhealthy';
  return new Excerpt().add(line, true).failure({
    tool: 'container',
    kind: 'container',
    message,
    facts: { health: 'unhealthy', failingStreak, ...(exitCode !== undefined && { exitCode }) },
  });
}
