import { expect, test } from 'vitest';
import { stripPrefixes } from '../../../src/core/reading/prefix.js';

const STAMP = '2026-11-22T04:53:51.7439207Z ';

test.each([
  ['plain', 'error: x', { text: 'error: x', printed: 'error: x', channel: '' }],
  ['GitHub stamp', `${STAMP}error: x`, { text: 'error: x', printed: 'error: x', channel: '' }],
  [
    'gh run view',
    `job a\tRun tests\t${STAMP}error: x`,
    { text: 'error: x', printed: 'error: x', channel: '', job: 'job a', step: 'Run tests' },
  ],
  [
    'byte order mark inside gh run view',
    `\uFEFFjob\tstep\t\uFEFF${STAMP}error: x`,
    { text: 'error: x', job: 'job', step: 'step' },
  ],
  ['BuildKit', '#12 3.806 error: x', { text: 'error: x', printed: '#12 3.806 error: x', channel: '#12' }],
  ['BuildKit without a time', '#7 [2/4] RUN make', { text: '[2/4] RUN make', channel: '#7' }],
  [
    'BuildKit behind a stamp',
    `${STAMP}#12 3.8 error: x`,
    { text: 'error: x', printed: '#12 3.8 error: x', channel: '#12' },
  ],
  [
    'Compose 2',
    'backend-1  | Traceback',
    { text: 'Traceback', printed: 'backend-1  | Traceback', channel: 'backend-1' },
  ],
  ['Compose 1', 'backend_1   | Traceback', { text: 'Traceback', channel: 'backend_1' }],
  ['Compose with the engine’s stamp', `db-1  | ${STAMP}FATAL:  x`, { text: 'FATAL:  x', channel: 'db-1' }],
  ['an empty Compose line', 'db-1  | ', { text: '', channel: 'db-1' }],
  ['a build inside Compose', 'builder-1  | #4 0.1 error: x', { text: 'error: x', channel: 'builder-1/#4' }],
  ['GitLab', '2026-05-01T12:00:00.000000Z 01O error: x', { text: 'error: x', printed: 'error: x' }],
  [
    'Vercel',
    '12:37:04.537 Failed to compile.',
    { text: 'Failed to compile.', printed: '12:37:04.537 Failed to compile.' },
  ],
  ['Vercel in brackets', '[12:36:19.680] yarn install', { text: 'yarn install' }],
  ['a build page as copied', '12:37:04.537 | ▲  Failed to compile.', { text: 'Failed to compile.', channel: '' }],
  ['Netlify', '9:37:11 PM: error during build:', { text: 'error during build:' }],
  ['a program’s own clock', '12:37:04.537 ERROR [main] x', { text: '12:37:04.537 ERROR [main] x' }],
  ['Docker Desktop’s compose logs', 'db   | 2025-12-16 13:49:44.041 | LOG:  x', { text: 'LOG:  x', channel: 'db' }],
  ['Cloud Build', 'Step #1 - "build": error x', { text: 'error x', channel: 'Step #1 - "build"' }],
  ['Capistrano', '    ** [out :: web-1] error x', { text: 'error x', channel: 'web-1' }],
  ['Jenkins', '[2021-12-01T13:01:04.380Z] error: x', { text: 'error: x' }],
  [
    'the end of a build that drew its progress',
    '0.742 npm error x',
    { text: 'npm error x', printed: '0.742 npm error x', channel: '' },
  ],
  ['the same after minutes', '215.4 error: x', { text: 'error: x' }],
  ['the same, an empty line', '24.10', { text: '' }],
  ['a version is no time', '1.2.3 error: x', { text: '1.2.3 error: x' }],
  ['a duration is no time', '0.30s call test_x', { text: '0.30s call test_x' }],
  ['journald', 'Nov 23 01:02:03 web-1 relay[312]: thread x', { text: 'thread x', channel: 'relay' }],
  ['Heroku', '2026-11-23T01:02:03.123456+00:00 app[web.1]: Error: x', { text: 'Error: x', channel: 'app[web.1]' }],
  ['a Swarm service', 'relay_web.2.k3@node-b    | x', { text: 'x', channel: 'relay_web.2.k3@node-b' }],
  ['a container runtime’s file', '2026-11-23T01:02:03.123456789Z stdout P x', { text: 'x', channel: '' }],
  ['a program that prints such a word', 'stdout F x', { text: 'stdout F x' }],
  ['journald with an offset', '2026-11-23T01:02:03+0100 web-1 relay[312]: x', { text: 'x', channel: 'relay' }],
  ['GitHub’s stamp before such words', `${STAMP}cannot stop[3]: x`, { text: 'cannot stop[3]: x', channel: '' }],
  ['pm2', '3|relay    | x', { text: 'x', channel: 'relay' }],
  ['syslog 5424', '<11>1 2026-11-23T01:02:03.1Z web relay 31 ID7 [a b="c"] x', { text: 'x', channel: 'relay' }],
  ['kubectl', '[pod/relay-7f9/app] Error: x', { text: 'Error: x', channel: 'relay-7f9/app' }],
  ['act', '[CI/build]   | Error: x', { text: 'Error: x', channel: 'CI/build' }],
  ['glog', 'I1123 01:02:03.456789     312 relay.py:42] E: x', { text: 'E: x', channel: '' }],
  ['Docker Desktop', '2026-11-23 01:02:03 Error: x', { text: 'Error: x', printed: '2026-11-23 01:02:03 Error: x' }],
  ['a logger’s own stamp', '2026-11-23 01:02:03 ERROR x', { text: '2026-11-23 01:02:03 ERROR x' }],
  ['a database’s own stamp', '2026-11-23 01:02:03 UTC [1] x', { text: '2026-11-23 01:02:03 UTC [1] x' }],
  ['rustc excerpt', '12 | let x = 1;', { text: '12 | let x = 1;', channel: '' }],
  ['a table row', '| a | b |', { text: '| a | b |', channel: '' }],
  ['a tab without a stamp', 'a\tb\tc', { text: 'a\tb\tc', channel: '' }],
  ['issue number', '#12', { text: '#12', channel: '' }],
])('%s', (_, line, wanted) => {
  expect(stripPrefixes(line)).toMatchObject(wanted);
});
