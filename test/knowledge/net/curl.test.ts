import { describe, expect, it } from 'vitest';
import { curl } from '../../../src/knowledge/net/curl.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(curl, text).failures;

describe('curl and wget', () => {
  it.each([
    ['health/curl-endpoint-missing', '22'],
    ['health/curl-non-2xx', '22'],
    ['health/curl-refused', '7'],
    ['health/curl-hung', '28'],
    ['health/curl-dns', '6'],
    ['container/tls-self-signed', '60'],
  ])('%s gives up with code %s', (scenario, code) => {
    expect(read(recorded(scenario))).toMatchObject([{ tool: 'shell', kind: 'command', name: 'curl', code }]);
  });

  it('asking until a service is up is no failure', () => {
    expect(read(recorded('health/curl-slow-start'))).toEqual([]);
    expect(
      read(
        'curl: (7) Failed to connect to localhost port 80\nWarning: Problem: connection refused. Will retry in 1 seconds. 3 retries left.\nok',
      ),
    ).toEqual([]);
  });

  it('asking in vain is one', () => {
    const refused = 'curl: (7) Failed to connect to localhost port 80';
    expect(read(`${refused}\n${refused}\n${refused}\n##[error]Process completed with exit code 7.`)).toHaveLength(1);
  });

  it('a script that goes on did not mind', () => {
    expect(read(`curl: (22) The requested URL returned error: 404\n${'next\n'.repeat(10)}`)).toEqual([]);
  });
});
