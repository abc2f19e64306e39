import { expect, test } from 'vitest';
import { withWholeTimes } from '../../../src/world/engine/log-times.js';

test('times get nine digits, and nothing else is touched', () => {
  const log = [
    '2026-11-23T04:28:34Z ',
    '2026-11-23T04:28:34.5Z half a second',
    '2026-11-23T04:28:34.123456789Z 2026-11-23T04:28:34Z twice',
    '2026-11-23T04:28:34+01:00 a zone',
    ' 2026-11-23T04:28:34Z not in front',
  ];
  expect(withWholeTimes(log.join('\n')).split('\n')).toEqual([
    '2026-11-23T04:28:34.000000000Z ',
    '2026-11-23T04:28:34.500000000Z half a second',
    '2026-11-23T04:28:34.123456789Z 2026-11-23T04:28:34Z twice',
    '2026-11-23T04:28:34.000000000+01:00 a zone',
    ' 2026-11-23T04:28:34Z not in front',
  ]);
});
