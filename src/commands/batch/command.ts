import { endingOf } from '../../core/errors.js';
import { fieldsOf, parsedJson } from '../../core/json.js';
import { secretsIn } from '../../core/redact/environment.js';
import { redactText } from '../../core/redact/redactor.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import type { BatchRequest } from '../../settings/requests.js';
import { diagnose } from '../../walk/diagnose.js';
import { readPatternFiles } from '../../world/patterns/pattern-files.js';
import { type Ask, answersOfWorkers } from '../../world/process/workers.js';
import { openAnswered } from '../../world/records/answered.js';
import { type RecordLine, recordLines } from '../../world/records/lines.js';
import { answerOf, refusal } from './answer.js';
import { idOf, parseRecord, sourcesOf } from './record.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Answers each record of a stream with one line. A record that cannot be read is answered with its error; it never ends
 * the stream. Memory holds one record a worker, and for --resume the ids that were answered.
 * @param records newline-delimited JSON
 * @param print takes a line without its line break, and says when it may be given the next
 * @returns how many records were answered, and how many of them with an error
 * @throws KnownError for a broken pattern file, or a file to resume that cannot be written
 */
export async function runBatch(
  request: BatchRequest,
  records: AsyncIterable<Uint8Array>,
  env: Environment,
  print: (line: string) => Promise<unknown>,
): Promise<{ readonly answered: number; readonly refused: number }> {
  const answer = await answering(request, env);
  const resumed = request.resume === undefined ? undefined : await openAnswered(request.resume);
  const write = resumed?.append ?? print;
  const lines = unanswered(recordLines(records), resumed?.ids ?? new Set());
  const answers = request.jobs === 1 ? onebyone(lines, answer) : sideBySide(lines, answer, request);
  let [answered, refused] = [0, 0];
  try {
    for await (const line of answers) {
      await write(line);
      answered += 1;
      if (isRefusal(line)) refused += 1;
    }
  } finally {
    await resumed?.close();
  }
  return { answered, refused };
}

/** The patterns are read once, also where workers do the rest: what is wrong with them is said before anything is begun. */
async function answering(request: BatchRequest, env: Environment): Promise<(line: RecordLine) => Promise<string>> {
  const patterns = await loadCatalogue(await readPatternFiles(request.patterns));
  const secrets = secretsIn(env);
  return async (line) => {
    if (!('text' in line)) return tooLong(line);
    try {
      const record = parseRecord(line.text);
      const sources = await sourcesOf(record);
      const report = await diagnose({ sources, patterns, failOn: 'never', run: {}, secrets });
      return answerOf(record, report);
    } catch (error) {
      const id = idOf(line.text);
      return refusal(
        id,
        redactText(endingOf(error, false).message, { secrets }),
        id === null ? line.number : undefined,
      );
    }
  };
}

async function* unanswered(lines: AsyncIterable<RecordLine>, ids: ReadonlySet<string>): AsyncGenerator<RecordLine> {
  for await (const line of lines) {
    const id = ids.size > 0 && 'text' in line ? idOf(line.text) : null;
    if (id === null || !ids.has(id)) yield line;
  }
}

async function* onebyone(
  lines: AsyncIterable<RecordLine>,
  answer: (line: RecordLine) => Promise<string>,
): AsyncGenerator<string> {
  for await (const line of lines) yield await answer(line);
}

/** The same program, once for each core, each answering in order. */
function sideBySide(
  lines: AsyncIterable<RecordLine>,
  answer: (line: RecordLine) => Promise<string>,
  request: BatchRequest,
): AsyncGenerator<string> {
  const program = process.argv[1] ?? '';
  const patterns = request.patterns.flatMap((glob) => ['--patterns', glob]);
  return answersOfWorkers(
    asksOf(lines, answer),
    {
      file: process.execPath,
      args: [...process.execArgv, program, 'batch', '--quiet', ...patterns],
      died: (line, how) => refusal(idOf(line), `The process that read this record ended (${how})`),
    },
    { workers: request.jobs, ordered: !request.unordered },
  );
}

/** What gives no id is answered here: only here it is known which line it was. */
async function* asksOf(
  lines: AsyncIterable<RecordLine>,
  answer: (line: RecordLine) => Promise<string>,
): AsyncGenerator<Ask> {
  for await (const line of lines)
    yield 'text' in line && idOf(line.text) !== null ? { line: line.text } : { answer: await answer(line) };
}

function tooLong({ number, bytes }: { readonly number: number; readonly bytes: number }): string {
  return refusal(null, `The line holds ${bytes} bytes; name the log by its path instead`, number);
}

function isRefusal(line: string): boolean {
  return fieldsOf(parsedJson(line))['error'] !== undefined;
}
