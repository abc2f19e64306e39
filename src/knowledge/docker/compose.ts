import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Nearby, Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';
import { lookupFacts } from '../python/index.js';

/**
 * Compose, v1 (Python) and v2: containers that ended, dependencies that failed and configuration it refuses. Build errors
 * and daemon answers that pass through Compose are read by the builders' and the client's parsers.
 */
export const compose: Parser = {
  name: 'compose',
  anchors: [
    ' exited with code ',
    'dependency failed to start: ',
    ' is unhealthy',
    ' exited (',
    "didn't complete successfully: ",
    'has no healthcheck configured',
    'invalid compose project',
    'is missing a value',
    'no configuration file provided',
    "Can't find a suitable configuration file",
    'Compose file ',
    'env file ',
    "Couldn't find env file",
    'no such service: ',
    'No such service: ',
    'invalid interpolation format',
    'Invalid interpolation format',
    'validating /',
    'failed to parse /',
    'yaml: line ',
    'yaml.',
    'unknown docker compose command',
    'undefined volume ',
    'undefined network ',
    'declared as external, but could not be found',
  ],
  start(line, before, nearby) {
    if (REFUSED_FILE.test(withoutSpeaker(line.text))) return new RefusedFile(line);
    const failure = exited(line, before, nearby) ?? dependency(line) ?? configuration(line, before);
    return failure && stated(failure);
  },
};

/** 128 + signal, for signals that say by themselves what happened, and the shell's 126 and 127. */
const TELLING = new Set([126, 127, 132, 134, 135, 136, 137, 139]);
/** Stopped by somebody: SIGINT, SIGTERM. */
const STOPPED = new Set([130, 143]);

