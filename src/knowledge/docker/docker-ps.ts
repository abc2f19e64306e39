import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * The table of `docker ps` and `docker compose ps`, as deploy scripts print it at their end: a container that is being
 * restarted or is unhealthy now. One that has exited may have been meant to.
 */
export const dockerPs: Parser = {
  name: 'docker-ps',
  anchors: ['Restarting (', ' (unhealthy)'],
  start(line, before) {
    const header = before.findLast(({ text }) => HEADER.test(text));
    if (header === undefined && !ROW.test(line.text)) return undefined;
    const failure = restarting(line, header) ?? unhealthy(line, header);
    return failure && stated(failure);
  },
};

/** Of `docker ps`, Compose, or `--format table` with the columns one asked for. */
const HEADER = /^(?:CONTAINER ID|NAMES?|IMAGE)\s{1,80}(?:.{0,200}\s)?STATUS\b/;
/** A row whose header a `grep` took away: the container's id begins it, its command is quoted. */
const ROW = /^[0-9a-f]{12}\s{2,80}\S.{0,200}\s"[^"]{1,200}"\s{2}/;

/** The container's name: the last column of `docker ps`, the first one of Compose. */
function nameIn(line: Line, header: Line | undefined): string | undefined {
  const cells = line.text.trim().split(/ {2,}/);
  return header?.text.startsWith('NAME') ? cells[0]?.split(' ')[0] : cells.at(-1);
}

function restarting(line: Line, header: Line | undefined): Failure | undefined {
  const match = /\sRestarting \((\d{1,3})\) [\w ]{1,40} ago/.exec(line.text);
  if (!match) return undefined;
  const name = nameIn(line, header);
  const excerpt = new Excerpt().add(line, true);
  const facts = { exitCode: Number(match[1]), restarting: 1 };
  const message = `Container ${name ?? ''} is restarting, it exited with code ${match[1]}`;
  return excerpt.failure({
    tool: 'docker',
    kind: 'container',
    code: match[1] as string,
    message,
    facts,
    ...(name && { name }),
  });
}

function unhealthy(line: Line, header: Line | undefined): Failure | undefined {
  if (!/\sUp [\w ]{1,40} \(unhealthy\)/.test(line.text)) return undefined;
  const name = nameIn(line, header);
  const excerpt = new Excerpt().add(line, true);
  const message = `Container ${name ?? ''} is unhealthy`;
  return excerpt.failure({
    tool: 'docker',
    kind: 'container',
    role: 'wrapper',
    message,
    facts: { health: 'unhealthy' },
    ...(name && { name }),
  });
}
