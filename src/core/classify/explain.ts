import type { Diagnosis } from '../domain/diagnosis.js';
import type { Failure } from '../domain/failure.js';
import { type Check, type Condition, type Fix, isSavingCommand, NO_WAY_BACK, type Pattern } from '../domain/pattern.js';
import { ONE_TEST } from '../domain/placeholder.js';
import { quote, unmarked } from '../domain/quoted.js';
import { isMeant, sceneOf } from './advice/scene.js';
import { captureNames } from './expressions.js';
import { fillCommand, fillProse, openIn, templateValues, type Values } from './template.js';

/** A command that is about the failing test alone says nothing where none failed. */
const THE_TEST = `{${ONE_TEST}}`;

/** What a pattern says of a failure. */
export type Explanation = Pick<Diagnosis, 'title' | 'rootCause' | 'fix' | 'verify' | 'prevention' | 'preserve' | 'see'>;

/** Whether a piece of advice is for the log at hand. */
export type Meant = (condition: Condition, said: Said) => boolean;

/** A piece of advice as it would be told: the words of a step, what is to be run. */
export interface Said {
  readonly text?: string;
  readonly run?: string;
}

/** What is known beside the failure. */
export interface Beside {
  /** The command that runs only the failing test. */
  readonly oneTest?: string | undefined;
  /** Without it the failure's own lines decide. */
  readonly isMeant?: Meant;
}

/**
 * A pattern's words with what was captured filled in, each value marked as quoted; advice that is meant for other logs is
 * left out.
 * @param failure the one that stands for all occurrences
 */
export function explain(
  pattern: Pattern,
  captures: Readonly<Record<string, string>>,
  failure: Failure,
  { oneTest, isMeant: meant = byFailure(failure) }: Beside = {},
): Explanation {
  const values = templateValues(captureNames(pattern), captures, failure, oneTest);
  const isKnown = (command: string) => oneTest !== undefined || !command.includes(THE_TEST);
  const standIns = new StandIns(values);
  const verify = checksOf(pattern).flatMap(({ run, ...condition }) =>
    isKnown(run) && meant(condition, { run: fillCommand(run, values) }) ? [run] : [],
  );
  const saving = pattern.preserve.filter(isSavingCommand);
  const steps = pattern.fix.filter((step) =>
    meant(step, {
      text: unmarked(fillProse(step.text, values)),
      ...(step.run !== undefined && { run: fillCommand(step.run, values) }),
    }),
  );
  const last = steps.at(-1);
  return {
    title: fillProse(pattern.title, values),
    rootCause: fillProse(pattern.rootCause, values),
    fix: [
      ...adviceOf(failure),
      ...steps.map((step) => {
        const { text, code, language, destructive } = step;
        const run = step.run !== undefined && isKnown(step.run) ? step.run : undefined;
        const filled = fillProse(destructive ? `${text} ${NO_WAY_BACK}` : text, values);
        const more = step === last ? [...verify, ...saving] : [];
        return {
          text: filled + standIns.of([...(run === undefined ? [] : [run]), ...more]),
          ...(run !== undefined && { run: fillCommand(run, values) }),
          ...(code !== undefined && { code: fillCommand(code, values) }),
          ...(language !== undefined && { language }),
          ...(destructive && { destructive }),
        };
      }),
    ],
    verify: verify.map((command) => fillCommand(command, values)),
    prevention: pattern.prevention.map((prose) => fillProse(prose, values)),
    preserve: pattern.preserve.map((item) => (isSavingCommand(item) ? fillCommand : fillProse)(item, values)),
    see: pattern.see,
  };
}

function byFailure(failure: Failure): Meant {
  const scene = sceneOf(failure);
  return (condition) => isMeant(condition, failure, scene);
}

/** A pattern's checks, each with what it is meant for. */
export function checksOf({ verify }: Pick<Pattern, 'verify'>): readonly Check[] {
  return verify.map((check) => (typeof check === 'string' ? { run: check } : check));
}

/** Says of each word that stands in commands for what nothing told what it stands for, once. */
export class StandIns {
  readonly #values: Values;
  readonly #said = new Set<string>();

  constructor(values: Values) {
    this.#values = values;
  }

  /** Sentences about what is left open in these and was not told of yet. */
  of(commands: readonly string[]): string {
    const open = new Map(commands.flatMap((command) => [...openIn(command, this.#values)]));
    const fresh = [...open].filter(([word]) => !this.#said.has(word));
    for (const [word] of fresh) this.#said.add(word);
    return fresh.map(([, sentence]) => ` ${sentence}.`).join('');
  }
}

/** What the tool itself advises, the fact `advice`; where it offers a replacement as well, that says more. */
function adviceOf({ facts: { advice }, suggestions = [] }: Failure): Fix[] {
  if (typeof advice !== 'string' || suggestions.length > 0) return [];
  return [{ text: `The tool's own advice: ${quote(advice)}.` }];
}
