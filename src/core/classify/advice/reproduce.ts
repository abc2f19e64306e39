import type { Reproduction } from '../../domain/diagnosis.js';
import type { Facts, Failure } from '../../domain/failure.js';
import { commandFor } from '../../domain/one-test.js';
import type { Section } from '../../domain/section.js';
import type { Recognised } from '../candidate.js';

/**
 * The smallest command that is known to show the failure again: the test alone, the container by what its engine says, or
 * what the step ran as the log shows it. Undefined where none of these is known. What stands in a log is hostile: only a
 * single command without anything that a shell would take apart is given on.
 */
export function reproduction(
  occurrences: readonly Recognised[],
  sectionOf: (occurrence: Recognised) => Section | undefined,
): Reproduction | undefined {
  const failures = occurrences.map(({ failure }) => failure);
  const test = commandFor(failures);
  if (test !== undefined) return { command: test, from: 'test' };
  for (const { facts } of failures) {
    const command = ofContainer(facts);
    if (command !== undefined) return { command, from: 'engine' };
  }
  for (const occurrence of occurrences) {
    const command = traced(occurrence.failure) ?? ofStep(sectionOf(occurrence));
    if (command !== undefined) return { command, from: 'log' };
  }
  return undefined;
}

const IMAGE = /^[a-z0-9][\w./:@-]{0,254}$/i;

/** `docker run` with the image and the limit that the engine told of. */
function ofContainer({ image, memoryLimit, status, trouble }: Facts): string | undefined {
  if (typeof image !== 'string' || !IMAGE.test(image) || status === undefined || trouble === 'unhealthy')
    return undefined;
  const memory = typeof memoryLimit === 'number' && memoryLimit > 0 ? ` --memory ${memoryLimit}` : '';
  return `docker run --rm${memory} ${image}`;
}

/** Words between blanks, without anything that means more to a shell; long enough for any command, short enough to read. */
const PLAIN = /^[\w./+-][\w./:@%+=,~ '"-]{1,300}$/;
/** They prepare, and fail seldom. */
const PREPARES =
  /^(?:set|cd|echo|export|source|trap|true|false|exit|return|sleep|mkdir|if|for|while|do|done|fi|then|else)\b/;

/** The last command that the shell showed (`set -x`) before the failure was stated. */
function traced({ lines, key }: Failure): string | undefined {
  const stated = key[0] ?? Number.POSITIVE_INFINITY;
  const shown = lines.filter(({ number, text }) => number <= stated && /^\+{1,4} \S/.test(text));
  return asCommand(shown.at(-1)?.text.replace(/^\+{1,4} /, ''));
}

/** What GitHub's runner says that it runs; a step with a name of its own does not say it. */
function ofStep(section: Section | undefined): string | undefined {
  if (section === undefined) return undefined;
  const isNamed = section.told !== undefined || section.job !== undefined;
  const said = isNamed ? /^Run (.{1,400})$/.exec(section.name)?.[1] : section.name;
  return said === 'Post job cleanup' || /^(?:[\w.-]+\/[\w./-]+@|\.{1,2}\/|docker:\/\/)/.test(said ?? '')
    ? undefined
    : asCommand(said);
}

/** A single command that a shell takes as it stands; undefined for anything else. */
export function asCommand(text: string | undefined): string | undefined {
  const said = text?.trim() ?? '';
  return PLAIN.test(said) && !PREPARES.test(said) && / |\//.test(said) ? said : undefined;
}
