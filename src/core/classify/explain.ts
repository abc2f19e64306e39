import type { Diagnosis } from '../domain/diagnosis.js';
import type { Failure } from '../domain/failure.js';
import { type Fix, isSavingCommand, NO_WAY_BACK, type Pattern } from '../domain/pattern.js';
import { ONE_TEST } from '../domain/placeholder.js';
import { quote } from '../domain/quoted.js';
import { captureNames } from './expressions.js';
import { fillCommand, fillProse, templateValues } from './template.js';

/** A command that is about the failing test alone says nothing where none failed. */
const THE_TEST = `{${ONE_TEST}}`;

/** What a pattern says of a failure. */
export type Explanation = Pick<Diagnosis, 'title' | 'rootCause' | 'fix' | 'verify' | 'prevention' | 'preserve' | 'see'>;

/**
 * A pattern's words with what was captured filled in, each value marked as quoted.
 * @param failure the one that stands for all occurrences
 * @param oneTest the command that runs only the failing test, where it is known
 */
export function explain(
  pattern: Pattern,
  captures: Readonly<Record<string, string>>,
  failure: Failure,
  oneTest?: string,
): Explanation {
  const values = templateValues(captureNames(pattern), captures, failure, oneTest);
  const isKnown = (command: string) => oneTest !== undefined || !command.includes(THE_TEST);
  return {
    title: fillProse(pattern.title, values),
    rootCause: fillProse(pattern.rootCause, values),
    fix: [
      ...adviceOf(failure),
      ...pattern.fix.map(({ text, run, code, language, destructive }) => ({
        text: fillProse(destructive ? `${text} ${NO_WAY_BACK}` : text, values),
        ...(run !== undefined && isKnown(run) && { run: fillCommand(run, values) }),
        ...(code !== undefined && { code: fillCommand(code, values) }),
        ...(language !== undefined && { language }),
        ...(destructive && { destructive }),
      })),
    ],
    verify: pattern.verify.filter(isKnown).map((command) => fillCommand(command, values)),
    prevention: pattern.prevention.map((prose) => fillProse(prose, values)),
    preserve: pattern.preserve.map((item) => (isSavingCommand(item) ? fillCommand : fillProse)(item, values)),
    see: pattern.see,
  };
}

/** What the tool itself advises, the fact `advice`; where it offers a replacement as well, that says more. */
function adviceOf({ facts: { advice }, suggestions = [] }: Failure): Fix[] {
  if (typeof advice !== 'string' || suggestions.length > 0) return [];
  return [{ text: `The tool's own advice: ${quote(advice)}.` }];
}
