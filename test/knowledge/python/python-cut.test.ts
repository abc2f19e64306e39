import { expect, test } from 'vitest';
import { pytestText } from '../../../src/knowledge/pytest/pytest-text.js';
import { pythonTraceback } from '../../../src/knowledge/python/python-traceback.js';
import { recorded, runParser } from '../run-parser.js';

/** A log from the first line on that holds `words`, as `docker logs --tail` or an excerpt in a report would show it. */
function from(log: string, words: string, skip = 0): string {
  const lines = log.split('\n');
  return lines.slice(lines.findIndex((line) => line.includes(words)) + skip).join('\n');
}

function until(log: string, words: string): string {
  const lines = log.split('\n');
  return lines.slice(0, lines.findIndex((line) => line.includes(words)) + 1).join('\n');
}

test('pytest: a block that lost its title belongs to the last test of the summary that has none', () => {
  const { failures } = runParser(pytestText, from(recorded('pytest/assertion-tb-long'), '>       assert report'));
  expect(failures).toHaveLength(2);
  expect(failures).toContainEqual(
    expect.objectContaining({
      name: 'tests/test_basket.py::test_basket_report',
      location: { file: 'tests/test_basket.py', line: 16 },
    }),
  );
});

test('pytest: blocks above the summary are read without the rule that opens them', () => {
  const { failures } = runParser(pytestText, from(recorded('pytest/assertion-tb-long'), '___ test_basket_total ___'));
  expect(failures.map(({ name, location }) => [name, location?.line])).toEqual([
    ['tests/test_basket.py::test_basket_total', 10],
    ['tests/test_basket.py::test_basket_report', 16],
  ]);
});

test('pytest: an error in a fixture or a module is known by its title', () => {
  const setup = until(from(recorded('pytest/fixture-not-found'), 'ERROR at setup of'), "use 'pytest --fixtures");
  expect(runParser(pytestText, setup).failures).toMatchObject([
    { name: 'test_own_orders', facts: { phase: 'setup' }, message: "fixture 'auth_client' not found" },
  ]);
  const module = from(recorded('pytest/collection-import'), 'in <module>');
  expect(runParser(pytestText, module).failures).toMatchObject([{ kind: 'collection', code: 'ValueError' }]);
});

test('pytest: a summary below a report that passed is alone', () => {
  const log = '1 passed in 0.1s\nsomething else\nFAILED tests/test_a.py::test_b - ValueError: x';
  expect(runParser(pytestText, log).failures).toMatchObject([{ name: 'tests/test_a.py::test_b', code: 'ValueError' }]);
});

const TRACEBACK = recorded('python/key-chained');

test('a traceback without its first lines', () => {
  const whole = runParser(pythonTraceback, TRACEBACK).failures;
  const beheaded = runParser(pythonTraceback, from(TRACEBACK, '  File "')).failures;
  expect(whole.length).toBeGreaterThan(0);
  expect(beheaded).toMatchObject(whole.map(({ code, message }) => ({ code, message })));
});

test('a traceback without its end is told by what announced it', () => {
  const log = `ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n  File "/app/main.py", line 3, in handler\n    return rates[day]`;
  expect(runParser(pythonTraceback, log).failures).toMatchObject([
    { kind: 'exception', facts: { announced: 'ERROR:    Exception in ASGI application' } },
  ]);
  expect(runParser(pythonTraceback, `${log}\nsomebody else speaks`).failures).toEqual([]);
});

test('frames that follow somebody else’s words are no traceback', () => {
  expect(
    runParser(
      pythonTraceback,
      'Stack (most recent call last):\n  File "/app/main.py", line 3, in handler\n    log()\nSavedError: x',
    ).failures,
  ).toEqual([]);
});
