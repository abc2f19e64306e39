import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { shortCommand } from '../docker/index.js';
import {
  type ContainerState,
  containerState,
  hasEnded,
  isExplained,
  isLooping,
  stateFacts,
  type Trouble,
  troubleMessage,
  troubleOf,
} from './container-state.js';
import { compactDocuments, cutTo } from './inspect-compact.js';
import { documentOf, indent, lineOf, type Member, openedBefore, type PrettyContainer } from './inspect-pretty.js';

/** Lines of one container's object; more is no answer of an engine. */
const LONGEST = 20_000;

/**
 * What `docker inspect` and `podman inspect` print of containers: whole, of the state alone, on one line each or spread by
 * any JSON printer. One failure for each container in trouble, with the members that prove it as its lines.
 */
export const containerInspect: Parser = {
  name: 'container-inspect',
  anchors: ['"OOMKilled":'],
  start(line, before) {
    if (/^\s*"OOMKilled": ?(?:true|false),?\s*$/.test(line.text)) {
      const opened = openedBefore(line, before);
      return opened && new InspectReading(opened);
    }
    return /[[{]/.test(line.text) ? compactReading(line) : undefined;
  },
};

class InspectReading implements Reading {
  readonly #head: readonly Line[];
  readonly #lines: Line[];
  readonly #depth: number;
  #isWhole = false;

  constructor({ head, lines }: PrettyContainer) {
    this.#head = head;
    this.#lines = [...lines];
    const opening = lines[0] as Line;
    // A state alone ends where it began; a container before the members its state stands among.
    this.#depth = indent(opening) - (opening.text.trim() === '{' ? 0 : 1);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    if (indent(line) > this.#depth) {
      this.#lines.push(line);
      return this.#lines.length < LONGEST ? 'more' : 'done';
    }
    if (!line.text.trimStart().startsWith('}')) return 'refused';
    this.#isWhole = true;
    this.#lines.push(line);
    return 'done';
  }

  end(): Findings {
    const state = containerState(documentOf({ head: this.#head, lines: this.#lines }, this.#isWhole));
    if (state === undefined) return { failures: [], notes: ['A container in an answer to inspect could not be read'] };
    const failure = failureOf(state, (member) => lineOf(member, this.#lines));
    const notes = this.#isWhole ? {} : { notes: ['An answer to inspect is cut off: only the state was read'] };
    return { failures: failure ? [this.#spanning(failure)] : [], ...notes };
  }

  /** The failure covers the whole object: words in its labels and commands are no failures of their own. */
  #spanning(failure: Failure): Failure {
    const first = this.#head[0] ?? (this.#lines[0] as Line);
    return { ...failure, span: { first: first.number, last: (this.#lines.at(-1) as Line).last } };
  }
}

function compactReading(line: Line): Reading | undefined {
  const failures = compactDocuments(line.text).flatMap((document) => {
    const state = containerState(document);
    return (state && failureOf(state, (member) => cutTo(line, member.key, answered(state, member)))) ?? [];
  });
  return { isDone: true, next: () => 'refused', end: () => ({ failures }) };
}

/** Undefined for a container that is in no trouble. */
function failureOf(state: ContainerState, lineAt: (member: Member) => Line | undefined): Failure | undefined {
  const trouble = troubleOf(state);
  if (trouble === undefined) return undefined;
  const telling = tellingMembers(state, trouble);
  const context = contextMembers(state).filter(({ key }) => !telling.some((member) => member.key === key));
  const lines = [...telling, ...context].flatMap((member) => lineAt(member) ?? []).sort((a, b) => a.number - b.number);
  const proofs = new Set(telling.flatMap((member) => lineAt(member)?.number ?? []));
  const excerpt = new Excerpt();
  for (const line of lines) excerpt.add(line, proofs.has(line.number));
  if (excerpt.size === 0) return undefined;
  const step = state.findings['buildStep'];
  if (typeof step === 'string') return excerpt.failure(failedStep(shortCommand(step), state.exitCode));
  return excerpt.failure({
    tool: 'container',
    kind: 'container',
    role: roleOf(state, trouble),
    message: troubleMessage(state, trouble).slice(0, 1000),
    facts: stateFacts(state, trouble),
    ...(state.name !== '' && { name: state.name }),
    ...(hasEnded(state) && { code: String(state.exitCode) }),
  });
}

/** A container of the legacy builder, in the words its own log has for the step. */
function failedStep(
  command: string,
  exitCode: number,
): Omit<Failure, 'span' | 'channel' | 'lines' | 'omitted' | 'key'> {
  return {
    tool: 'docker',
    kind: 'build-step',
    role: 'wrapper',
    name: command,
    code: String(exitCode),
    message: `RUN ${command} ended with exit code ${exitCode}`,
    facts: { exitCode },
  };
}

/** How it ended is only the outside of what its own log tells; what the engine or the kernel did to it is a cause. */
function roleOf(state: ContainerState, trouble: Trouble): Failure['role'] {
  if (trouble === 'unhealthy') return state.probe.trim() === '' ? 'wrapper' : 'cause';
  if (isExplained(state)) return 'cause';
  return trouble === 'exited' || trouble === 'restart-loop' ? 'wrapper' : 'cause';
}

const NAME: Member = { key: 'Name', place: 'container' };
const STATUS: Member = { key: 'Status', place: 'state' };
const EXIT_CODE: Member = { key: 'ExitCode', place: 'state' };
const ERROR: Member = { key: 'Error', place: 'state' };
const OOM_KILLED: Member = { key: 'OOMKilled', place: 'state' };
const MEMORY: Member = { key: 'Memory', place: 'limits' };
const RESTART_COUNT: Member = { key: 'RestartCount', place: 'container' };
const HEALTH: Member = { key: 'Status', place: 'health' };
const PROBE: Member = { key: 'Output', place: 'health' };

/** The members that prove the trouble, and no others: what is true of every container is no evidence. */
function tellingMembers(state: ContainerState, trouble: Trouble): Member[] {
  if (trouble === 'unhealthy') return [HEALTH, PROBE];
  const isLoop = isLooping(state);
  return [
    ...(trouble === 'not-started' || isLoop ? [STATUS] : []),
    ...(state.error !== '' ? [ERROR] : hasEnded(state) ? [EXIT_CODE] : []),
    ...(state.oomKilled ? [OOM_KILLED] : []),
    ...(trouble === 'out-of-memory' && state.memoryLimit > 0 ? [MEMORY] : []),
    ...(isLoop && state.restartCount > 0 ? [RESTART_COUNT] : []),
  ];
}

/** Which container it is, and what our own investigation found; what it was started with is no evidence of its end. */
function contextMembers({ name, findings }: ContainerState): Member[] {
  const found = Object.keys(findings)
    .filter((key) => !key.startsWith('given'))
    .map((key): Member => ({ key, place: 'findings' }));
  return [STATUS, ...(name === '' ? [] : [NAME]), ...found];
}

/** The value as it stands in the engine's answer. */
function answered(state: ContainerState, { key, place }: Member): unknown {
  switch (key) {
    case 'Status':
      return place === 'health' ? state.health : state.status;
    case 'ExitCode':
      return state.exitCode;
    case 'Error':
      return state.error;
    case 'OOMKilled':
      return state.oomKilled;
    case 'Memory':
      return state.memoryLimit;
    case 'RestartCount':
      return state.restartCount;
    case 'Output':
      return state.probe;
    case 'Name':
      return state.isPodman ? state.name : `/${state.name}`;
    default:
      return state.findings[key];
  }
}
