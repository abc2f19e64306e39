import { expect, test } from 'vitest';
import { cppTerminate } from '../../../src/knowledge/native/cpp-terminate.js';
import { shell } from '../../../src/knowledge/system/shell.js';
import { recorded, runParser } from '../run-parser.js';

const failures = (text: string) => runParser(shell, text).failures;

test.each([
  ['bash: line 12: protoc: command not found', '127', 'protoc'],
  ['/bin/sh: 1: protoc: not found', '127', 'protoc'],
  ['sh: protoc: not found', '127', 'protoc'],
  ['zsh: command not found: protoc', '127', 'protoc'],
  ['/usr/bin/env: ‘protoc’: No such file or directory', '127', 'protoc'],
  ['/w/run.sh: line 3: ./tool: Permission denied', '126', './tool'],
  ['build.sh: line 2: TOKEN: unbound variable', 'unbound', 'TOKEN'],
  ["cp: error writing '/dev/full': No space left on device", 'ENOSPC', undefined],
  ['build.sh: line 2: 11248 Killed                  ./prices', 'killed', undefined],
  ['run.sh: line 1: 11248 Segmentation fault      ./prices', 'crashed', 'Segmentation fault'],
])('%s', (line, code, name) => {
  const [failure] = failures(line);
  expect(failure).toMatchObject({ tool: 'shell', code });
  expect(failure?.name).toBe(name);
});

test('a script that goes on has not failed', () => {
  expect(failures(recorded('ci/command-not-found-passes'))).toEqual([]);
});

test.each([
  'ls: cannot access x: No such file or directory',
  'grep: x: No such file or directory',
  'error: crate not found',
  'Error: release: not found',
  'Package x: not found',
  'docker: Error: Permission denied',
])('%s is not a shell’s complaint', (line) => {
  expect(failures(line)).toEqual([]);
});

test('C++ says what was thrown', () => {
  expect(runParser(cppTerminate, recorded('ci/out-of-memory')).failures).toMatchObject([
    { kind: 'signal', code: 'std::bad_alloc', message: 'std::bad_alloc', span: { first: 1, last: 3 } },
  ]);
});
