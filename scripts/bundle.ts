/**
 * Compiles the catalogue: `npm run bundle`. Checks every pattern file and writes what the program is built with (the
 * patterns, and apart from them the examples and recorded runs that only a pattern's page needs) and the JSON schemas
 * editors use, of patterns and of the configuration, and that of the report for who reads it. `--check` writes nothing and fails when one of them is not current.
 */
import { z } from 'zod';
import { PUBLISHED_REPORT } from '../src/core/reports/published-schema.js';
import { badReferences } from '../src/knowledge/catalogue/references.js';
import { patternFile } from '../src/knowledge/catalogue/schema.js';
import { configurationFile } from '../src/settings/configuration/schema.js';
import { keepCurrent } from './generated.js';
import { proofs, readPatternFiles } from './pattern-files.js';

const { parsed, problems } = readPatternFiles();
const patterns = parsed.map(({ pattern }) => pattern);
const broken = [...problems, ...badReferences(patterns).map(({ id, what }) => `${id}: ${what}`)];
const HEADING = '// Written by `npm run bundle` from patterns/ and fixtures/; do not edit.';

const stale = keepCurrent(
  new Map([
    [
      'src/knowledge/catalogue/bundle.generated.ts',
      `${HEADING}
import type { Pattern } from '../../core/domain/pattern.js';

const TEXT = ${literal(patterns)};
let parsed: readonly Pattern[] | undefined;

/** The built-in patterns, read when they are first asked for. */
export function builtIn(): readonly Pattern[] {
  parsed ??= JSON.parse(TEXT) as readonly Pattern[];
  return parsed;
}

/** The same, for scripts and tests. */
export const BUILT_IN: readonly Pattern[] = /* @__PURE__ */ builtIn();
`,
    ],
    [
      'src/knowledge/catalogue/proofs.generated.ts',
      `${HEADING}
/** JSON of what proves each pattern, by id. Not parsed before it is asked for. */
export const PROOFS = ${literal(Object.fromEntries(proofs(parsed)))};
`,
    ],
    ['src/knowledge/catalogue/pattern.schema.json', jsonSchema(patternFile)],
    ['src/settings/configuration/configuration.schema.json', jsonSchema(configurationFile)],
    ['schema/report.schema.json', reportSchema()],
  ]),
  'npm run bundle',
);

/** JSON inside a TypeScript string. */
function literal(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

function jsonSchema(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`;
}

/** What is written, with room for the fields that later versions add. */
function reportSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(PUBLISHED_REPORT, {
    io: 'output',
    reused: 'ref',
    override: ({ jsonSchema: node }) => {
      if (node.additionalProperties === false) delete node.additionalProperties;
    },
  });
  const title = 'Report of whydunit';
  const description =
    'What whydunit --format json writes. While schema is 1, fields are added, never renamed or removed.';
  return `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n`;
}

for (const problem of [...broken, ...stale]) console.error(problem);
console.log(`${patterns.length} patterns${broken.length > 0 ? `, ${broken.length} problems` : ''}`);
process.exitCode = broken.length + stale.length > 0 ? 1 : 0;
