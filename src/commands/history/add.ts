import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../core/errors.js';
import { secretsIn } from '../../core/redact/environment.js';
import { Redactor } from '../../core/redact/redactor.js';
import { parseAnswer } from '../../core/reports/answers.js';
import { parseReport } from '../../core/reports/report-schema.js';
import { type Rows, rowsOfAnswer, rowsOfReport } from '../../core/reports/rows.js';
import { cannotRead } from '../../world/files/text-file.js';
import { HistoryStore } from '../../world/history/store.js';
import { recordLines } from '../../world/records/lines.js';
import { readReportFile } from '../../world/reports/report-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What became of what was to be added. */
export interface Added {
  readonly added: number;
  /** Runs that the history held already. */
  readonly known: number;
  /** What was left out and why, each a sentence. */
  readonly notes: readonly string[];
}

/** So many runs are written at once: of an interrupted stream all whole ones are there. */
const AT_ONCE = 1_000;

/**
 * Adds reports and answers of `batch` to a history; what it holds already is left as it is.
 * @param paths reports (`.json`), answers (`.jsonl`), folders of either
 * @throws KnownError for a named file that is neither, and for a history that cannot be written
 */
export async function addToHistory(file: string, paths: readonly string[], env: Environment): Promise<Added> {
  const notes: string[] = [];
  // What is to be added is looked at first: a mistyped name begins no history.
  const rows = rowsIn(await filesIn(paths), new Redactor({ secrets: secretsIn(env) }), notes);
  let next = await rows.next();
  const store = await HistoryStore.open(file);
  let [added, all] = [0, 0];
  try {
    while (!next.done) {
      const chunk: Rows[] = [];
      for (; !next.done && chunk.length < AT_ONCE; next = await rows.next()) chunk.push(next.value);
      added += await store.add(chunk);
      all += chunk.length;
    }
  } finally {
    store.close();
  }
  return { added, known: all - added, notes };
}

interface Named {
  readonly path: string;
  /** When it was written last, ISO 8601: what holds no time of its own ran then. */
  readonly at: string;
  /** Found in a folder: it may be something else altogether. */
  readonly found: boolean;
}

const KINDS = /\.(?:json|jsonl|ndjson)$/i;

async function filesIn(paths: readonly string[]): Promise<readonly Named[]> {
  const files: Named[] = [];
  for (const path of paths) {
    const { isFolder, at } = await lookAt(path);
    if (!isFolder) files.push({ path, at, found: false });
    else {
      const names = await readdir(path, { recursive: true });
      for (const name of names.filter((each) => KINDS.test(each)).sort()) {
        const inside = join(path, name);
        const looked = await lookAt(inside);
        if (!looked.isFolder) files.push({ path: inside, at: looked.at, found: true });
      }
    }
  }
  return files;
}

async function lookAt(path: string): Promise<{ readonly isFolder: boolean; readonly at: string }> {
  try {
    const found = await stat(path);
    return { isFolder: found.isDirectory(), at: found.mtime.toISOString() };
  } catch (error) {
    throw cannotRead(path, error);
  }
}

async function* rowsIn(files: readonly Named[], redactor: Redactor, notes: string[]): AsyncGenerator<Rows> {
  const redact = (text: string) => redactor.text(text);
  for (const file of files) {
    try {
      if (file.path.endsWith('.json')) {
        const { name, text } = await readReportFile(file.path);
        yield rowsOfReport(parseReport(text, name), text, file.at, redact);
      } else yield* answersIn(file, redact, notes);
    } catch (error) {
      if (!file.found || !(error instanceof KnownError)) throw error;
      notes.push(error.message);
    }
  }
}

async function* answersIn(
  { path, at }: Named,
  redact: (text: string) => string,
  notes: string[],
): AsyncGenerator<Rows> {
  let unanswered = 0;
  for await (const line of recordLines(createReadStream(path))) {
    const answer = 'text' in line ? parseAnswer(line.text, `${path}:${line.number}`) : undefined;
    if (answer === undefined) unanswered++;
    else yield rowsOfAnswer(answer, at, redact);
  }
  if (unanswered > 0) notes.push(`${path}: ${unanswered} records were not answered and are left out`);
}
