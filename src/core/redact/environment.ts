import { isPublic, isStandIn } from './likeness.js';
import { secretNames } from './secret-name.js';

/** A shorter value of a variable may well be a word of a log. */
const SHORTEST = 6;

/** Values of the variables whose names say secret, the action's own inputs among them: known, so never to be told. */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    const [found] = secretNames(name);
    const secret = found !== undefined && found.from === 0 && found.to === name.length;
    const plain =
      value.length < SHORTEST || isStandIn(value) || isPublic(value) || isPath(value) || /^\d+$/.test(value);
    return secret && !plain ? [value] : [];
  });
}

function isPath(value: string): boolean {
  return /^(?:~|\.{1,2})?\/[\w./-]+$|^[A-Za-z]:\\/.test(value);
}
