import { describe, expect, it } from 'vitest';
import { Hunk } from '../../../src/core/telling/hunk.js';

/** Of some lines those that lie in a hunk. */
function held(lines: readonly string[]): string[] {
  const hunk = new Hunk();
  return lines.filter((line) => hunk.holds(line));
}

describe('Hunk', () => {
  it('holds as many lines of each side as its head says', () => {
    const inside = ['@@ -3,3 +3,2 @@ void fire() {', ' a', '-error: b', '-c', '+error: d'];
    expect(held([...inside, ' error: e', 'f'])).toEqual(inside);
  });

  it('ends where a line begins like none of it', () => {
    expect(held(['@@ -1,9 +1,9 @@', ' a', 'error: b', ' c'])).toEqual(['@@ -1,9 +1,9 @@', ' a']);
  });

  it('holds what is said of a missing line end, and hunks of one line', () => {
    expect(held(['@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+b', '-c'])).toHaveLength(4);
  });
});
