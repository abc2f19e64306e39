/**
 * Counts which three bytes stand together how often in logs where nothing failed, and writes src/core/reading/common-grams.ts:
 * `npm run grams`. Needed only where logs begin to look different: the prefilter looks for the rarest part of each literal.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SLOTS, slotOf } from '../src/core/reading/gram.js';
import { CORPORA, corpus } from './bench-corpora.js';
import { ROOT, readScenario, scenarioIds } from './scenario.js';

const BYTES = 1_000_000;
/** Of what a machine writes for another one line is like the next; and such files are rarer than logs. */
const FOR_MACHINES = /^(?:junit|cargo-json)/;
/** The recorded runs are few and short beside the generated ones, and real. */
const RECORDED = 3;

const counts = new Float64Array(SLOTS);

function count(bytes: Uint8Array, weight: number): void {
  for (let at = 2; at < bytes.length; at++)
    counts[slotOf(bytes[at - 2] as number, bytes[at - 1] as number, bytes[at] as number)]! += weight;
}

const folder = join(tmpdir(), 'whydunit-bench');
mkdirSync(folder, { recursive: true });
for (const name of CORPORA)
  count(readFileSync(corpus(name, BYTES, folder)).subarray(0, FOR_MACHINES.test(name) ? BYTES / 10 : BYTES), 1);
for (const { expect, log } of scenarioIds().map(readScenario))
  if (expect === 'passed' && existsSync(log)) count(readFileSync(log), RECORDED);

/** Of a count only how many digits it has in base two matters. */
const digits = [...counts].map((each) => Math.round(Math.log2(1 + each)).toString(36));
const rows = digits.join('').match(/.{100}|.+$/g) ?? [];
writeFileSync(
  join(ROOT, 'src/core/reading/common-grams.ts'),
  `/** How often three bytes stand together in logs where nothing failed, by their slot, in powers of two; made by \`npm run grams\`. */
export const COMMON_GRAMS =
${rows.map((row) => `  '${row}'`).join(' +\n')};
`,
);
