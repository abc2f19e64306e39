import { isRecord, jsonObject } from '../json.js';

/** Longest JSON line that is read as a log line; a longer one is data. */
const LONGEST = 16 * 1024;
/** Where loggers put the words: pino, zap, logrus, tracing, python-json-logger, structlog, Docker's json-file, `go test -json`. */
const MESSAGES = ['msg', 'message', 'event', 'log', 'Output', 'text', 'body'] as const;
/** One of these makes it a log line and no other document. */
const MARKS = ['level', 'severity', 'levelname', 'lvl', 'log_level', 'stream', 'levelno', 'Action'] as const;
/** What went wrong stands beside the words, often as a whole traceback, whose last line names it. */
const ERRORS = ['error', 'err', 'exception', 'exc_info', 'traceback', 'stack', 'cause'] as const;

/**
 * The words inside a log line that is a JSON object, with what it names as the error behind them.
 * @returns undefined for any other text
 */
export function jsonLogMessage(line: string): string | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}') || text.length > LONGEST) return undefined;
  const fields = jsonObject(text);
  if (fields === undefined) return undefined;
  // tracing-subscriber nests the words under `fields`.
  const inner = isRecord(fields.fields) ? { ...fields, ...fields.fields } : fields;
  if (!MARKS.some((key) => key in inner)) return undefined;
  const message = first(MESSAGES.map((key) => inner[key]));
  if (message === undefined) return undefined;
  const error = first(ERRORS.map((key) => inner[key]).map((value) => (isRecord(value) ? value.message : value)));
  const head = firstLine(message);
  const cause = error === undefined ? '' : errorLine(error);
  return cause === '' || head.includes(cause) ? head : `${head}: ${cause}`;
}

function first(values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}

function firstLine(text: string): string {
  return text
    .replace(/^\s*\n/, '')
    .split('\n', 1)[0]!
    .trimEnd();
}

/** A Python traceback names its exception last, a stack trace of others first. */
function errorLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines[0]?.startsWith('Traceback') ? lines.at(-1) : lines[0])?.trim() ?? '';
}
