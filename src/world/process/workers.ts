import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { recordLines } from '../records/lines.js';

/** How a worker is started: a program that answers each line of its input with one line, in order. */
export interface WorkerCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** The answer to a line whose worker died over it. */
  died(line: string, how: string): string;
}

/** Lines that one worker holds at once: enough that it never waits for the next. */
const IN_FLIGHT = 4;

/** A line to be answered, or an answer that needs no worker. */
export type Ask = { readonly line: string } | { readonly answer: string };

/**
 * Answers lines with several processes side by side. A worker that dies costs the line it was reading, which is answered
 * with `died`; the others it held are asked again.
 * @param ordered answers in the order of the lines, else as they come
 */
export async function* answersOfWorkers(
  asks: AsyncIterable<Ask>,
  command: WorkerCommand,
  { workers, ordered }: { readonly workers: number; readonly ordered: boolean },
): AsyncGenerator<string> {
  const pool = Array.from({ length: workers }, () => new Worker(command));
  const waiting = new Set<Promise<Answer>>();
  const next = async () => {
    const [first] = waiting;
    const { answer, by } = ordered ? await (first as Promise<Answer>) : await Promise.race(waiting);
    waiting.delete(by());
    return answer;
  };
  try {
    for await (const ask of asks) {
      const asked: Promise<Answer> = answerTo(ask, pool).then((answer) => ({ answer, by: () => asked }));
      asked.catch(() => undefined);
      waiting.add(asked);
      if (waiting.size >= workers * IN_FLIGHT) yield await next();
    }
    while (waiting.size > 0) yield await next();
  } finally {
    for (const worker of pool) worker.end();
  }
}

/** The worker that holds least takes it. */
async function answerTo(ask: Ask, pool: readonly Worker[]): Promise<string> {
  if ('answer' in ask) return ask.answer;
  return pool.reduce((least, each) => (each.held < least.held ? each : least)).answer(ask.line);
}

interface Answer {
  readonly answer: string;
  /** The promise that brought it, so that it can be taken out of those that are waited for. */
  readonly by: () => Promise<Answer>;
}

interface Asked {
  readonly line: string;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: unknown) => void;
}

class Worker {
  readonly #command: WorkerCommand;
  readonly #asked: Asked[] = [];
  #child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #ended = false;

  constructor(command: WorkerCommand) {
    this.#command = command;
  }

  /** How many lines it has not answered. */
  get held(): number {
    return this.#asked.length;
  }

  answer(line: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ line, resolve, reject });
      this.#started().stdin.write(`${line}\n`);
    });
  }

  end(): void {
    this.#ended = true;
    this.#child?.stdin.end();
    if (this.held > 0) this.#child?.kill();
  }

  #started(): ChildProcessByStdio<Writable, Readable, null> {
    if (this.#child !== undefined) return this.#child;
    const child = spawn(this.#command.file, [...this.#command.args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      for (const { reject } of this.#asked.splice(0)) reject(error);
    });
    void this.#listen(child);
    return child;
  }

  /** Hands out the answers, and begins anew with what is left when the process is gone. */
  async #listen(child: ChildProcessByStdio<Writable, Readable, null>): Promise<void> {
    const gone = new Promise<string>((done) => {
      child.once('close', (code, signal) => done(signal ?? `exit code ${code}`));
    });
    for await (const line of recordLines(child.stdout)) if ('text' in line) this.#asked.shift()?.resolve(line.text);
    const how = await gone;
    this.#child = undefined;
    const lost = this.#asked.shift();
    lost?.resolve(this.#command.died(lost.line, how));
    if (this.#ended || this.held === 0) return;
    const again = this.#started();
    for (const { line } of this.#asked) again.stdin.write(`${line}\n`);
  }
}
