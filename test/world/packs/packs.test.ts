import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pinnedPack } from '../../../src/world/packs/address.js';
import { checksumOf } from '../../../src/world/packs/checksum.js';
import { type PackAccess, packFiles } from '../../../src/world/packs/packs.js';
import { it } from '../github/fixture.js';
import { ACME, ACME_FILES, archive } from './archive.js';
import { acmeRegistry, hostOf } from './registry.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SUM = checksumOf(ACME_FILES);
const NPM = 'npm:@acme/patterns@1.2.0';
const GITHUB = `github:acme/patterns@${COMMIT}`;

function pinned(written: string, checksum = SUM) {
  const pack = pinnedPack(`${written}#${checksum}`);
  if (typeof pack === 'string') throw new Error(pack);
  return pack;
}

const access = (npm: string, github: Partial<PackAccess['hosts']['github']> = {}): PackAccess => ({
  hosts: { npm, github: { serverUrl: npm, apiUrl: npm, ...github } },
  folder: mkdtempSync(join(tmpdir(), 'packs-')),
});

const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'accepted',
    (error: Error) => error.message,
  );

const BROKEN: readonly (readonly [what: string, bytes: Uint8Array, words: string | RegExp])[] = [
  ['is no archive', Buffer.from('<html>'), 'cannot be unpacked'],
  ['breaks off', ACME.subarray(0, ACME.length - 40), 'cannot be unpacked'],
  ['holds no pattern', await archive({ 'package/readme.md': 'x' }), 'holds no pattern'],
  ['has patterns elsewhere only', await archive({ 'package/a/b.yaml': 'x' }), 'holds no pattern'],
  ['leads out of itself', await archive({ 'package/patterns/../../x/y.yaml': 'x' }), 'holds no pattern'],
  [
    'holds a link',
    await archive({}, [{ name: 'package/patterns/a/b.yaml', type: 'symlink', linkname: '/etc/passwd' }]),
    'holds no pattern',
  ],
  [
    'holds a page of a megabyte',
    await archive({ 'package/patterns/a/b.yaml': 'x'.repeat(1_048_577) }),
    'one of more than 1024 kB',
  ],
  ['grows a thousandfold', gzipSync(Buffer.alloc(140 * 1024 ** 2)), /holds more than 128 MiB|cannot be unpacked/],
];

describe('a pack', () => {
  test('of a registry is downloaded once, and kept', async () => {
    const by = access('');
    const files = [{ path: `${NPM}/patterns/acme/till.yaml`, text: ACME_FILES[0]!.text }];
    {
      await using host = await hostOf(acmeRegistry(ACME));
      expect(await packFiles([pinned(NPM)], { ...by, hosts: { ...by.hosts, npm: host.origin } })).toEqual(files);
      expect(host.seen).toEqual(['/@acme%2fpatterns/1.2.0', '/patterns-1.2.0.tgz']);
    }
    expect(await packFiles([pinned(NPM)], by)).toEqual(files);
  });

  test('as npm itself packs it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pack-'));
    mkdirSync(join(folder, 'patterns', 'acme'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"name": "@acme/patterns", "version": "1.2.0"}');
    writeFileSync(join(folder, 'patterns', 'acme', 'till.yaml'), ACME_FILES[0]!.text);
    execFileSync('npm', ['pack', '--silent'], { cwd: folder });
    await using host = await hostOf(acmeRegistry(readFileSync(join(folder, 'acme-patterns-1.2.0.tgz'))));
    expect(await packFiles([pinned(NPM)], access(host.origin))).toHaveLength(1);
  });

  test('of GitHub is asked for as a stranger where there is no token', async () => {
    const other = await archive({ 'patterns-0123456/patterns/acme/till.yaml': ACME_FILES[0]!.text });
    await using host = await hostOf({ [`/acme/patterns/archive/${COMMIT}.tar.gz`]: other });
    expect(await packFiles([pinned(GITHUB)], access(host.origin))).toHaveLength(1);
  });

  it('of GitHub is asked for with the token, which goes nowhere else', async ({ github }) => {
    const [token] = github.state.tokens.keys();
    github.state.tarballs.set(`acme/patterns@${COMMIT}`, ACME);
    const by = access('http://127.0.0.1:9', { apiUrl: github.origin, token: token! });
    expect(await packFiles([pinned(GITHUB)], by)).toHaveLength(1);
    const other = pinned(GITHUB.replace('/patterns', '/other'));
    expect(await refusal(packFiles([other], { ...by, folder: access('').folder }))).toMatch(
      /^github:acme\/other@\w+: GitHub knows nothing there/,
    );
  });

  test('that holds something else than was pinned is refused, and not kept', async () => {
    await using host = await hostOf(acmeRegistry(ACME));
    const by = access(host.origin);
    const other = `sha256-${'A'.repeat(43)}=`;
    expect(await refusal(packFiles([pinned(NPM, other)], by))).toBe(
      `${NPM}: holds other patterns than were pinned: ${SUM}. A published version does not change: find out who changed it, and why, before anything is pinned to it again`,
    );
    expect(readdirSync(by.folder)).toEqual([]);
  });

  test('that was changed where it is kept is downloaded again', async () => {
    await using host = await hostOf(acmeRegistry(ACME));
    const by = access(host.origin);
    await packFiles([pinned(NPM)], by);
    const [kept = ''] = readdirSync(by.folder);
    for (const bad of ['{', JSON.stringify([{ path: 'patterns/acme/till.yaml', text: 'title: mine' }]), '[1]']) {
      writeFileSync(join(by.folder, kept), bad);
      expect((await packFiles([pinned(NPM)], by))[0]?.text).toBe(ACME_FILES[0]!.text);
    }
    expect(host.seen).toHaveLength(8);
  });

  test.each(BROKEN)('that %s is told as such', async (_, bytes, words) => {
    await using host = await hostOf(acmeRegistry(bytes));
    expect(await refusal(packFiles([pinned(NPM)], access(host.origin)))).toMatch(words);
  });

  test.each([
    ['is not there', {}, 'the host that keeps it answered 404'],
    [
      'is told of in no words of npm',
      { '/@acme%2fpatterns/1.2.0': '<html>' },
      'does not answer as a registry of npm does',
    ],
    ['lies nowhere', { '/@acme%2fpatterns/1.2.0': '{"dist": {}}' }, 'does not answer as a registry of npm does'],
    [
      'lies on this machine',
      { '/@acme%2fpatterns/1.2.0': '{"dist": {"tarball": "file:///etc/passwd"}}' },
      'not safe to follow',
    ],
  ])('that %s is told with its address', async (_, answers, words) => {
    await using host = await hostOf(answers);
    const said = await refusal(packFiles([pinned(NPM)], access(host.origin)));
    expect(said.startsWith(`${NPM}: `)).toBe(true);
    expect(said).toContain(words);
  });
});
