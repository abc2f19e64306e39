import { parsedJson } from '../../core/json.js';
import { Answer } from './connection/answer.js';
import type { PathState } from './connection/engine.js';

/** Go's os.FileMode: the type is in the highest bits, permissions in the lowest nine. Fact: pkg.go.dev/io/fs#FileMode */
const DIRECTORY = 2 ** 31;
const LINK = 2 ** 27;
/** Devices, pipes, sockets, and what it does not know itself. */
const OTHERS = [2 ** 26, 2 ** 25, 2 ** 24, 2 ** 21, 2 ** 19];

/** Reads the header X-Docker-Container-Path-Stat, JSON in base64. Undefined when it is not one. */
export function pathState(header: string | undefined): PathState | undefined {
  if (header === undefined) return undefined;
  const told = parsedJson(Buffer.from(header, 'base64').toString('utf8'));
  if (told === undefined) return undefined;
  const answer = new Answer(told);
  const mode = answer.number('mode') ?? 0;
  const target = answer.text('linkTarget');
  return {
    name: answer.text('name'),
    size: answer.number('size') ?? 0,
    type: typeOf(mode),
    permissions: mode % 512,
    ...(target !== '' && { target }),
  };
}

function typeOf(mode: number): PathState['type'] {
  const has = (bits: number): boolean => Math.floor(mode / bits) % 2 === 1;
  if (has(DIRECTORY)) return 'directory';
  if (has(LINK)) return 'link';
  return OTHERS.some(has) ? 'other' : 'file';
}
