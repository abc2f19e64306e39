import type { Reproduction } from '../../domain/diagnosis.js';
import type { Facts, Failure } from '../../domain/failure.js';
import type { Section } from '../../domain/section.js';
import { containerOf } from '../../domain/source.js';
import { commandFor } from '../../shell/one-test.js';
import type { Recognised } from '../candidate.js';
import { harmlessCommand } from './harmless-command.js';
import { startAgain } from './start-again.js';

/**
 * The smallest command that is known to show the failure again: the test alone, the container by what its engine says, or
 * what the step ran as the log shows it. Undefined where none of these is known. What stands in a log is hostile: an image
 * is only run where the engine itself told of it, and a command only given on where it cannot do harm.
 * @param beside what is told under it: of a container that told itself why it died, the engine tells how it was started
 */
export function reproduction(
  occurrences: readonly Recognised[],
  beside: readonly Recognised[],
  sectionOf: (occurrence: Recognised) => Section | undefined,
): Reproduction | undefined {
  const failures = occurrences.map(({ failure }) => failure);
  const test = commandFor(failures);
  if (test !== undefined) return { command: test, from: 'test' };
  const groups = new Set(occurrences.map(({ group }) => group));
  const ofGroup = beside.filter(({ group }) => groups.has(group));
  for (const { failure, group } of [...occurrences, ...ofGroup]) {
    const command = containerOf(group) === undefined ? undefined : ofContainer(failure.facts);
    if (command !== undefined) return { command, from: 'engine' };
  }
  for (const occurrence of occurrences) {
    const command = traced(occurrence.failure) ?? ofStep(sectionOf(occurrence));
    if (command !== undefined) return { command, from: 'log' };
  }
  return undefined;
}

/** A container that ended or could not be started; one that only does not answer is not seen by starting another. */
function ofContainer(facts: Facts): string | undefined {
  const isSeen = facts['status'] !== undefined && facts['trouble'] !== 'unhealthy';
  return isSeen ? startAgain(facts) : undefined;
}

/** The last command that the shell showed (`set -x`) before the failure was stated. */
function traced({ lines, key }: Failure): string | undefined {
  const stated = key[0] ?? Number.POSITIVE_INFINITY;
  const shown = lines.filter(({ number, text }) => number <= stated && /^\+{1,4} \S/.test(text));
  return harmlessCommand(shown.at(-1)?.text.replace(/^\+{1,4} /, ''));
}

/** What GitHub's runner says that it runs; a step with a name of its own does not say it. */
function ofStep(section: Section | undefined): string | undefined {
  if (section === undefined) return undefined;
  const isNamed = section.told !== undefined || section.job !== undefined;
  const said = isNamed ? /^Run (.{1,400})$/.exec(section.name)?.[1] : section.name;
  return harmlessCommand(said);
}
