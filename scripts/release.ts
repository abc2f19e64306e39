/**
 * What a release says: `npm run release -- v1.2.3` prints the section of CHANGELOG.md for that version, for the release's
 * notes. Exit code 1, and one sentence, where tag, package.json and CHANGELOG.md do not name the same version.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../src/core/version.js';
import { ROOT } from './scenario.js';

/** The text below a version's heading in a changelog; undefined where it has none. */
export function sectionOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const own = sections.find((section) => section.startsWith(`[${version}]`));
  return own?.split('\n').slice(1).join('\n').trim();
}

/** @throws Error with a sentence that says which of them differs */
export function notesFor(
  tag: string,
  { version, changelog, program }: { readonly version: string; readonly changelog: string; readonly program: string },
): string {
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, package.json says ${version}: tag v${version}`);
  if (program !== version) throw new Error(`src/core/version.ts says ${program}, package.json says ${version}`);
  const notes = sectionOf(changelog, version);
  if (notes === undefined || notes === '')
    throw new Error(`CHANGELOG.md says nothing of ${version}: rename the section [Unreleased] and give it a date`);
  return notes;
}

if (process.argv[1]?.endsWith('release.ts')) {
  try {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
    console.log(notesFor(process.argv[2] ?? '', { version, changelog, program: VERSION }));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
