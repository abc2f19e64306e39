import { z } from 'zod';
import { comparisonOf, isNumeric } from '../../core/domain/comparison.js';
import { SEVERITIES } from '../../core/domain/pattern.js';

const ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const ID_OR_FAMILY = /^[a-z0-9-]+\/(?:[a-z0-9-]+|\*)$/;

const text = z.string().trim().min(1, 'is empty').max(1000, 'is longer than 1,000 characters');
const id = z.string().regex(ID, 'is no pattern id; write family/name');
const idOrFamily = z.string().regex(ID_OR_FAMILY, 'is no pattern id; write family/name or family/*');

const NO_NUMBER = "is neither a number nor a comparison with one; write e.g. 5 or '>= 5'";
const threshold = z.union(
  [z.number(), z.string().refine((condition) => isNumeric(comparisonOf(condition)), NO_NUMBER)],
  NO_NUMBER,
);

const NO_PATH = 'leads out of the repository; write a path below its root, e.g. .whydunit/patterns/**/*.yaml';
const glob = text
  .refine((path) => !/^(?:[/\\~!]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..'), NO_PATH)
  .describe("A glob of pattern files, relative to the repository's root.");

/** Exactly one of two; the check has its own words, the JSON schema its own way to say it. */
const eitherOf = { oneOf: [{ required: ['pattern'] }, { required: ['fingerprint'] }] };

/** Who let something stay, and for how long. */
const terms = {
  reason: text.describe('Why it may stay for now.'),
  owner: text.max(100, 'is longer than 100 characters').describe('Who will see to it.'),
  expires: z.iso.date('is no date; write the last day it holds as YYYY-MM-DD').describe('The last day it holds.'),
};

const waiver = z
  .strictObject({
    pattern: z.exactOptional(id).describe('The pattern whose diagnoses may stay.'),
    fingerprint: z
      .exactOptional(
        z
          .string('is no text; write the fingerprint in quotes')
          .regex(/^[0-9a-f]{16}$/, 'is no fingerprint; copy the 16 digits from the comment'),
      )
      .describe('The one failure that may stay, as the comment names it.'),
    ...terms,
  })
  .refine((one) => (one.pattern === undefined) !== (one.fingerprint === undefined), {
    message: "needs either 'pattern' or 'fingerprint', and not both",
    // Told also where something else is wrong: it is what a waiver is about.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .meta(eitherOf);

const quarantined = z.strictObject({
  test: text.describe('The test, named as the report names it.'),
  ...terms,
});

const list = <T extends z.ZodType>(item: T) => z.array(item).max(1000, 'holds more than 1,000 entries').nullish();

/** The file format of `.github/whydunit.yml`; see docs/configuration.md. A key without a value is as good as none. */
export const configurationFile = z.strictObject({
  severity: z.record(idOrFamily, z.enum(SEVERITIES)).nullish().describe('Other severities, by pattern or family/*.'),
  disable: list(idOrFamily).describe('Patterns that are not to be recognised.'),
  patterns: list(glob).describe('Pattern files of your own.'),
  packs: list(text).describe(
    'Packs of patterns that repositories share: npm:NAME@VERSION#CHECKSUM or github:OWNER/NAME@COMMIT#CHECKSUM.',
  ),
  thresholds: z
    .record(id, z.record(z.string(), threshold))
    .nullish()
    .describe('Other limits: by pattern, then by fact, a number or a comparison.'),
  waivers: list(waiver).describe('Known problems that may stay for a while.'),
  quarantine: list(quarantined).describe('Tests whose failures may stay for a while, unless they are a P0.'),
  template: z
    .string()
    .max(5000, 'is longer than 5,000 characters')
    .nullish()
    .describe(
      'The layout of the pull request comment: Markdown with {{headline}}, {{causes}}, {{first}}, {{rest}} and {{footer}}.',
    ),
  redact: list(text).describe('RE2 expressions; what they match is never shown.'),
});

export type ConfigurationFile = z.infer<typeof configurationFile>;
