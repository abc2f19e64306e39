import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ENTRY } from './measured.js';

/** What a log is answered with, as far as a row of the scorecard looks at it. */
export interface Answer {
  readonly id: string;
  readonly error?: string;
  readonly status?: string;
  readonly diagnoses?: readonly { readonly pattern: string; readonly severity: string }[];
}

export interface Batch {
  ask(record: Readonly<Record<string, string>>): Promise<Answer>;
  /** Ends the stream; what is wrong with how the process ended, in words. */
  end(): Promise<string[]>;
}

/** One process of the bundle that answers logs one after the other: ten thousand starts would take an hour. */
export function startBatch(): Batch {
  const child = spawn(process.execPath, [ENTRY, 'batch'], { env: { PATH: process.env['PATH'] ?? '' } });
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  const err: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line) as Answer));
  const ended = new Promise<number | null>((done) => child.on('close', done)).then((code) => {
    const said = Buffer.concat(err).toString();
    for (const { reject } of waiting) reject(new Error(`it ended with ${code}: ${said.slice(-500)}`));
    const isClean = code === 0 && !/mistake in whydunit|unhandled/i.test(said);
    return isClean ? [] : [`the process ended with ${code}: ${said.slice(-500)}`];
  });
  return {
    ask: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(record)}\n`);
      }),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
