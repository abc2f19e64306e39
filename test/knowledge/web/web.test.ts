import { describe, expect, test } from 'vitest';
import type { Parser } from '../../../src/core/parse/parser.js';
import { convex } from '../../../src/knowledge/cloud/convex.js';
import { sandboxStart } from '../../../src/knowledge/cloud/sandbox-start.js';
import { workerTail } from '../../../src/knowledge/cloud/worker-tail.js';
import { browserConsole } from '../../../src/knowledge/web/browser-console.js';
import { expectedChain } from '../../../src/knowledge/web/expected-chain.js';
import { pageTestsPassed } from '../../../src/knowledge/web/page-tests-passed.js';
import { refusedCookie } from '../../../src/knowledge/web/set-cookie.js';
import { recorded, runParser } from '../run-parser.js';

const failures = (parser: Parser, text: string) => runParser(parser, text).failures;
const facts = (parser: Parser, text: string) => failures(parser, text).map((failure) => failure.facts);

describe('browser console', () => {
  test.each([
    ['web/websocket-origin-refused', '403'],
    ['web/websocket-wrong-host', 'ERR_NAME_NOT_RESOLVED'],
    ['web/websocket-server-crashed', 'no handshake'],
    ['web/websocket-unauthorized', '401'],
    ['web/websocket-closed-expired', 'token expired'],
    ['web/websocket-terminated', 'close 1006'],
  ])('%s is one failure', (scenario, answer) => {
    expect(facts(browserConsole, recorded(scenario))).toMatchObject([{ answer }]);
  });

  test('a refused origin takes what followed from it along', () => {
    const [failure, ...others] = failures(browserConsole, recorded('web/cors-preflight'));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ code: 'cors', span: { first: 1, last: 4 } });
  });

  test.each([
    "✓ shows a hint when WebSocket connection to 'ws://x' failed: timeout",
    "[warning] WebSocket connection to 'ws://x' failed: WebSocket is closed before the connection is established.",
    '[log] WebSocket closed: 1000 bye',
    'it("explains blocked by CORS policy")',
    'Cookie “sid” will be soon rejected because it has the “SameSite” attribute set to “None”',
    '[info] token expired, renewing',
  ])('%s is none', (line) => {
    expect(failures(browserConsole, line)).toEqual([]);
  });
});

describe('a page over https that asks over http', () => {
  test.each([
    "[error] Mixed Content: The page at 'https://kiln.test/' was loaded over HTTPS, but requested an insecure script 'http://cdn.kiln.test/a.js'. This request has been blocked; the content must be served over HTTPS.",
    'Blocked loading mixed active content “http://cdn.kiln.test/a.js”',
    '[JavaScript Error: "Blocked loading mixed active content “http://cdn.kiln.test/a.js”" {file: "https://kiln.test/" line: 0}]',
    '[blocked] The page at https://kiln.test/ was not allowed to run insecure content from http://cdn.kiln.test/a.js.',
    '[blocked] The page at https://kiln.test/ requested insecure content from http://cdn.kiln.test/a.js. This content was blocked and must be served over HTTPS.',
  ])('%s', (line) => {
    const [said] = failures(browserConsole, line);
    expect(said).toMatchObject({ code: 'mixed', facts: { url: 'http://cdn.kiln.test/a.js', host: 'cdn.kiln.test' } });
  });

  test.each([
    "[warning] Mixed Content: The page at 'https://kiln.test/' was loaded over HTTPS, but requested an insecure element 'http://kiln.test/a.png'. This request was automatically upgraded to HTTPS",
    'Loading mixed (insecure) display content “http://kiln.test/a.png” on a secure page',
    'it("says Blocked loading mixed active content “http://x/a”")',
  ])('%s is none', (line) => {
    expect(failures(browserConsole, line)).toEqual([]);
  });
});

describe('cookies browsers refuse', () => {
  const at = (header: string, url: string) => refusedCookie(header, new URL(url))?.why;

  test('attributes that contradict each other or the address', () => {
    expect(at('a=1; SameSite=None', 'https://x.dev')).toBe('SameSite=None without Secure');
    expect(at('a=1; Secure', 'http://x.dev')).toBe('Secure over plain http');
    expect(at('a=1; Domain=y.dev', 'https://x.dev')).toBe('Domain=y.dev is not the host');
    expect(at('__Host-a=1; Secure', 'https://x.dev')).toContain('__Host-');
  });

  test('good ones', () => {
    expect(at('a=1; Secure', 'http://localhost:3000')).toBeUndefined();
    expect(at('a=1; Domain=.x.dev; Secure; SameSite=None', 'https://api.x.dev')).toBeUndefined();
    expect(at('__Host-a=1; Secure; Path=/', 'https://x.dev')).toBeUndefined();
    expect(at('nonsense', 'https://x.dev')).toBeUndefined();
  });
});

