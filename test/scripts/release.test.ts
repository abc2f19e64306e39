import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notesFor, sectionOf } from '../../scripts/release.js';

const changelog =
  '# Changelog\n\n## [Unreleased]\n\n- later\n\n## [2.1.0] - 2027-01-02\n\n### Added\n\n- a door\n\n## [2.0.0] - 2026-12-01\n\n- walls\n';

test('the notes are what stands below the version', () => {
  expect(notesFor('v2.1.0', { version: '2.1.0', changelog, program: '2.1.0' })).toBe('### Added\n\n- a door');
});

test.each([
  ['v2.1.1', '2.1.0', '2.1.0', /The tag is v2\.1\.1/],
  ['v2.1.0', '2.1.0', '2.0.0', /version\.ts says 2\.0\.0/],
  ['v3.0.0', '3.0.0', '3.0.0', /says nothing of 3\.0\.0/],
])('%s is refused where the versions differ', (tag, version, program, sentence) => {
  expect(() => notesFor(tag, { version, changelog, program })).toThrow(sentence);
});

test('the changelog of this project has a section for its version, and one for what comes', () => {
  const own = readFileSync('CHANGELOG.md', 'utf8');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(sectionOf(own, version)).toMatch(/\w/);
  expect(sectionOf(own, 'Unreleased')).toBeDefined();
});
