import { expect, test } from 'vitest';
import { exitStatus, signalOf } from '../../../src/core/parse/exit-status.js';

test.each([
  ['process did not exit successfully: `a` (signal: 11, SIGSEGV: invalid memory reference)', { signal: 'SIGSEGV' }],
  ['`a` (signal: 9, SIGKILL: kill)', { signal: 'SIGKILL' }],
  ['`a` (signal: 6)', { signal: 'SIGABRT' }],
  ['`a` (signal: 64)', { signal: 'signal 64' }],
  ['`a (b)` (exit status: 101)', { code: '101' }],
  ['(exit status: 137)', { code: '137', signal: 'SIGKILL' }],
  ['(exit code: 0xc0000005, STATUS_ACCESS_VIOLATION)', { code: '0xc0000005', signal: 'STATUS_ACCESS_VIOLATION' }],
  ['(exit code: 0xc00000fd)', { code: '0xc00000fd', signal: 'STATUS_STACK_OVERFLOW' }],
  ['(exit code: 0xc0000001, STATUS_UNSUCCESSFUL)', { code: '0xc0000001', signal: 'STATUS_UNSUCCESSFUL' }],
  ['(exit code: -1)', { code: '-1' }],
  ['(exit status: 1) and (more of it)', undefined],
  ['exit status: 101', undefined],
  ['signal: 11, SIGSEGV', undefined],
  ['(the signal: 11)', undefined],
  ['(an exit status: 1)', undefined],
  ['', undefined],
])('%s', (text, status) => {
  expect(exitStatus(text)).toEqual(status);
});

test.each([
  [137, 'SIGKILL'],
  [143, 'SIGTERM'],
  [139, 'SIGSEGV'],
  [134, 'SIGABRT'],
  [130, 'SIGINT'],
  [128, undefined],
  [9, undefined],
  [2, undefined],
  [255, undefined],
  [101, undefined],
])('exit code %d stands for %s', (code, signal) => {
  expect(signalOf(code)).toBe(signal);
});