/** `web-1 exited with code 1`, `web_1 exited with code 1`, `web-1 exited with code 1 (restarting)`. */
function exited(line: Line, before: readonly Line[], nearby: Nearby | undefined): Failure | undefined {
  const match = /^(?:\[K)?([\w.-]{1,200}) exited with code (\d{1,3})( \(restarting\))?\s{0,3}$/.exec(line.text);
  if (!match || line.channel !== '') return undefined;
  const exitCode = Number(match[2]);
  if (exitCode === 0 || STOPPED.has(exitCode) || isStopping(before)) return undefined;
  const role = TELLING.has(exitCode) ? 'cause' : 'wrapper';
  const message = `Container ${match[1]} exited with code ${exitCode}${match[3] ?? ''}`;
  const name = match[1] as string;
  const own = linesOf(name, nearby);
  // The lines of a container go by its service; Compose v1 ends it by the project too.
  const service = (own[0]?.channel || name).replace(/[-_]\d{1,4}$/, '');
  const facts = {
    exitCode,
    ...(service !== '' && { service }),
    ...(match[3] && { restarting: 1 }),
    ...(isSilent(name, own, before) && { silent: 1 }),
    ...lookupFacts(own),
  };
  const excerpt = new Excerpt();
  const words = own.filter(({ text }) => !FRAME.test(text));
  for (const earlier of words.slice(-MOST_LAST_WORDS)) excerpt.add(earlier);
  excerpt.add(line, true);
  const failure = excerpt.failure({
    tool: 'compose',
    kind: 'container',
    role,
    name,
    code: String(exitCode),
    message,
    facts,
  });
  // The container's own lines are shown and searched, but belong to its own channel.
  return { ...failure, channel: line.channel, span: { first: line.number, last: line.last } };
}

/** Compose v1 puts the project before the name where a container ends, and leaves it out before its lines: `tern_web_1`, `web_1 | …`. */
function linesOf(name: string, nearby: Nearby | undefined): readonly Line[] {
  const parts = name.split(/(?<=[-_])/);
  const names = parts.slice(0, 6).map((_, from) => parts.slice(from).join(''));
  const channels = names.filter((each) => /^[^A-Za-z]*[A-Za-z].*[-_]\d{1,4}$/.test(each) || each === name);
  return channels.map((each) => nearby?.(each) ?? []).find((lines) => lines.length > 0) ?? [];
}

/** How many of a container's last lines are kept with its exit; its log is named as its exit is. */
const MOST_LAST_WORDS = 20;
/** A frame of a backtrace: however deep it is, what was said above it is among the last words. */
const FRAME = /^\s{1,40}(?:\d{1,4}: |at |File ")\S/;

/** It was watched from its start and printed nothing. */
function isSilent(name: string, own: readonly Line[], before: readonly Line[]): boolean {
  const attached = before.findLast((line) => line.text.startsWith('Attaching to '));
  return own.length === 0 && (attached?.text.slice('Attaching to '.length).split(', ').includes(name) ?? false);
}

/** Compose is stopping everything: what exits now was killed by it. */
function isStopping(before: readonly Line[]): boolean {
  const at = before.findLastIndex((line) =>
    /^(?:Aborting on container exit|Gracefully [Ss]topping|(?:Stopping|Killing|Removing) \S{1,200}\s{1,4}\.\.\.|canceled$)/.test(
      line.text,
    ),
  );
  if (at < 0 || before.slice(at).some((line) => /^(?:Attaching to |Recreating |##\[group\]Run )/.test(line.text)))
    return false;
  // It aborts when a container has exited, and not before.
  return !before[at]!.text.startsWith('Aborting') || before.slice(0, at).some(({ text }) => EXITED.test(text));
}

const EXITED = / exited with code \d/;

/** A service that was waited for in vain: follows from what that service's own container did. */
function dependency(line: Line): Failure | undefined {
  const said = withoutSpeaker(line.text);
  const unhealthy =
    /^(?:dependency failed to start: )?(?:for \S{1,200}  )?[Cc]ontainer (?:for service )?"?([\w.-]{1,200})"? (is unhealthy|has no healthcheck configured|exited \((\d{1,3})\))\.?\s{0,3}$/.exec(
      said,
    );
  if (unhealthy) {
    const exitCode = unhealthy[3] === undefined ? undefined : Number(unhealthy[3]);
    const kind = said.includes('has no healthcheck') ? 'configuration' : 'container';
    const facts = {
      ...(exitCode !== undefined && { exitCode }),
      ...(said.includes('unhealthy') && { health: 'unhealthy' }),
    };
    const code = exitCode === undefined ? undefined : { code: String(exitCode) };
    return followed(line, kind, unhealthy[1] as string, said, facts, code);
  }
  const unfinished =
    /^(?:dependency failed to start: )?service "([\w.-]{1,200})" didn't complete successfully: exit (\d{1,3})/.exec(
      said,
    );
  if (unfinished)
    return followed(
      line,
      'container',
      unfinished[1] as string,
      said,
      { exitCode: Number(unfinished[2]) },
      { code: unfinished[2] as string },
    );
  return undefined;
}

function followed(
  line: Line,
  kind: 'container' | 'configuration',
  name: string,
  message: string,
  facts: Failure['facts'],
  code: { code: string } | undefined,
): Failure {
  const role = kind === 'container' ? 'wrapper' : 'cause';
  return new Excerpt()
    .add(line, true)
    .failure({ tool: 'compose', kind, role, name, message: message.slice(0, 1000), facts, ...code });
}

/** Errors of the project file, its environment files and variables, as v2 (compose-go) and v1 word them. */
const CONFIGURATION: readonly RegExp[] = [
  /^.{0,600}: invalid compose project\s{0,3}$/,
  /^(?:error while interpolating .{1,400}: |invalid interpolation format for .{1,300}: ")?.{0,100}required variable \S{1,200} is missing a value/,
  /^no configuration file provided: not found/,
  /^\s{0,8}Can't find a suitable configuration file/,
  /^env file .{1,600} not found/,
  /^Couldn't find env file: /,
  /^no such service: /i,
  /^invalid interpolation format for /i,
  /^validating \/.{1,400}: /,
  /^failed to parse \/.{1,400}: yaml: /,
  /^(?:parsing|load) \S{1,400}\.ya?ml: yaml: /,
  /^service "\S{1,200}" refers to undefined (?:volume|network|config|secret) /,
  /^(?:network|volume) \S{1,300} declared as external, but could not be found/,
  /^yaml\.(?:parser|scanner)\.\w{1,30}Error: while /,
];

/** v1 gives its reasons below, one a line, and after a blank line the same advice for all of them. */
const REFUSED_FILE = /^The Compose file .{1,400} is invalid because:/;
const MOST_REASONS = 20;

class RefusedFile implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #first: Line;
  #reason: string | undefined;

  constructor(line: Line) {
    this.#first = line;
    this.#excerpt.add(line);
  }

  next(line: Line): 'more' | 'refused' {
    if (line.text.trim() === '' || this.#excerpt.size > MOST_REASONS) return 'refused';
    this.#reason ??= line.text.trim();
    this.#excerpt.add(line, true);
    return 'more';
  }

  end(): Findings {
    if (this.#reason === undefined) this.#excerpt.markKey(this.#first);
    const head = withoutSpeaker(this.#first.text);
    return { failures: [refusedProject(this.#excerpt, head, this.#reason ?? head)] };
  }
}

function configuration(line: Line, before: readonly Line[]): Failure | undefined {
  const said = withoutSpeaker(line.text);
  const bareYaml =
    /^yaml: (?:line \d|unmarshal errors|invalid|control|mapping)/.test(said) &&
    before.some((earlier) => /docker[ -]compose/.test(earlier.text));
  if (!bareYaml && !CONFIGURATION.some((words) => words.test(said))) return undefined;
  return refusedProject(new Excerpt().add(line, true), said, said);
}

/** @param said names the file, and perhaps a line of it */
function refusedProject(excerpt: Excerpt, said: string, message: string): Failure {
  const stated = /(?:yaml: |, )line (\d{1,6})/.exec(said);
  const file = /(\/[^\s:'"]{1,400}\.ya?ml)/.exec(said)?.[1] ?? /Compose file '(?:\.\/)?([^']{1,400})'/.exec(said)?.[1];
  const location =
    file === undefined
      ? undefined
      : { location: { file: file.slice(file.lastIndexOf('/') + 1), ...(stated && { line: Number(stated[1]) }) } };
  return excerpt.failure({ tool: 'compose', kind: 'configuration', message: message.slice(0, 1000), ...location });
}

function withoutSpeaker(text: string): string {
  return text.replace(/^(?:##\[error\])?(?:ERROR: |Error: |error: )?/, '');
}
