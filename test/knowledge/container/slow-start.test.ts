import { describe, expect, it } from 'vitest';
import { slowStart } from '../../../src/knowledge/container/slow-start.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(slowStart, text).failures;

const REFUSED = "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server";
const FAILED = 'make: *** [Makefile:2: smoke] Error 7';
const LISTENS = 'INFO:     Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)';

describe('a service that listened too late', () => {
  it('was refused, given up, and then listened', () => {
    expect(read(recorded('health/slow-start'))).toMatchObject([
      { kind: 'container', role: 'cause', facts: { refusals: 3, port: 18099 }, key: [1, 2, 3, 5] },
    ]);
  });

  it('may say so before the script says that it failed', () => {
    expect(read([REFUSED, REFUSED, LISTENS, FAILED].join('\n'))).toHaveLength(1);
  });

  it('is one whatever the service prints below', () => {
    expect(read([REFUSED, REFUSED, LISTENS, '##[group]Run sh more.sh', FAILED].join('\n'))).toHaveLength(1);
  });

  it('is no matter of time where it came up in time, was asked once, or listens elsewhere', () => {
    expect(read(recorded('health/slow-start-in-time'))).toEqual([]);
    expect(read([REFUSED, FAILED, LISTENS].join('\n'))).toEqual([]);
    expect(read([REFUSED, REFUSED, FAILED, LISTENS.replace('8080', '3000')].join('\n'))).toEqual([]);
    expect(read([REFUSED, REFUSED, LISTENS, REFUSED, FAILED].join('\n'))).toEqual([]);
    expect(read([REFUSED, REFUSED, FAILED, '10:18:08 started 8080 tasks'].join('\n'))).toEqual([]);
  });

  it('knows the words of other servers', () => {
    for (const words of [
      'Serving HTTP on 0.0.0.0 port 8080',
      'listening on [::]:8080',
      'Tomcat started on port(s): 8080 (http)',
    ])
      expect(read([REFUSED, REFUSED, FAILED, words].join('\n')), words).toHaveLength(1);
  });
});
