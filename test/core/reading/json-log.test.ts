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

test.each([
  ['{"level":"info","msg":"a"}', 'a'],
  ['  {"level":"info","msg":"a"}  ', 'a'],
  ['{"severity":"info","message":"a"}', 'a'],
  ['{"levelname":"info","event":"a"}', 'a'],
  ['{"lvl":"info","text":"a"}', 'a'],
  ['{"log_level":"info","body":"a"}', 'a'],
  ['{"levelno":20,"log":"a"}', 'a'],
  ['{"level":null,"msg":"a"}', 'a'],
  ['{"level":"info","msg":"","message":"b"}', 'b'],
  ['{"level":"info","msg":7,"message":"b"}', 'b'],
  ['{"level":"info","msg":"a","message":"b"}', 'a'],
  ['{"level":"info","fields":{"message":"b"}}', 'b'],
  ['{"level":"info","fields":["message"],"msg":"a"}', 'a'],
  ['{"fields":{"level":"info","message":"b"}}', 'b'],
  ['{"level":"info","msg":"  a  "}', '  a'],
  ['{"level":"info","msg":"\\n  a\\nb"}', '  a'],
  ['{"level":"info","msg":"a","error":"b"}', 'a: b'],
  ['{"level":"info","msg":"a: b","error":"b"}', 'a: b'],
  ['{"level":"info","msg":"a","error":"b\\nc"}', 'a: b'],
  ['{"level":"info","msg":"a","error":"\\n b \\nc"}', 'a: b'],
  ['{"level":"info","msg":"a","error":""}', 'a'],
  ['{"level":"info","msg":"a","error":7,"err":{"message":"c"}}', 'a: c'],
  ['{"level":"info","msg":"a","err":{"code":"c"}}', 'a'],
  [
    '{"level":"info","msg":"a","stack":"Traceback (most recent call last):\\n  x\\nKeyError: y\\n\\n"}',
    'a: KeyError: y',
  ],
  ['{"level":"info","msg":"a","cause":"b"}', 'a: b'],
])('%s says %j', (line, words) => {
  expect(jsonLogMessage(line)).toBe(words);
});

test.each([
  '{"level":"info"}',
  '{"level":"info","msg":" "}',
  '{"level":"info","msg":"a"},',
  'x {"level":"info","msg":"a"}',
  '["level"]',
  '{}',
  'null',
])('%s says nothing', (line) => {
  expect(jsonLogMessage(line)).toBeUndefined();
});

test('a line of more than 16 kB is data', () => {
  const line = (length: number) => {
    const bare = '{"level":"info","msg":""}'.length;
    return `{"level":"info","msg":"${'x'.repeat(length - bare)}"}`;
  };
  expect(jsonLogMessage(line(16_384))).toBeDefined();
  expect(jsonLogMessage(line(16_385))).toBeUndefined();
});
