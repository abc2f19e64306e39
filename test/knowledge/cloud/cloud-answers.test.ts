import { expect, test } from 'vitest';
import { terraform } from '../../../src/knowledge/cloud/terraform.js';
import { wrangler } from '../../../src/knowledge/cloud/wrangler.js';
import { runParser } from '../run-parser.js';

test.each([
  ['0.12 and later', 'Error: creating bucket: AccessDenied: Access Denied\n\tstatus code: 403, request id: 4N2K'],
  [
    '1.x, boxed',
    '│ Error: creating bucket: AccessDenied: Access Denied\n│ \tstatus code: 403, request id: 4N2K, host id: x',
  ],
  ['0.11', '* aws_s3_bucket.logs: AccessDenied: Access Denied\n\tstatus code: 403, request id: 4N2K'],
])('terraform %s', (_, text) => {
  const [failure] = runParser(terraform, text).failures;
  expect(failure).toMatchObject({ tool: 'cloud', kind: 'command', code: '403' });
  expect(failure?.message).toContain('AccessDenied');
});

test('a status line alone says nothing', () => {
  expect(runParser(terraform, 'INFO retrying\n\tstatus code: 503, request id: 4N2K').failures).toEqual([]);
});

test('wrangler names the reason below', () => {
  const text =
    '✘ [ERROR] A request to the Cloudflare API (/accounts/0a/workers/scripts/shop) failed.\n\n  Authentication error [code: 10000]\n';
  expect(runParser(wrangler, text).failures).toMatchObject([
    { tool: 'cloud', code: '10000', message: 'Authentication error', name: '/accounts/0a/workers/scripts/shop' },
  ]);
});
