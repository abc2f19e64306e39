import { expect, test } from 'vitest';
import { pinnedPack } from '../../../src/world/packs/address.js';

const SUM = `sha256-${'A'.repeat(43)}=`;
const COMMIT = 'a'.repeat(40);

test.each([
  ['npm:@acme/whydunit-patterns@1.2.0', { host: 'npm', name: '@acme/whydunit-patterns', version: '1.2.0' }],
  ['npm:patterns@2.0.0-rc.1+b7', { host: 'npm', name: 'patterns', version: '2.0.0-rc.1+b7' }],
  [`github:Acme-1/p.q_r@${COMMIT}`, { host: 'github', repository: 'Acme-1/p.q_r', commit: COMMIT }],
])('%s is a pack', (written, address) => {
  expect(pinnedPack(`${written}#${SUM}`)).toEqual({ written, address, checksum: SUM });
});

test.each([
  'npm:@acme/patterns',
  'npm:@acme/patterns@latest',
  'npm:@acme/patterns@^1.2.0',
  'npm:@acme/patterns@1.2',
  'npm:../patterns@1.2.0',
  'npm:@acme/a/b@1.2.0',
  'npm:Acme@1.2.0',
  'github:acme/patterns@main',
  'github:acme/patterns@v1',
  `github:acme/patterns@${COMMIT.slice(1)}`,
  `github:acme@${COMMIT}`,
  `github:acme/pat/terns@${COMMIT}`,
  'https://example.org/x.tgz',
  '',
])('%s is none of one version', (written) => {
  expect(pinnedPack(`${written}#${SUM}`)).toMatch(/^is no pack of one version; write npm:/);
});

test('a checksum is asked for, and has a form', () => {
  expect(pinnedPack('npm:a@1.0.0')).toBe(
    'is not pinned to a checksum; whydunit patterns pin npm:a@1.0.0 prints it with one',
  );
  for (const sum of ['sha256-A', `sha512-${'A'.repeat(43)}=`, `${SUM}#${SUM}`])
    expect(pinnedPack(`npm:a@1.0.0#${sum}`)).toMatch(/^has a checksum that is none/);
});
