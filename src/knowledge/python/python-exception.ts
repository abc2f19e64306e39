/** An exception as Python states it on one line: `package.module.Name: message`. */
export interface PythonException {
  /** As printed, with its module where it has one: `redis.exceptions.ConnectionError`. */
  readonly exception: string;
  /** Class without module: `ConnectionError`. */
  readonly code: string;
  /** Empty for a bare `KeyboardInterrupt`. */
  readonly message: string;
}

const STATED = /^([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)(?:: ?(.*))?$/;
/** How exception classes are named, by convention and in the standard library. */
const CLASS_NAME =
  /(?:Error|Exception|Warning|Interrupt|Exit|Failed|Failure|Timeout|Group|Skipped|Iteration|Missing|Refused|NotFound|timeout)$/;

/** Reads the line at which a traceback ends; there any name may stand for an exception. */
export function statedException(text: string): PythonException | undefined {
  const match = STATED.exec(text);
  const exception = match?.[1];
  if (exception === undefined) return undefined;
  return { exception, code: exception.slice(exception.lastIndexOf('.') + 1), message: (match?.[2] ?? '').trim() };
}

/** The same where prose may stand instead, as after pytest's `E   `: only names that look like an exception class count. */
export function likelyException(text: string): PythonException | undefined {
  const stated = statedException(text);
  if (stated === undefined) return undefined;
  if (CLASS_NAME.test(stated.code)) return stated;
  return stated.exception !== stated.code && /^[A-Z]/.test(stated.code) ? stated : undefined;
}

/** An exception group only wraps the exceptions it holds. */
export function isGroup(raised: PythonException): boolean {
  return raised.code.endsWith('ExceptionGroup');
}

/** The same in FastAPI's words: `{'type': 'missing', 'loc': ('response', 'quantity'), …`. */
const LOCATED = /^\{'type': '[\w.]{1,60}', 'loc': \('\w{1,20}', ([^)]{1,200}?),?\)/;

/** pydantic names the first field it refuses on the line after `1 validation error for Order`; `detail` is that line. */
export function refusedField(raised: PythonException, detail: string | undefined): string | undefined {
  if (
    detail === undefined ||
    !raised.code.endsWith('ValidationError') ||
    !/validation errors?(?: for|:)/.test(raised.message)
  )
    return undefined;
  const located = LOCATED.exec(detail)?.[1];
  if (located !== undefined) return located.replace(/['"]/g, '').replaceAll(', ', '.');
  return /^[A-Za-z_][\w.[\]-]*$/.test(detail) ? detail : undefined;
}
