import type { Diagnosis } from '../domain/diagnosis.js';
import type { Failure } from '../domain/failure.js';
import { type Check, type Condition, type Fix, isSavingCommand, NO_WAY_BACK, type Pattern } from '../domain/pattern.js';
import { ONE_TEST } from '../domain/placeholder.js';
import { quote, unmarked } from '../domain/quoted.js';
import { inDialect } from './advice/dialect.js';
import { ownAdvice } from './advice/own-advice.js';
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
  /** A command as it is said where the failure happened, undefined where it cannot be; without it the failure's own lines decide. */
  readonly inDialect?: (command: string) => string | undefined;
  /** Whether code to write, as it would be told, is of use there. */
  readonly hasUse?: (code: string) => boolean;
  /** What the tool itself advises; without it what its own lines say. */
  readonly advice?: string | undefined;
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
  beside: Beside = {},
): Explanation {
  const { oneTest, isMeant: meant, inDialect: spoken, hasUse, advice } = { ...byFailure(failure), ...beside };
  const values = templateValues(captureNames(pattern), captures, failure, oneTest);
  const toldOf = (command: string): string | undefined =>
    oneTest === undefined && command.includes(THE_TEST) ? undefined : spoken(fillCommand(command, values));
  const standIns = new StandIns(values);
  const checks = checksOf(pattern).flatMap(({ run, ...condition }) => {
    const command = toldOf(run);
    return command !== undefined && meant(condition, { run: command }) ? [{ run, command }] : [];
  });
  const saving = pattern.preserve.filter(isSavingCommand);
  const steps = pattern.fix.flatMap((step) => {
    const command = step.run === undefined ? undefined : toldOf(step.run);
    const said = { text: unmarked(fillProse(step.text, values)), ...(command !== undefined && { run: command }) };
    return meant(step, said) ? [{ ...step, command }] : [];
  });
  const last = steps.at(-1);
  return {
    title: fillProse(pattern.title, values),
    rootCause: fillProse(pattern.rootCause, values),
    fix: [
      ...adviceOf(failure, advice),
      ...steps.map((step) => {
        const { text, run, command, code, language, destructive } = step;
        const filled = fillProse(destructive ? `${text} ${NO_WAY_BACK}` : text, values);
        const more = step === last ? [...checks.map((check) => check.run), ...saving] : [];
        const told = code === undefined ? undefined : fillCommand(code, values);
        const isTold = told !== undefined && hasUse(told);
        return {
          text: filled + standIns.of([...(run === undefined || command === undefined ? [] : [run]), ...more]),
          ...(command !== undefined && { run: command }),
          ...(isTold && { code: told }),
          ...(isTold && language !== undefined && { language }),
          ...(destructive && { destructive }),
        };
      }),
    ],
    verify: checks.map(({ command }) => command),
    prevention: pattern.prevention.map((prose) => fillProse(prose, values)),
    preserve: pattern.preserve.map((item) => (isSavingCommand(item) ? fillCommand : fillProse)(item, values)),
    see: pattern.see,
  };
}

/** What the failure's own lines decide. */
function byFailure(failure: Failure): Required<Omit<Beside, 'oneTest' | 'advice'>> & Beside {
  const scene = sceneOf(failure);
  return {
    isMeant: (condition) => isMeant(condition, failure, scene),
    inDialect: (command) => inDialect(command, scene),
    hasUse: () => true,
  };
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

/** Begins what is told of the tool's own advice. */
export const ADVISED = "The tool's own advice: ";

/** What the tool itself advises; where it offers a replacement as well, that says more. */
function adviceOf(failure: Failure, known: string | undefined): Fix[] {
  const advice = known ?? ownAdvice(failure);
  if (advice === undefined || (failure.suggestions ?? []).length > 0) return [];
  return [{ text: `${ADVISED}${quote(advice)}.` }];
}
