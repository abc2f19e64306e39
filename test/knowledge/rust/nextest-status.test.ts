import { describe, expect, it } from 'vitest';
import { isFailed, isPassed, nextestStatus } from '../../../src/knowledge/rust/test/nextest-status.js';

const of = (status: string, over: object = {}) => ({ status, seconds: 0.03, binary: 'ledger', test: 'a::b', ...over });

describe('a status line of nextest', () => {
  it.each([
    ['        FAIL [   0.030s] ledger a::b', of('FAIL')],
    ['        FAIL [   0.030s] (1/9) ledger a::b', of('FAIL')],
    ['  TRY 2 FAIL [   0.030s] ledger a::b', of('FAIL', { attempt: 2 })],
    ['  TRY 1 SEGV [   0.030s] ledger a::b', of('SIGSEGV', { attempt: 1 })],
    ['     SIGABRT [   0.030s] ledger a::b', of('SIGABRT')],
    ['  TRY 3 TMT [   0.030s] ledger a::b', of('TIMEOUT', { attempt: 3 })],
    ['     TIMEOUT [ 120.000s] ledger a::b', of('TIMEOUT', { seconds: 120 })],
    ['        SLOW [> 60.000s] ledger a::b', of('SLOW', { seconds: 60 })],
    ['   FLAKY 2/3 [   0.030s] ledger a::b', of('FLAKY')],
    ['        PASS [   0.030s] ledger::bin/x a b ', of('PASS', { binary: 'ledger::bin/x', test: 'a b' })],
    ['        PASS [       3s] ledger a::b', of('PASS', { seconds: 3 })],
  ])('%s', (text, status) => {
    expect(nextestStatus(text)).toEqual(status);
  });

  it.each([
    'FA [   0.030s] ledger a::b',
    'fail [   0.030s] ledger a::b',
    '        FAIL [   0.030] ledger a::b',
    '        FAIL [   0.030s] ledger',
    '        FAIL (0.030s) ledger a::b',
    'x       FAIL [   0.030s] ledger a::b',
    `${' '.repeat(13)}FAIL [   0.030s] ledger a::b`,
    '   FAIL [x] ledger a::b',
    ' [',
    '',
  ])('is not %j', (text) => {
    expect(nextestStatus(text)).toBeUndefined();
  });

  it('ends an attempt badly, well, or not yet', () => {
    const all = ['FAIL', 'SIGKILL', 'SIG9', 'ABORT', 'TIMEOUT', 'XFAIL', 'EXECFAIL', 'LEAK-FAIL', 'FLKY-FL', 'SPWN-FL'];
    expect(all.filter((each) => !isFailed(each) || isPassed(each))).toEqual([]);
    expect(['PASS', 'LEAK', 'FLAKY'].filter((each) => isFailed(each) || !isPassed(each))).toEqual([]);
    expect(
      ['SLOW', 'SKIP', 'FAILED', 'SIG', 'SETUP', 'XPASS'].filter((each) => isFailed(each) || isPassed(each)),
    ).toEqual([]);
  });
});
