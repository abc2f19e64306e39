import { describe, expect, it } from 'vitest';
import { ocaml } from '../../../src/knowledge/native/ocaml.js';
import { runParser } from '../run-parser.js';

const read = (...lines: string[]) => runParser(ocaml, lines.join('\n')).failures;

describe('compilers of OCaml and dune', () => {
  it('tell place, code and message', () => {
    expect(
      read(
        'File "bin/kiln.ml", line 3, characters 13-18:',
        '3 | let () = heat "hot" + 1',
        '                 ^^^^^',
        'Error: This expression has type string but an expression was expected of type',
        '         int',
      ),
    ).toMatchObject([
      {
        kind: 'compile-error',
        location: { file: 'bin/kiln.ml', line: 3, column: 14 },
        message: 'This expression has type string but an expression was expected of type',
        key: [1, 4],
      },
    ]);
  });

  it('are heard behind what opam puts in front', () => {
    expect(
      read(
        '# File "src/dune", line 3, characters 12-16:',
        '# 3 |  (libraries heat))',
        '# Error: Library "heat" not found.',
      ),
    ).toMatchObject([{ location: { file: 'src/dune', line: 3 }, message: 'Library "heat" not found.' }]);
  });

  it('only warn otherwise', () => {
    expect(
      read(
        'File "bin/kiln.ml", line 3, characters 4-5:',
        '3 | let x = 1',
        'Warning 26 [unused-var]: unused variable x.',
      ),
    ).toEqual([]);
    expect(read('  File "kiln.py", line 3, in heat', "KeyError: 'x'")).toEqual([]);
  });
});
