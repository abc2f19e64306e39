import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/domain/line.js';
import { makeLine } from '../../../src/core/reading/line.js';
import { PARSERS } from '../../../src/knowledge/families.js';
import { healthBody } from '../../../src/knowledge/net/health-body.js';
import { Prefilter } from '../../../src/walk/prefilter.js';

const FILTER = new Prefilter(PARSERS, []);
const wakes = (text: string): boolean =>
  FILTER.sort([...FILTER.index.find(text)]).anchored.has(PARSERS.indexOf(healthBody));

/** Whether the lines before are made for it. */
function looksBack(text: string): boolean {
  let looked = false;
  const before = new Proxy([] as Line[], {
    get: (lines, key) => {
      looked = true;
      const value: unknown = Reflect.get(lines, key);
      return typeof value === 'function' ? value.bind(lines) : value;
    },
  });
  healthBody.start(makeLine(9, text, false, 0), before);
  return looked;
}

describe('what a health address answers costs nothing where it is another document', () => {
  it('a value of a list that is called as a part wakes nobody', () => {
    expect(wakes('{"reason":"compiler-artifact","features":["default","cache"],"fresh":false}')).toBe(false);
    expect(wakes('{"status":"UP","cache":"down"}')).toBe(true);
  });

  it('the lines before are looked at only where something may be down', () => {
    expect(looksBack('{"status":"failover","cache":"up"}')).toBe(false);
    expect(looksBack('{"status":"error","cache":"down"}')).toBe(true);
  });
});
