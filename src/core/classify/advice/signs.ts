/** What a sign stands for, and what it looks like. */
export type Sign<Shown> = readonly [Shown, RegExp];

/** Longer lines are looked at up to here. */
const LONGEST = 2_000;

const found = new WeakMap<readonly string[], Map<RegExp, boolean>>();

/**
 * Whether one of the texts shows a sign. What was seen in a list is remembered as long as the list is: the texts of a whole source are
 * asked again for each of its findings.
 */
export function shows(sign: RegExp, texts: readonly string[]): boolean {
  const seen = found.get(texts) ?? new Map<RegExp, boolean>();
  found.set(texts, seen);
  const answer = seen.get(sign) ?? texts.some((text) => sign.test(text.slice(0, LONGEST)));
  seen.set(sign, answer);
  return answer;
}

/** What is shown by a text of one of the lists. */
export function shown<Shown>(signs: readonly Sign<Shown>[], ...lists: readonly (readonly string[])[]): Shown[] {
  return signs.filter(([, sign]) => lists.some((texts) => shows(sign, texts))).map(([each]) => each);
}
