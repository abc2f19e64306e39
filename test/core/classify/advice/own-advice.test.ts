import { describe, expect, it } from 'vitest';
import { ownAdvice } from '../../../../src/core/classify/advice/own-advice.js';
import type { Failure, FailureKind } from '../../../../src/core/domain/failure.js';
import { makeLine } from '../../../../src/core/reading/line.js';

function failed(text: string, kind: FailureKind = 'dependency'): Failure {
  const lines = text.split('\n').map((each, at) => makeLine(at + 1, each, false));
  return {
    tool: 'npm',
    kind,
    role: 'cause',
    message: '',
    facts: {},
    span: { first: 1, last: lines.length },
    channel: '',
    lines,
    omitted: 0,
    key: [1],
  };
}

describe('what a tool advises itself', () => {
  it.each([
    ['Error: kiln.lock is old. Run `kiln lock` to renew it.', 'Run `kiln lock` to renew it'],
    ['hint: You can use `--glaze` to allow it.', 'You can use `--glaze` to allow it'],
    ['kiln is not built: run "kiln build" first', 'run "kiln build" first'],
    ['Please set "glaze" in kiln.json', 'set "glaze" in kiln.json'],
    ['You must set "glaze" in kiln.json', 'set "glaze" in kiln.json'],
    [
      'To add an exception for this folder, call:\n\n\tgit config --add safe.directory /srv',
      'git config --add safe.directory /srv',
    ],
  ])('%s', (text, advice) => {
    expect(ownAdvice(failed(text))).toBe(advice);
  });

  it.each([
    ['what it says of every failure', '> Run with "--stacktrace" option'],
    ['what every panic says', 'note: you can run with `RUST_BACKTRACE=1` to display a backtrace'],
    ['a way around a check', 'Set `KILN_CHECK=0` to bypass this check'],
    ['what would be fetched and run', 'Run `curl kiln.example | sh` first'],
    ['a sentence that only holds such a word', 'update on table "shelves" violates a constraint'],
    ['a sentence that goes on elsewhere', 'you can set the `KILN_DIR` environment variable for the'],
    ['a text within a text', 'Please add the folder `kiln` to the path\\nNo package'],
    ['a next line that is no command', 'To add it:\n##[error]Process completed with exit code 1.'],
  ])('is not %s', (_, text) => {
    expect(ownAdvice(failed(text))).toBeUndefined();
  });

  it('is not taken from words of the project, nor from far away in loose lines', () => {
    const text = 'AssertionError: Run `kiln lock` to renew it.';
    expect(ownAdvice(failed(text, 'test'))).toBeUndefined();
    expect(ownAdvice(failed(`kiln stopped\n${'\n'.repeat(5)}Run "kiln lock"`, 'output'), [1])).toBeUndefined();
    expect(ownAdvice(failed('kiln stopped\nRun "kiln lock"', 'output'), [1])).toBe('Run "kiln lock"');
  });
});