describe('workers', () => {
  test('wrangler tail in words: the exception below is the message', () => {
    const text =
      'GET https://w.dev/a - Exception Thrown @ 1/2/2026, 3:04:05 PM\n  (log) a\n✘ [ERROR]   Error: no session\n\nGET https://w.dev/b - Ok @ 1/2/2026, 3:04:06 PM';
    expect(failures(workerTail, text)).toMatchObject([
      { code: 'exception', message: 'Error: no session', span: { first: 1, last: 4 } },
    ]);
  });

  test('wrangler tail in JSON, indented', () => {
    const event = {
      wallTime: 1,
      outcome: 'exceededCpu',
      scriptName: 'w',
      exceptions: [{ name: 'Error', message: 'Worker exceeded CPU time limit.' }],
      logs: [],
    };
    const text = `${JSON.stringify(event, null, 2)}\n${JSON.stringify({ ...event, outcome: 'ok' }, null, 2)}`;
    expect(failures(workerTail, text)).toMatchObject([
      { code: 'exceededCpu', message: 'Worker exceeded CPU time limit.' },
    ]);
  });

  test('an outcome of something else', () => {
    expect(failures(workerTail, '{"outcome":"exception","test":"a"}')).toEqual([]);
  });
});

describe('convex', () => {
  test('a failed mutation, not what it printed', () => {
    const text =
      "1/2/2026, 3:04:05 PM [CONVEX M(a:b)] [ERROR] 'x'\n1/2/2026, 3:04:05 PM [CONVEX M(a:b)] Uncaught Error: y\n    at handler (../convex/a.ts:1:2)";
    expect(failures(convex, text)).toMatchObject([
      { name: 'a:b', message: 'Uncaught Error: y', span: { first: 2, last: 3 } },
    ]);
  });
});

describe('the chain of a pause', () => {
  const reached = (text: string) => facts(expectedChain, text).map((one) => one['reached']);
  const planned = 'Scheduling auto-pause alarm';
  const triggered = 'Auto-pause alarm triggered';

  test('the last link that is there', () => {
    expect(reached('Session 1 timed out')).toEqual(['none']);
    expect(reached(`${planned}\nSession 1 timed out`)).toEqual(['planned']);
    expect(reached(`${planned}\n${planned}\n${triggered}\nbye`)).toEqual(['triggered']);
  });

  test('whole, or not yet over', () => {
    expect(reached(`${planned}\n${triggered}\nPause completed\nError: later`)).toEqual([]);
    expect(reached(`${planned}\nSession 1 active`)).toEqual([]);
  });
});

describe('sandbox start', () => {
  test('keeps the lines that may say why, since this start', () => {
    const text = 'fatal: old\nCreating sandbox a\nhello\nClone failed: no access\nsandbox creation timed out';
    expect(failures(sandboxStart, text)[0]?.lines.map((line) => line.number)).toEqual([4, 5]);
  });

  test('any time limit is about the start only where one began', () => {
    expect(failures(sandboxStart, 'FunctionTimeoutError: hit its timeout of 60s')).toEqual([]);
    expect(failures(sandboxStart, 'Creating sandbox\nFunctionTimeoutError: hit its timeout of 60s')).toHaveLength(1);
  });
});

describe('tests that all passed', () => {
  const recoveries = (text: string) => runParser(pageTestsPassed, text).recoveries;

  test.each(['  3 passed (4.1s)', 'Tests:       3 passed, 3 total', 'Tests:       1 skipped, 3 passed, 4 total'])(
    '%s',
    (line) => {
      expect(recoveries(line)).toEqual([{ tool: 'browser', line: 1 }]);
    },
  );

  test.each([
    '  1 failed\n    [chromium] › a\n  2 passed (4s)',
    'Tests:       1 failed, 3 passed, 4 total',
    'we passed (so far)',
  ])('%j are not', (text) => {
    expect(recoveries(text)).toEqual([]);
  });
});
