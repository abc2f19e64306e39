import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import { signalOf } from '../../core/parse/exit-status.js';
import type { ContainerEvent } from './container-event.js';

/** This many starts after a death that nobody meant are a loop. */
const LOOP = 3;
/** Events quoted of a loop: its beginning. */
const MOST_QUOTED = 6;
/** Done, or ended by a signal that asks: SIGINT, SIGTERM. */
const GOOD_ENDS = new Set([0, 130, 143]);
const SIGKILL = 137;
/** SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. */
const CRASHED = new Set([132, 134, 135, 136, 139]);
/** Signals that end a program; SIGHUP, SIGUSR1 and their like ask it for something. */
const DEADLY = new Set(['2', '3', '9', '15', 'SIGINT', 'SIGQUIT', 'SIGKILL', 'SIGTERM']);

/** What events tell of one container, and how it stands after the last of them. */
export class ContainerLife {
  readonly #id: string;
  #name = '';
  /** The first time it was out of memory; starting it again does not undo that. */
  #oom: Line | undefined;
  /** Its last death, while it has not been started since. */
  #death: ContainerEvent | undefined;
  #isMeant = false;
  #restarts = 0;
  /** Deaths nobody meant, and the starts after them; the first ones. */
  readonly #round: Line[] = [];
  #lastCode: number | undefined;
  #unhealthy: Line | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  take(event: ContainerEvent): void {
    if (event.name !== '') this.#name = event.name;
    switch (event.what) {
      case 'start':
        if (this.#death !== undefined && !this.#isMeant) {
          this.#restarts++;
          this.#quote(event.line);
        }
        this.#death = undefined;
        this.#isMeant = false;
        this.#unhealthy = undefined;
        return;
      case 'oom':
        this.#oom ??= event.line;
        return;
      case 'die':
        this.#died(event);
        return;
      case 'kill':
        if (event.signal === undefined || DEADLY.has(event.signal)) this.#isMeant = true;
        return;
      case 'stop':
        this.#isMeant = true;
        return;
      case 'remove':
        // Podman kills what it removes and does not say so.
        if (event.isPodman && this.#death?.exitCode === SIGKILL) this.#isMeant = true;
        return;
      case 'unhealthy':
        this.#unhealthy = event.line;
        return;
      case 'healthy':
        this.#unhealthy = undefined;
        return;
      default:
        return;
    }
  }

  /** What is wrong with it at the end; undefined when nothing is. */
  failure(): Failure | undefined {
    if (this.#oom) return this.#outOfMemory(this.#oom);
    if (this.#restarts >= LOOP) return this.#loop();
    if (this.#death) return this.#isMeant ? undefined : this.#ended(this.#death);
    return (
      this.#unhealthy && this.#made('wrapper', [this.#unhealthy], `${this.#who} is unhealthy`, { health: 'unhealthy' })
    );
  }

  #died(event: ContainerEvent): void {
    this.#death = event;
    this.#unhealthy = undefined;
    this.#lastCode = event.exitCode ?? this.#lastCode;
    if (!this.#isMeant) this.#quote(event.line);
  }

  #quote(line: Line): void {
    if (this.#round.length < MOST_QUOTED) this.#round.push(line);
  }

  #outOfMemory(line: Line): Failure {
    const deaths = this.#death && !this.#isMeant ? [this.#death.line] : [];
    return this.#made('cause', [line, ...deaths], `${this.#who} was out of memory`, { oomKilled: 1 });
  }

  #loop(): Failure {
    const message = `${this.#who} was started again ${this.#restarts} times after it had ended`;
    const role = CRASHED.has(this.#lastCode ?? 0) ? 'cause' : 'wrapper';
    return this.#made(role, this.#round, message, { restarting: 1, restartCount: this.#restarts });
  }

  #ended({ line, exitCode }: ContainerEvent): Failure | undefined {
    if (exitCode === undefined || GOOD_ENDS.has(exitCode)) return undefined;
    const role = CRASHED.has(exitCode) || exitCode === SIGKILL ? 'cause' : 'wrapper';
    return this.#made(role, [line], `${this.#who} exited with code ${exitCode}`, {});
  }

  get #who(): string {
    return `Container ${this.#name === '' ? this.#id : this.#name}`;
  }

  #made(role: Failure['role'], lines: readonly Line[], message: string, about: Failure['facts']): Failure {
    const excerpt = new Excerpt();
    for (const line of lines) excerpt.add(line, true);
    const code = this.#lastCode;
    const signal = code === undefined ? undefined : signalOf(code);
    const failure = excerpt.failure({
      tool: 'container',
      kind: 'container',
      role,
      name: this.#name === '' ? this.#id : this.#name,
      message,
      facts: { ...about, ...(code !== undefined && { exitCode: code }), ...(signal !== undefined && { signal }) },
      ...(code !== undefined && { code: String(code) }),
    });
    // Other containers' events stand between these: each failure covers only its first line.
    return { ...failure, span: { first: failure.span.first, last: lines[0]?.last ?? failure.span.last } };
  }
}
