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
      ...pattern.fix.map(({ text, run, code, language, destructive }) => {
        const command = run !== undefined && isKnown(run) ? fillCommand(run, values) : undefined;
        return {
          text: fillProse([text, ...(destructive ? [NO_WAY_BACK] : []), ...stillToFill(command)].join(' '), values),
          ...(command !== undefined && { run: command }),
          ...(code !== undefined && { code: fillCommand(code, values) }),
          ...(language !== undefined && { language }),
          ...(destructive && { destructive }),
        };
      }),
    ],
    verify: pattern.verify.filter(isKnown).map((command) => fillCommand(command, values)),
    prevention: pattern.prevention.map((prose) => fillProse(prose, values)),
    preserve: pattern.preserve.map((item) => (isSavingCommand(item) ? fillCommand : fillProse)(item, values)),
    see: pattern.see,
  };
}

/** What people have to put into a command themselves, where nothing told it. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  IMAGE: 'IMAGE stands for the name of the image.',
  SERVICE: 'SERVICE stands for the name of the service in the Compose file.',
};
const UNFILLED = /(?<![\w$="{/.-])(?:IMAGE|SERVICE)(?![\w=])/;

function stillToFill(command: string | undefined): string[] {
  const name = command === undefined ? undefined : UNFILLED.exec(command)?.[0];
  return name === undefined ? [] : [STANDS_FOR[name] as string];
}

/** What the tool itself advises, the fact `advice`; where it offers a replacement as well, that says more. */
function adviceOf({ facts: { advice }, suggestions = [] }: Failure): Fix[] {
  if (typeof advice !== 'string' || suggestions.length > 0) return [];
  return [{ text: `The tool's own advice: ${quote(advice)}.` }];
}
