import { expect, test } from 'vitest';
import { textSource } from '../../src/core/domain/source.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const patterns = await loadCatalogue([]);

test('logs of services in one folder: who could not start is why the others were refused', async () => {
  const logs: Record<string, string> = {
    'logs/orders.log':
      'Traceback (most recent call last):\n  File "/srv/orders.py", line 8, in <module>\n    ping()\nredis.exceptions.ConnectionError: Error 111 connecting to shelf:6379. Connection refused.\n',
    'logs/shelf.log':
      "1:C 29 Nov 2026 08:00:00.123 # Fatal error, can't open config file '/etc/shelf.conf': No such file or directory\n",
  };
  const told = async (names: Record<string, string>) => {
    const sources = Object.entries(names).map(([name, text]) => textSource(name, text, 'unknown'));
    const { diagnoses } = await diagnose({ sources, patterns, failOn: 'P0', run: {} });
    return diagnoses.map(({ pattern, explains }) => [pattern, explains]);
  };
  expect(await told(logs)).toEqual([['redis/config', ['redis/connection-refused']]]);
  // Nothing says that another service's log is of the one that was asked.
  const [orders = '', shelf = ''] = Object.values(logs);
  expect((await told({ 'logs/orders.log': orders, 'logs/labels.log': shelf })).length).toBe(2);
});
