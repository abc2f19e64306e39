import type { Attachment } from '../domain/attachment.js';
import type { Diagnosis, Folded, Occurrence, Unknown } from '../domain/diagnosis.js';
import type { Failure } from '../domain/failure.js';
import type { Classification } from './classify.js';

/** Most attachments of one failure. */
const MOST = 8;
/** A shorter title is in many names by chance, unless the test's file is there too. */
const LONG_TITLE = 12;
/** Where Playwright cuts a long name in the middle, so much of its end has to be the title's. */
const LEAST_END = 10;
/** What separates describe blocks, files and test in the names that runners print. */
const SEPARATORS = / › | > | :: |::|\s»\s/;

/**
 * Gives each attachment to the failed tests whose it is, by their names in its path: Playwright and pytest-playwright name a
 * folder after the test, Cypress the screenshot after the test and the video after the file, pytest-html the asset after
 * the test. An attachment that fits several goes to the ones it fits best.
 */
export function attach({ diagnoses, unknown }: Classification, attachments: readonly Attachment[]): Classification {
  const found = [...diagnoses, ...unknown];
  const all = found.flatMap((each) => [each, ...(each.folded ?? [])]).flatMap(({ occurrences }) => occurrences);
  const given = owners(
    all.filter(({ failure }) => failure.name !== undefined),
    attachments,
  );
  const withOwn = (occurrence: Occurrence): Occurrence => {
    const own = given.get(occurrence);
    return own === undefined ? occurrence : { ...occurrence, attachments: own.slice(0, MOST) };
  };
  const own = <T extends Diagnosis | Unknown | Folded>(one: T): T => ({
    ...one,
    occurrences: one.occurrences.map(withOwn),
  });
  const attached = <T extends Diagnosis | Unknown>(one: T): T => ({
    ...own(one),
    ...(one.folded && { folded: one.folded.map(own) }),
  });
  return { diagnoses: diagnoses.map(attached), unknown: unknown.map(attached) };
}

function owners(tests: readonly Occurrence[], attachments: readonly Attachment[]): Map<Occurrence, Attachment[]> {
  const given = new Map<Occurrence, Attachment[]>();
  for (const attachment of attachments) {
    const slugs = attachment.path.split('/').map(slug);
    const fits = tests.map((test) => ({ test, fit: fitOf(test.failure, slugs, attachment) }));
    const best = fits.reduce((most, { fit }) => Math.max(most, fit), 0);
    if (best === 0) continue;
    for (const { test, fit } of fits) if (fit === best) given.set(test, [...(given.get(test) ?? []), attachment]);
  }
  return given;
}

/** How many characters of the test's name are in the path; 0 where they are there by chance, or not at all. */
function fitOf({ name = '', location }: Failure, path: readonly string[], { kind }: Attachment): number {
  const parts = name.split(SEPARATORS);
  const title = slug(parts.at(-1) ?? '');
  const file = slug(baseName(location?.file ?? parts[0] ?? ''));
  const inFile = file !== '' && path.some((segment) => holds(segment, file));
  if (title !== '' && (title.length >= LONG_TITLE || inFile)) {
    // The describe blocks before the title tell tests of one title apart.
    const whole = slug(parts.slice(1).join(' '));
    if (whole.length > title.length && path.some((segment) => holds(segment, whole))) return whole.length;
    if (path.some((segment) => holds(segment, title) || isCut(segment, title))) return title.length;
  }
  // A video of the whole file shows each of its tests.
  return kind === 'video' && inFile ? 1 : 0;
}

/** Words in lower case with - between them, as all runners make names of files from names of tests. */
function slug(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/\.(?:spec|test|cy)\.[cm]?[jt]sx?$/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whole words only. */
function holds(segment: string, words: string): boolean {
  return `-${segment}-`.includes(`-${words}-`);
}

/** Playwright puts five digits of a checksum into the middle of a long name: what follows them is how the title ends. */
function isCut(segment: string, title: string): boolean {
  const end = /-[0-9a-f]{5}-(.+)$/.exec(segment)?.[1];
  if (end === undefined) return false;
  for (let length = Math.min(end.length, title.length); length >= LEAST_END; length--)
    if (title.endsWith(end.slice(0, length)) && /^(?:-|$)/.test(end.slice(length))) return true;
  return false;
}
