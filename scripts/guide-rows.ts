/** The five operating guides, row by row: `test/guides/*.yaml`, in our words, each with what proves it. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from './scenario.js';

const FOLDER = join(ROOT, 'test/guides');

const rowSchema = z.strictObject({
  /** What the guide asks for, in our words. */
  row: z.string().min(1),
  kind: z.enum(['failure', 'check', 'threshold', 'step', 'template', 'command', 'metric']),
  /** The pattern that has to be the headline, `unknown`, or `passed` where nothing may be said. */
  expect: z.string().optional(),
  /** Recorded runs that prove it; without them those of the whole catalogue that expect the same. */
  runs: z.array(z.string()).optional(),
  /** Material of its own, which shares no program, name or wording with a recorded run. */
  logs: z.array(z.string()).default([]),
  /** The name under which the material is read, where a parser asks for it. */
  file: z.string().optional(),
  /** Tests that prove what is no diagnosis: `file` or `file › part of the test's name`. */
  tests: z.array(z.string()).default([]),
  /** Why it does not hold, where it is known. */
  missing: z.string().optional(),
});

export type GuideRow = z.infer<typeof rowSchema>;

export interface Guide {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly GuideRow[];
}

const guideSchema = z.strictObject({ guide: z.string(), rows: z.array(rowSchema).min(1) });

/** Reads and checks all guides; throws an Error that names the file and the key. */
export function readGuides(): Guide[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => {
    const checked = guideSchema.safeParse(parse(readFileSync(join(FOLDER, name), 'utf8')));
    if (!checked.success) throw new Error(`test/guides/${name}: ${z.prettifyError(checked.error)}`);
    return { name: basename(name, '.yaml'), title: checked.data.guide, rows: checked.data.rows };
  });
}
