import { z } from 'zod';
import { KINDS, TOOLS } from '../../core/domain/failure.js';
import { CAUSES, PLACES, SCENES, SEVERITIES, STATUSES } from '../../core/domain/pattern.js';

const text = z.string().min(1);
const ID_OR_GLOB = /^[a-z0-9-]+\/(?:[a-z0-9-]+|\*)$/;
const reference = z.string().regex(ID_OR_GLOB, 'is no pattern id; write family/name or family/*');

/** For which logs it is meant; see `Condition`. */
const condition = {
  on: z.array(z.enum(SCENES)).optional().describe('Only where the log shows one of these.'),
  off: z.array(z.enum(SCENES)).optional().describe('Only where the log shows none of these.'),
  says: text.optional().describe("An expression: only where a line of the failure's own hits."),
};

const fix = z.strictObject({
  ...condition,
  text: text.describe('What to do, one or two sentences.'),
  run: text
    .optional()
    .describe(
      'A shell command that does it; `{one_test|COMMAND}` stands for the command that runs only the failing test.',
    ),
  code: text.optional().describe('Code to write, with its `language`.'),
  language: text.optional(),
  destructive: z.boolean().default(false).describe('It deletes or overwrites something; `text` says what is lost.'),
});

const when = z.strictObject({
  tools: z.array(z.enum(TOOLS)).default([]).describe('Only failures of these tools.'),
  kinds: z.array(z.enum(KINDS)).default([]).describe('Only failures of these kinds.'),
  codes: z
    .array(z.union([text, z.number().transform(String)]))
    .default([])
    .describe("Only failures with one of the tool's own codes."),
  all: z.array(text).default([]).describe('Expressions each of which must hit a line.'),
  any: z.array(text).default([]).describe('Expressions one of which must hit a line.'),
  none: z.array(text).default([]).describe('Expressions none of which may hit a line.'),
  within: z.number().int().min(1).max(500).optional().describe('Most lines between the first and the last hit.'),
  facts: z
    .record(z.string(), z.union([text, z.number().transform(String)]))
    .default({})
    .describe(
      "Comparisons with the failure's facts, e.g. polls: '> 1000'; of a fact that may be missing: lookup: 'absent|environment'.",
    ),
  loose: z
    .boolean()
    .optional()
    .describe(
      "Whether its words are tried on lines of no known tool, whatever 'tools', 'kinds' and 'codes' ask; by default those expressions whose fixed words are long enough to be a tool's own.",
    ),
  missing: z.string().default('').describe('A line that should have followed the last hit and did not.'),
});

const match = z.strictObject({
  log: text,
  captures: z.record(z.string(), z.union([z.string(), z.number().transform(String)])).default({}),
  tool: z.enum(TOOLS).optional(),
  kind: z.enum(KINDS).optional(),
  code: z.union([text, z.number().transform(String)]).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** The file format of a pattern; see section "How to write a pattern" of the README. */
export const patternFile = z.strictObject({
  title: text.max(72, 'is longer than 72 characters').describe('What happened.'),
  severity: z
    .union([
      z.enum(SEVERITIES),
      z.partialRecord(z.enum(PLACES), z.enum(SEVERITIES)).refine((at) => Object.keys(at).length > 0),
    ])
    .describe('One for all places, or by place: {start: P0, test: P2, build: P1}. Elsewhere the worst of them counts.'),
  cause: z.enum(CAUSES),
  status: z.enum(STATUSES),
  when,
  explains: z.array(reference).default([]),
  yields_to: z.array(reference).default([]),
  group_by: z.array(text).default([]),
  root_cause: text,
  fix: z.array(fix).min(1, 'must name at least one fix'),
  verify: z.array(z.union([text, z.strictObject({ run: text, ...condition })])).default([]),
  hypotheses: z
    .array(z.strictObject({ text: text.describe('What may be behind it.'), check: text.optional() }))
    .default([])
    .describe('Where it shows a symptom: what may be behind it, each with the command whose answer decides.'),
  prevention: z.array(text).min(1, 'must name at least one prevention'),
  preserve: z.array(text).default([]),
  see: z.array(z.url()).default([]),
  examples: z.strictObject({
    match: z.array(match).min(1, 'must hold at least one example'),
    no_match: z.array(match.extend({ because: text })).min(1, 'must hold at least one example'),
  }),
});

export type PatternFile = z.infer<typeof patternFile>;
