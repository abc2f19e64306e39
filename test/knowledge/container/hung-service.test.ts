import { expect, test } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { headlineOf } from '../../../scripts/judge-scenario.js';
import { hungService } from '../../../src/knowledge/container/hung-service.js';
import { runParser } from '../run-parser.js';

const HEADER = 'CONTAINER ID   IMAGE       COMMAND    CREATED       STATUS       PORTS                    NAMES';
const row = (up: string) =>
  `1f1c2d3e4a5b   kelp:2.1    "/kelp"    4 weeks ago   ${up}   0.0.0.0:9090->9090/tcp   kelp_api`;
const DATE = 'Sat Nov 28 10:14:31 UTC 2026';
const CHECK = 'curl: (28) Operation timed out after 5002 milliseconds with 0 bytes received';
const log = (time: string) => `2026-11-28T${time}.120Z  INFO kelp: stored 12 rows`;
const facts = (...lines: string[]) => runParser(hungService, lines.join('\n')).failures[0]?.facts;
const said = async (...lines: string[]) => headlineOf(await diagnoseText(lines.join('\n'), 'run.log'));

test('no answer, and a log that stopped: it hangs', async () => {
  const text = [DATE, CHECK, HEADER, row('Up 3 weeks'), log('07:14:29')];
  expect(facts(...text)).toMatchObject({ hung: 'yes', waitedMs: 5002, silentMinutes: 180 });
  expect(await said(...text)).toBe('service/hung');
});

test('no answer, but a log that goes on: it does not', async () => {
  const text = [DATE, CHECK, HEADER, row('Up 3 weeks'), log('10:14:30')];
  expect(facts(...text)).toMatchObject({ hung: 'no', silentMinutes: 0 });
  expect(await said(...text)).toBe('service/not-answering');
});

test('where a runner stamps each line, only a stamp of the service itself tells when it wrote last', () => {
  const stamped = [HEADER, row('Up 3 weeks'), CHECK, log('10:14:30')].map(
    (text) => `2026-11-28T10:14:31.0000000Z ${text}`,
  );
  expect(facts(...stamped)).toMatchObject({ hung: 'no' });
  expect(facts(...stamped.slice(0, 3))).toMatchObject({ hung: 'yes' });
});

test('nobody asked it: a log that stopped hours ago is told as that, a shorter pause is not told', async () => {
  expect(await said(DATE, HEADER, row('Up 3 weeks'), log('04:01:29'))).toBe('service/silent');
  expect(await said(DATE, HEADER, row('Up 3 weeks'), log('10:14:29'))).toBe('passed');
  expect(await said(DATE, HEADER, row('Up 3 weeks (healthy)'), log('04:01:29'))).toBe('passed');
});

test('an answer that was only not whole in time is one', () => {
  const download = 'curl: (28) Operation timed out after 60001 milliseconds with 1200 out of 99999 bytes received';
  expect(facts(DATE, download, HEADER, row('Up 3 weeks'))).toBeUndefined();
});

test.each(['000 5.001297', '##[error]Process completed with exit code 28.', 'wget: download timed out'])(
  'a check that only left %s is one without answer',
  (check) => expect(facts(check, HEADER, row('Up 3 weeks'))).toMatchObject({ hung: 'yes' }),
);
