import { parseArgs } from 'node:util';
import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { FAIL_ON, OPTIONS } from '../command-line.js';
import type { MergeRequest } from '../requests.js';

export type Options = ReadonlyMap<string, readonly string[]>;

export interface Words {
  /** Positional arguments; `literal` came after `--` and is no command. */
  readonly words: readonly { readonly text: string; readonly literal: boolean }[];
  /** Options by name, with their values in order; a switch has ''. */
  readonly options: Options;
}

/** node:util does the splitting; the judging is ours, so that every mistake gets its own words on every version of Node. */
export function splitArguments(args: readonly string[]): Words {
  const table = Object.fromEntries(
    OPTIONS.map((option) => [
      option.name,
      {
        type: option.value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: true,
        ...(option.short !== undefined && { short: option.short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: args.map((arg) => (arg === '-v' ? '--version' : arg)),
    options: table,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: { text: string; literal: boolean }[] = [];
  const options = new Map<string, string[]>();
  let literal = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') literal = true;
    else if (token.kind === 'positional') words.push({ text: token.value, literal });
    else
      options.set(token.name, [
        ...(options.get(token.name) ?? []),
        optionValue(token.name, token.rawName, token.value, token.inlineValue === true),
      ]);
  }
  return { words, options };
}

function optionValue(name: string, written: string, value: string | undefined, inline: boolean): string {
  const option = OPTIONS.find((candidate) => candidate.name === name);
  if (option === undefined) {
    const meant = nearest(
      name,
      OPTIONS.map((candidate) => candidate.name),
    );
    throw new KnownError('unknown-option', {
      where: written,
      what: 'is no option of whydunit',
      ...(meant !== undefined && { fix: `Did you mean --${meant}?` }),
    });
  }
  if (option.value === undefined) {
    if (value !== undefined)
      throw new KnownError('bad-option', { where: written, what: 'takes no value', fix: `Write --${name} alone` });
    return '';
  }
  if (value === undefined || value === '' || (!inline && value.startsWith('--'))) {
    throw new KnownError('bad-option', {
      where: written,
      what: 'needs a value',
      fix: `Write --${name} ${option.value}`,
    });
  }
  return value;
}

/** The last value given, which must be one of the choices; upper and lower case are the same. */
export function choice<T extends string>(name: string, options: Options, choices: readonly T[]): T | undefined {
  const value = options.get(name)?.at(-1);
  if (value === undefined) return undefined;
  const found = choices.find((each) => each.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(value, choices);
  const fix = meant !== undefined && value.length > 2 ? `Did you mean ${meant}?` : `Write one of ${choices.join(', ')}`;
  throw new KnownError('bad-option', { where: `--${name} ${value}`, what: 'is not among its values', fix });
}

/** What a verdict is made by. */
export function rulesOf(options: Options): Pick<MergeRequest, 'failOn' | 'patterns' | 'config'> {
  const config = options.get('config')?.at(-1);
  return {
    failOn: choice('fail-on', options, FAIL_ON) ?? 'P0',
    patterns: options.get('patterns') ?? [],
    ...(config !== undefined && { config }),
  };
}

/** @throws KnownError for a path without a character, as an unset variable in a script leaves it */
export function refuseEmpty(paths: readonly string[]): void {
  if (paths.includes('')) throw new KnownError('missing-file', { what: 'One of the paths is empty' });
}

/** Where to write to; `-` is standard output. */
export function outputOf(options: Options): { readonly output?: string; readonly comment?: true } {
  const output = options.get('output')?.at(-1);
  return {
    ...(output !== undefined && output !== '-' && { output }),
    ...(options.has('comment') && { comment: true }),
  };
}
