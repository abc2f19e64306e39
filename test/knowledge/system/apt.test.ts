import { expect, test } from 'vitest';
import { apk } from '../../../src/knowledge/system/apk.js';
import { apt } from '../../../src/knowledge/system/apt.js';
import { recorded, runParser } from '../run-parser.js';

test.each([
  ['package-missing', 'libpricing-dev', 'Unable to locate package libpricing-dev'],
  ['package-no-candidate', 'libsound2', "Package 'libsound2' has no installation candidate"],
  ['version-missing', 'curl-lite', "Version '2.0' for 'curl-lite' was not found"],
])('%s', (scenario, name, message) => {
  expect(runParser(apt, recorded(`apt/${scenario}`)).failures).toMatchObject([
    { tool: 'apt', kind: 'dependency', name, message },
  ]);
});

test('the lines that led to it belong to it', () => {
  const text = (scenario: string) =>
    runParser(apt, recorded(`apt/${scenario}`))
      .failures[0]?.lines.map((line) => line.text)
      .join('\n');
  expect(text('missing-key')).toContain('NO_PUBKEY');
  expect(text('held-packages')).toContain('mixer : Depends');
  expect(text('network')).toContain("Could not resolve 'archive.acme.invalid'");
  expect(text('index-outdated')).toContain('404  Not Found');
});

test('warnings alone, and an attempt that is repeated, are no failure', () => {
  expect(runParser(apt, recorded('apt/update-warning-passes')).failures).toEqual([]);
  expect(runParser(apt, 'E: Failed to fetch http://a/b  Connection failed\nRetrying in 5 seconds').failures).toEqual(
    [],
  );
  expect(runParser(apt, '/usr/bin/NAME: Package manager').failures).toEqual([]);
});

test('Alpine', () => {
  const log =
    'ERROR: unable to select packages:\n  libpricing (no such package):\n    required by: world[libpricing]\nnext';
  expect(runParser(apk, log).failures).toMatchObject([
    { code: 'apk', name: 'libpricing', span: { first: 1, last: 3 } },
  ]);
});

test('what dpkg said of a package is cited, also where others were set up before apt said so', () => {
  const log = [
    'Setting up kiln (1.2) ...',
    'dpkg: error processing kiln (--configure):',
    ' subprocess installed post-installation script returned error exit status 8',
    'Setting up glaze (2.4) ...',
    'E: Sub-process /usr/bin/dpkg returned an error code (1)',
  ].join('\n');
  const [failure] = runParser(apt, log).failures;
  expect(failure?.key[0]).toBe(2);
  expect(failure?.lines.map(({ number }) => number)).toEqual([2, 3, 5]);
});
