import { describe, expect, test } from 'vitest';
import { ansible } from '../../../src/knowledge/cloud/ansible.js';
import { runParser } from '../run-parser.js';

const read = (...lines: string[]) => runParser(ansible, lines.join('\n')).failures;
const recap = (failed: number) =>
  `kiln1 : ok=3    changed=1    unreachable=0    failed=${failed}    skipped=0    rescued=0    ignored=1`;

describe('a task that failed', () => {
  test('is told by its record', () => {
    expect(
      read(
        'TASK [kiln : fire] *****',
        'fatal: [kiln1]: FAILED! => {"changed": true, "cmd": "fire", "msg": "non-zero return code", "rc": 2, "stderr": "cold\\nno wood left\\n", "stdout": ""}',
        'PLAY RECAP *****',
        recap(1),
      ),
    ).toMatchObject([
      { tool: 'cloud', code: 'ansible', name: 'kiln : fire', message: 'no wood left', facts: { host: 'kiln1' } },
    ]);
  });

  test('also where the record stands below it, and before Ansible 2', () => {
    expect(
      read('fatal: [kiln1]: FAILED! => changed=false ', '  msg: |-', '    the door is open', '', 'next'),
    ).toMatchObject([{ message: 'the door is open' }]);
    expect(
      read('fatal: [kiln1]: FAILED! => {', '    "changed": false,', '    "msg": "the door is open"', '}', 'next'),
    ).toMatchObject([{ message: 'the door is open' }]);
    expect(
      read(
        'failed: [kiln1] => (item=a,b) => {"failed": true}',
        'msg: no wood',
        '',
        'FATAL: all hosts have already failed',
      ),
    ).toMatchObject([{ message: 'no wood', facts: { host: 'kiln1' } }]);
  });

  test('of a loop is each item, not their sum', () => {
    expect(
      read(
        'failed: [kiln1] (item=ash) => {"item": "ash", "msg": "too wet"}',
        'fatal: [kiln1]: FAILED! => {"msg": "One or more items failed"}',
      ).map(({ message }) => message),
    ).toEqual(['too wet']);
  });

  test('is none where it was ignored or rescued', () => {
    expect(read('fatal: [kiln1]: FAILED! => {"msg": "cold"}', '...ignoring', 'PLAY RECAP *****', recap(0))).toEqual([]);
    expect(
      read('fatal: [kiln1]: FAILED! => {"msg": "cold"}', 'TASK [light it] ***', 'PLAY RECAP *****', recap(0)),
    ).toEqual([]);
  });
});

test('of several runs the last one counts for each host', () => {
  const run = (message: string) => [
    'PLAY [kilns] ****',
    'TASK [fire] *****',
    `fatal: [kiln1]: FAILED! => {"msg": "${message}"}`,
    'PLAY RECAP *****',
    recap(1),
  ];
  expect(read(...run('cold'), ...run('no wood')).map(({ message }) => message)).toEqual(['no wood']);
  expect(read(...run('cold'), 'PLAY [kilns] ****', 'PLAY RECAP *****', recap(0))).toEqual([]);
});
