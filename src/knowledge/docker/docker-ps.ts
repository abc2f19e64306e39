import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import type { Recovery } from '../../core/domain/recovery.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * The table of `docker ps` and `docker compose ps`, as deploy scripts print it at their end: a container that is being
 * restarted or is unhealthy now, or that a signal ended. Any other that has exited may have been meant to.
 */
export const dockerPs: Parser = {
  name: 'docker-ps',
  anchors: [
    'Restarting (',
    ' (unhealthy)',
    ' (health: starting)',
    ' (healthy)',
    ' Restarting',
    'Exited (13',
    'Exit 13',
  ],
  goodNews: [' (healthy)'],
  start(line, before) {
    const old = before.findLast(({ text }) => HEADER_V1.test(text));
    if (old !== undefined && RESTARTING_V1.test(line.text)) return stated(restart(line, nameIn(line, 'NAME')));
    const code = old === undefined ? undefined : EXIT_V1.exec(line.text)?.groups?.['code'];
    if (code !== undefined) return stated(killed(line, nameIn(line, 'NAME'), code));
    const header = before.findLast(({ text }) => HEADER.test(text));
    if (header === undefined && !ROW.test(line.text)) return undefined;
    if (/\sUp [\w ]{1,40} \(healthy\)/.test(line.text)) return stated(undefined, healthy(line, header));
    const failure =
      restarting(line, header) ?? unhealthy(line, header) ?? stillStarting(line, header) ?? ended(line, header);
    return failure && stated(failure);
  },
};

/** Of `docker ps`, Compose, or `--format table` with the columns one asked for. */
const HEADER = /^(?:CONTAINER ID|NAMES?|IMAGE)\s{1,80}(?:.{0,200}\s)?STATUS\b/;
/** Compose v1 names the columns otherwise and gives no exit code. Source: compose/cli/main.py. */
const HEADER_V1 = /^\s{0,80}Name\s{1,80}Command\s{1,80}State\b/;
const RESTARTING_V1 = /^\S{1,200}\s.{0,300}\sRestarting(?:\s{2,}|$)/;
/** The codes of signals that nobody sends to stop a program for good: an abort, a crash, or a kill. */
const EXIT_V1 = /^\S{1,200}\s.{0,300}\sExit (?<code>13[2-9])(?:\s{2,}|$)/;
const EXITED = /\sExited \((?<code>13[2-9])\) [\w ]{1,40} ago/;
/** A row whose header a `grep` took away: the container's id begins it, its command is quoted. */
const ROW = /^[0-9a-f]{12}\s{2,80}\S.{0,200}\s"[^"]{1,200}"\s{2}/;

/** The container's name: the last column of `docker ps`, the first one of Compose. */
function nameIn(line: Line, header: string | undefined): string | undefined {
  const cells = line.text.trim().split(/ {2,}/);
  return header?.startsWith('NAME') ? cells[0]?.split(' ')[0] : cells.at(-1);
}

function restarting(line: Line, header: Line | undefined): Failure | undefined {
  const match = /\sRestarting \((\d{1,3})\) [\w ]{1,40} ago/.exec(line.text);
  if (!match) return undefined;
  return restart(line, nameIn(line, header?.text), match[1]);
}

/** @param code its last exit code, where the table has it */
function restart(line: Line, name: string | undefined, code?: string): Failure {
  const ended = code === undefined ? '' : `, it exited with code ${code}`;
  return new Excerpt().add(line, true).failure({
    tool: 'docker',
    kind: 'container',
    message: `Container ${name ?? ''} is restarting${ended}`,
    facts: { restarting: 1, ...(code !== undefined && { exitCode: Number(code) }) },
    ...(code !== undefined && { code }),
    ...(name && { name }),
  });
}

function ended(line: Line, header: Line | undefined): Failure | undefined {
  const code = EXITED.exec(line.text)?.groups?.['code'];
  return code === undefined ? undefined : killed(line, nameIn(line, header?.text), code);
}

/** @param code of a signal that ended it */
function killed(line: Line, name: string | undefined, code: string): Failure {
  return new Excerpt().add(line, true).failure({
    tool: 'docker',
    kind: 'container',
    message: `Container ${name ?? ''} exited (${code})`,
    code,
    facts: { exitCode: Number(code), trouble: 'exited' },
    ...(name && { name }),
  });
}

/** Minutes after which a health check that never passed yet is more than a slow start. */
const STUCK_MINUTES = 5;

function stillStarting(line: Line, header: Line | undefined): Failure | undefined {
  const [, amount, unit = ''] =
    /\sUp (\d{1,4}|About an) (minutes|hours?|days|weeks) \(health: starting\)/.exec(line.text) ?? [];
  if (amount === undefined || (unit === 'minutes' && Number(amount) < STUCK_MINUTES)) return undefined;
  const name = nameIn(line, header?.text);
  const since = `${amount} ${unit}`;
  return new Excerpt().add(line, true).failure({
    tool: 'docker',
    kind: 'measurement',
    message: `Container ${name ?? ''} is starting for ${since}`,
    facts: { health: 'starting', since },
    ...(name && { name }),
  });
}

/** What a row above said of this container's health is over. */
function healthy(line: Line, header: Line | undefined): Recovery[] {
  const name = nameIn(line, header?.text);
  return name === undefined ? [] : [{ tool: 'docker', line: line.number, name }];
}

function unhealthy(line: Line, header: Line | undefined): Failure | undefined {
  if (!/\sUp [\w ]{1,40} \(unhealthy\)/.test(line.text)) return undefined;
  const name = nameIn(line, header?.text);
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
