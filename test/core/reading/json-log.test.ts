import { expect, test } from 'vitest';
import { jsonLogMessage } from '../../../src/core/reading/json-log.js';
import { makeLine } from '../../../src/core/reading/line.js';

test.each([
  [
    'pino',
    '{"level":50,"time":1,"msg":"listen failed","err":{"type":"Error","message":"EADDRINUSE"}}',
    'listen failed: EADDRINUSE',
  ],
  [
    'zap',
    '{"level":"error","ts":1.5,"msg":"no kiln","error":"dial tcp: i/o timeout"}',
    'no kiln: dial tcp: i/o timeout',
  ],
  [
    'structlog',
    '{"event": "glaze failed", "level": "error", "exception": "Traceback (most recent call last):\\n  File \\"a.py\\"\\nKeyError: \'red\'"}',
    "glaze failed: KeyError: 'red'",
  ],
  [
    'tracing',
    '{"timestamp":"t","level":"ERROR","fields":{"message":"relation \\"kilns\\" does not exist"},"target":"kiln"}',
    'relation "kilns" does not exist',
  ],
  [
    "Docker's json-file",
    '{"log":"panic: no kiln\\n","stream":"stderr","time":"2026-01-01T00:00:00Z"}',
    'panic: no kiln',
  ],
  [
    'go test -json',
    '{"Time":"t","Action":"output","Package":"kiln","Output":"--- FAIL: TestGlaze (0.00s)\\n"}',
    '--- FAIL: TestGlaze (0.00s)',
  ],
])('the words of %s', (_, line, words) => {
  expect(jsonLogMessage(line)).toBe(words);
  expect(makeLine(1, line, false)).toMatchObject({ text: words, printed: line });
});

test.each([
  ['a compiler message', '{"reason":"compiler-message","message":{"message":"x","level":"error"}}'],
  ['a document', '{"message":"x","id":7}'],
  ['no object', '["level","msg"]'],
  ['a broken one', '{"level":"error","msg":"x'],
])('%s is none', (_, line) => {
  expect(jsonLogMessage(line)).toBeUndefined();
});
