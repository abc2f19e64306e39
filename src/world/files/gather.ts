import { resolve } from 'node:path';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import type { Found, Input } from './input.js';
import { pathInputs } from './path.js';
import { standardInput } from './standard-input.js';
import { unreadableInput } from './unreadable.js';

export interface Gathered {
  /** In order of name, a collection in its own; never empty. Unreadable ones are among them and fail when opened. */
  readonly sources: readonly Source[];
  /** What was left out, in words. */
  readonly notes: readonly string[];
}

/**
 * Everything the paths lead to; `-` is standard input. One input that cannot be read among others stays, as a source that
 * fails when opened: the others are still diagnosed, and the verdict cannot be green. Throws a KnownError when
 * nothing at all can be read.
 */
export async function gatherSources(paths: readonly string[]): Promise<Gathered> {
  const unique = new Map(paths.map((path) => [path === '-' ? path : resolve(path), path]));
  const found: Found[] = [];
  for (const path of unique.values()) found.push(await inputsAt(path));
  const inputs = [...new Map(found.flatMap((each) => each.inputs).map((input) => [input.source.name, input])).values()];
  if (!inputs.some((input) => input.state === 'readable')) throw whyNothing(inputs);
  const sources = inputs.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).map((input) => input.source);
  return { sources, notes: found.flatMap((each) => each.notes) };
}

function orderOf(input: Input): string {
  return (input.state === 'readable' ? input.order : undefined) ?? input.source.name;
}

async function inputsAt(path: string): Promise<Found> {
  try {
    return path === '-' ? { inputs: [await standardInput()], notes: [] } : await pathInputs(path);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return { inputs: [unreadableInput(path, 'file', error)], notes: [] };
  }
}

function whyNothing(inputs: readonly Input[]): KnownError {
  for (const input of inputs) if (input.state === 'unreadable') return input.error;
  const [first] = inputs;
  if (first === undefined) return new KnownError('no-input', { what: 'There is nothing to read' });
  if (inputs.length === 1) return new KnownError('empty-input', { where: first.source.name, what: 'is empty' });
  return new KnownError('empty-input', {
    where: first.source.name,
    what: `is empty, and so are all ${inputs.length} inputs`,
  });
}
