import { expect, it } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { LineScanner, type SeenLine } from '../../../src/core/reading/lines.js';
import { LiteralIndex } from '../../../src/core/reading/literal-index.js';

it('what is read stays as it was, whatever is read after it', () => {
  const first = new TextEncoder().encode(`${'one line\n'.repeat(400)}an err`);
  const before = first.slice();
  const seen: string[] = [];
  const take = (line: SeenLine): void => {
    seen.push(`${line.number} ${line.line.text}`, line.before(1)[0]!.text);
  };
  const scanner = new LineScanner(LiteralIndex.build(['error']), { wantsAll: false, take }, (number, raw, clipped) =>
    makeLine(number, raw, clipped),
  );
  scanner.push(first);
  scanner.push(new TextEncoder().encode('or\nand the '));
  scanner.push(new TextEncoder().encode('end'));
  scanner.finish();
  expect(seen).toEqual(['401 an error', 'one line']);
  expect(scanner.last(2).map(({ text }) => text)).toEqual(['an error', 'and the end']);
  expect(first).toEqual(before);
});
