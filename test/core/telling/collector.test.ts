import { expect, test } from 'vitest';
import { makeLine } from '../../../src/core/reading/line.js';
import { Collector } from '../../../src/core/telling/collector.js';

/** Heads of the blocks that tell most. */
function heads(text: string): string[] {
  const collector = new Collector();
  for (const [index, raw] of text.split('\n').entries()) collector.take(makeLine(index + 1, raw, false), true);
  return collector
    .close()
    .between(1, Number.MAX_SAFE_INTEGER)
    .map(({ head }) => head.text);
}

test('the record PowerShell makes of an error stream tells nothing, however it is broken', () => {
  const record = [
    'kiln : heating',
    'At line:1 char:1',
    '    + CategoryInfo         ',
    '     : NotSpecified: (heat  ',
    '   ing: String) [], R',
    'emoteException',
    '    + FullyQualifiedErrorI',
    '   d : NativeCommandError',
    ' ',
  ].join('\n');
  expect(heads(`${record}\nerror: the kiln is cold`)).toEqual(['error: the kiln is cold']);
  expect(heads(`${record}\nall is well`)).toEqual([]);
});

test('what stands in a file tells nothing where a tool prints how it changed it', () => {
  const hunk = [
    '@@ -3,2 +3,2 @@ int fire() {',
    '-  puts("error: cannot open kiln");',
    '+ puts("error: cannot open kiln");',
    ' }',
  ];
  expect(heads([...hunk, 'error: files were changed'].join('\n'))).toEqual(['error: files were changed']);
});

test('what make forgave a command tells nothing', () => {
  const said = ["rm: cannot remove 'kiln.o': No such file or directory", 'make: [Makefile:9: clean] Error 1 (ignored)'];
  expect(heads([...said, 'kiln: error: no heat'].join('\n'))).toEqual(['kiln: error: no heat']);
});
