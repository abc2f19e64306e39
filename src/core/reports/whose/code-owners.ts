import { withoutTail } from '../../trim.js';

/** Longer files and names are nobody's, and would cost time: each rule may be looked at for each path. */
const MOST_LINES = 5_000;
const LONGEST_PART = 100;
const MOST_OWNERS = 5;

/** `@name`, `@org/team`, or an address; what else stands there is none, and is not shown. */
const OWNER = /^(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:\/[A-Za-z0-9._-]{1,100})?|[\w.+-]{1,64}@[\w.-]{1,190})$/;

interface Rule {
  readonly parts: readonly string[];
  readonly owners: readonly string[];
}

/** Who answers for a path. Empty where nobody does. */
export type OwnersOf = (path: string) => readonly string[];

/**
 * Reads a CODEOWNERS file, whose text is hostile: what is no rule says nothing.
 * Facts: docs.github.com, about code owners: the last rule that fits counts, `\` hides a blank, and neither `!` nor `[ ]`
 * mean anything; GitLab's `[Section]` heads are left out.
 */
export function codeOwners(text: string): OwnersOf {
  const rules = text.split('\n', MOST_LINES).flatMap(ruleOf).reverse();
  return (path) => {
    const parts = path.split('/');
    return rules.find((rule) => fits(rule.parts, parts))?.owners ?? [];
  };
}

function ruleOf(line: string): Rule[] {
  const words = line.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
  const [pattern = '', ...rest] = words;
  if (pattern === '' || /^(?:#|\[|\^\[|!)/.test(pattern) || line.length > 2_000) return [];
  const comment = rest.findIndex((word) => word.startsWith('#'));
  const named = comment === -1 ? rest : rest.slice(0, comment);
  const owners = named.filter((word) => OWNER.test(word)).slice(0, MOST_OWNERS);
  const parts = partsOf(pattern.replace(/\\(.)/g, '$1'));
  return parts.some((part) => part.length > LONGEST_PART) ? [] : [{ parts, owners }];
}

/** A pattern as git's ignore files have them: at any depth unless a `/` stands before its end, and a folder with all in it. */
function partsOf(pattern: string): string[] {
  const isFolder = pattern.endsWith('/');
  const path = withoutTail(pattern.replace(/^\/+/, ''), '/');
  const isAnchored = pattern.startsWith('/') || path.includes('/');
  const parts = [...(isAnchored ? [] : ['**']), ...path.split('/')];
  // `docs/*` is what lies in docs itself; any other last part may be a folder.
  const last = parts.at(-1) ?? '';
  if (isFolder) return [...parts, '**', '*'];
  return last === '*' && isAnchored && parts.length > 1 ? parts : [...parts, '**'];
}

/** Whether the parts of a pattern fit those of a path; `**` stands for any number of them, none included. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return match(pattern, path, (part) => part === '**', globPart);
}

function globPart(part: string, name: string): boolean {
  return match(
    [...part],
    [...name],
    (sign) => sign === '*',
    (sign, letter) => sign === '?' || sign === letter,
  );
}

/** A pattern with wild items against a list, going back to the last wild one only: no more steps than both lengths multiplied. */
function match<T>(
  pattern: readonly T[],
  list: readonly T[],
  isWild: (item: T) => boolean,
  isSame: (item: T, one: T) => boolean,
): boolean {
  let [at, from] = [0, 0];
  let back: readonly [at: number, from: number] | undefined;
  while (from < list.length) {
    const item = pattern[at];
    if (item !== undefined && isWild(item)) back = [at++, from];
    else if (item !== undefined && isSame(item, list[from] as T)) [at, from] = [at + 1, from + 1];
    else if (back === undefined) return false;
    else {
      back = [back[0], back[1] + 1];
      [at, from] = [back[0] + 1, back[1]];
    }
  }
  return pattern.slice(at).every(isWild);
}
