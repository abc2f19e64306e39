import { expect, test } from 'vitest';
import { goPanic } from '../../../src/knowledge/go/go-panic.js';
import { runParser } from '../run-parser.js';

test.each(['\t', '    ', '        '])(
  'the first place of the project is told, however far it is set in: %j',
  (indent) => {
    const stack = [
      'panic: kiln is cold',
      '',
      'goroutine 1 [running]:',
      'runtime.gopanic(0x0)',
      `${indent}/usr/local/go/src/runtime/panic.go:884 +0x212`,
      'example.com/kiln.Fire(0xc000)',
      `${indent}/srv/kiln/fire.go:31 +0x51`,
      'main.main()',
      `${indent}/srv/kiln/main.go:9 +0x1f`,
    ];
    const { failures } = runParser(goPanic, stack.join('\n'));
    expect(failures).toMatchObject([{ location: { file: '/srv/kiln/fire.go', line: 31 } }]);
  },
);
