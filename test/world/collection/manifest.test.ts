import { describe, expect, it, test } from 'vitest';
import { KnownError } from '../../../src/core/errors.js';
import { readManifest } from '../../../src/world/collection/manifest.js';
import { capture, collectionFiles, ended } from './capture.js';

const [written] = collectionFiles(capture(ended('web', 1, ['no'])));
const text = written?.text ?? '';

function changed(change: (manifest: Record<string, unknown>) => void): string {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  change(manifest);
  return JSON.stringify(manifest);
}

function refusal(of: string): string {
  try {
    readManifest(of, 'evidence/manifest.json');
  } catch (error) {
    if (error instanceof KnownError && error.kind === 'broken-collection') return error.message;
    throw error;
  }
  return 'not refused';
}

test('a manifest is read as it was written', () => {
  const manifest = readManifest(text, 'evidence/manifest.json');
  expect(manifest).toMatchObject({
    kind: 'whydunit-collection',
    tool: { name: 'whydunit', version: '1.2.3' },
    collected: '2026-11-23T03:04:05.678Z',
    engine: { name: 'Docker Engine', arch: 'amd64' },
  });
  const [inspect] = manifest?.files ?? [];
  expect(inspect?.path).toBe('containers/web/inspect.json');
  expect(inspect?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.parse(text)).toEqual(manifest);
});

test.each([
  ['an extension', '{"manifest_version": 3, "name": "whydunit-collection helper"}'],
  ['a web page', '{"short_name": "shop"}'],
  ['nothing', ''],
  ['a very long text', `{"kind": "whydunit-collection", "notes": ["${'x'.repeat(5_000_000)}"]}`],
])('the manifest of %s is not ours', (_, other) => {
  expect(readManifest(other, 'manifest.json')).toBeUndefined();
});

describe('a manifest that cannot be understood is refused in words', () => {
  it('cut off', () => expect(refusal(text.slice(0, -20))).toMatch(/cut off or damaged/));
  it('newer', () =>
    expect(refusal(changed((manifest) => Object.assign(manifest, { schema: 2 })))).toMatch(
      /newer whydunit, in schema 2/,
    ));
  it('without files', () => expect(refusal(changed((manifest) => delete manifest['files']))).toMatch(/files: /));
  it.each([
    '../../etc/passwd',
    'containers/../../x/log.txt',
    '/etc/passwd',
    'containers//log.txt',
    'containers/./log.txt',
    'containers\\web\\log.txt',
    '..',
    '',
  ])('with the path %j', (path) => {
    const files = [{ path, bytes: 1, sha256: '' }];
    expect(refusal(changed((manifest) => Object.assign(manifest, { files })))).toMatch(/files\.0\.path/);
  });
});
