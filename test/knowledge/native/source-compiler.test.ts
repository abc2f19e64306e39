import { describe, expect, it } from 'vitest';
import { sourceCompiler } from '../../../src/knowledge/native/source-compiler.js';
import { runParser } from '../run-parser.js';

const read = (text: string) => runParser(sourceCompiler, text).failures;

describe('compilers that tell file and line', () => {
  it.each([
    ['Sources/Kiln/Heat.swift:24:33: error: no such property', 'Swift', 24, 33],
    ['src/Kiln.hs:12:3-9: error: [GHC-88464]', 'Haskell', 12, 3],
    ['lib/kiln.dart:7:5: Error: Expected an identifier.', 'Dart', 7, 5],
    ['/work/kiln.nim(3, 1) Error: undeclared identifier', 'Nim', 3, 1],
  ])('%s', (text, language, line, column) => {
    const [failure] = read(text);
    expect(failure).toMatchObject({ kind: 'compile-error', facts: { language }, location: { line } });
    expect(failure?.location?.column).toBe(column);
  });

  it('tells all errors as one, the first by name', () => {
    const text = 'a.swift:1:1: error: first\n  note\na.swift:2:1: error: second\n** BUILD FAILED **';
    expect(read(text)).toMatchObject([{ message: 'first', key: [1, 3] }]);
  });

  it.each([
    'a.swift:1:1: warning: unused',
    'the swift:1:1: error: message',
    'a.rs:1:1: error: not this one',
    'src/Kiln.java:12: error: for the family of the JVM',
    `a.swift:1:1: error: tried\n${'life goes on\n'.repeat(50)}`,
  ])('leaves alone: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
