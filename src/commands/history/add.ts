import { createReadStream } from 'node:fs';
import { KnownError } from '../../core/errors.js';
import { secretsIn } from '../../core/redact/environment.js';
import { Redactor } from '../../core/redact/redactor.js';
import { parseAnswer } from '../../core/reports/answers.js';
import { parseReport } from '../../core/reports/report-schema.js';
import { type Rows, rowsOfAnswer, rowsOfReport } from '../../core/reports/rows.js';
import { type NamedFile, namedFiles } from '../../world/files/named-files.js';
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
  const files: NamedFile[] = [];
  for await (const each of namedFiles(paths, (path) => KINDS.test(path), notes)) files.push(each);
  return addRows(file, rowsIn(files, new Redactor({ secrets: secretsIn(env) }), notes), notes);
}

/** Adds rows as they come. @param notes of where they come from, complete once all have come */
export async function addRows(file: string, rows: AsyncGenerator<Rows>, notes: readonly string[]): Promise<Added> {
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

const KINDS = /\.(?:json|jsonl|ndjson)$/i;

async function* rowsIn(files: readonly NamedFile[], redactor: Redactor, notes: string[]): AsyncGenerator<Rows> {
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
  { path, at }: NamedFile,
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
