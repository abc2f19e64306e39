import { describe, expect, test } from 'vitest';
import { stripPrefixes } from '../../../src/core/reading/prefix.js';
import { pythonResolver } from '../../../src/knowledge/python/python-resolver.js';
import { tox } from '../../../src/knowledge/python/tox.js';
import { unittest } from '../../../src/knowledge/python/unittest.js';
import { cargoText } from '../../../src/knowledge/rust/cargo/cargo-text.js';
import { panicHeader } from '../../../src/knowledge/rust/panic/panic-header.js';
import { runParser } from '../run-parser.js';

describe('tox and nox', () => {
  test.each([
    ["ERROR: InvocationError for command '/srv/.tox/py37/bin/pytest -q' (exited with code 2)", 2],
    ['py312: exit 1 (0.42 seconds) /srv/app> pytest -q pid=4711', 1],
    ['nox > Command pytest tests failed with exit code 1', 1],
  ])('%s', (line, exitCode) => {
    expect(runParser(tox, line).failures).toMatchObject([{ role: 'wrapper', facts: { exitCode } }]);
  });

  test('a command that went well says nothing', () => {
    expect(runParser(tox, 'py312: OK (1.02 seconds) /srv/app> pytest -q pid=4711').failures).toEqual([]);
  });
});

describe('what other tools retell', () => {
  test('a build script that failed inside pip, and one an action retells', () => {
    for (const begin of ['      error: ', 'Error: ']) {
      const log = [
        `${begin}failed to run custom build command for \`ledger-sys v0.1.0\``,
        'Caused by:',
        '  exit status: 1',
      ];
      expect(runParser(cargoText, log.join('\n')).failures).toMatchObject([{ kind: 'build-step' }]);
    }
  });

  test('a panic a hook logged has no thread', () => {
    expect(panicHeader('[2026-11-23 02:00:00][ERROR] panicked at src/main.rs:2:5:')).toMatchObject({
      thread: '<unnamed>',
      location: { file: 'src/main.rs', line: 2 },
    });
    expect(panicHeader('INFO the worker panicked at src/main.rs:2:5:')).toBeUndefined();
  });

  test('an exception in unittest whose frames are all hidden', () => {
    const log = `${'='.repeat(70)}\nERROR: test_home (shop.tests.HomeTests)\n${'-'.repeat(70)}\nshop.errors.NoPrice: no price\n`;
    expect(runParser(unittest, log).failures).toMatchObject([{ code: 'NoPrice' }]);
  });

  test('uv cannot start a program', () => {
    expect(runParser(pythonResolver, 'error: Failed to spawn: `pytest`').failures).toMatchObject([
      { tool: 'shell', code: '127', name: 'pytest' },
    ]);
  });

  test.each([
    ['       > error: no price', 'error: no price'],
    ['| error: no price', 'error: no price'],
    ['| id | name |', '| id | name |'],
    ['[01:04:53] test pays ... FAILED', 'test pays ... FAILED'],
    ['[01:04:53] [INFO] paid', '[01:04:53] [INFO] paid'],
  ])('%s', (line, text) => {
    expect(stripPrefixes(line).text).toBe(text);
  });
});
