/**
 * Measures the vocabulary: `npm run vocabulary -- [family …]`. Each `src/knowledge/<family>/vocabulary/*.tsv` lists
 * messages that tools can print, each with where that stands; every message is read alone, as the log of a step that
 * failed. Prints by tool how many lead to a specific pattern, to another of the same family, to unknown with the line,
 * to nothing. Exit code 1 when one leads to nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Report } from '../src/core/domain/report.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnose } from '../src/walk/diagnose.js';
import { ROOT } from './scenario.js';

/** One message a tool can print. */
export interface Word {
  readonly tool: string;
  readonly message: string;
  /** Pattern it must lead to, or `unknown`. */
  readonly pattern: string;
}

export type Led = 'specific' | 'family' | 'unknown' | 'nothing';

const catalogue = await loadCatalogue([]);
const KNOWLEDGE = join(ROOT, 'src/knowledge');

/** All rows of all files: message, pattern, origin, separated by tabs; `\n` in a message breaks its line. */
export function vocabulary(): Word[] {
  return readdirSync(KNOWLEDGE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/vocabulary\/[^/]+\.tsv$/.test(file.replaceAll('\\', '/')))
    .sort()
    .flatMap((file) =>
      readFileSync(join(KNOWLEDGE, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
          const [message = '', pattern = ''] = line.split('\t');
          return { tool: basename(file, '.tsv'), message: message.replaceAll('\\n', '\n'), pattern };
        }),
    );
}

/** Where a message leads when it is all that a failed step printed. */
export async function leadsTo({ message, pattern }: Word): Promise<Led> {
  const open = (): Readable => Readable.from([new TextEncoder().encode(`${message}\n`)]);
  const source = { name: 'message', kind: 'file', outcome: 'failed', open } as const;
  const report = await diagnose({ sources: [source], patterns: catalogue, failOn: 'never', run: {} });
  return judged(report, pattern);
}

function judged({ diagnoses, unknown }: Report, pattern: string): Led {
  if (diagnoses.some((found) => found.pattern === pattern)) return 'specific';
  if (diagnoses.length > 0) return 'family';
  return unknown.length > 0 ? 'unknown' : 'nothing';
}

if (process.argv[1]?.endsWith('vocabulary.ts')) {
  const only = process.argv.slice(2);
  const counts = new Map<string, Record<Led, number>>();
  for (const word of vocabulary()) {
    if (only.length > 0 && !only.includes(word.tool)) continue;
    const led = await leadsTo(word);
    const row = counts.get(word.tool) ?? { specific: 0, family: 0, unknown: 0, nothing: 0 };
    row[led]++;
    counts.set(word.tool, row);
    if (led === 'nothing' || (only.length > 0 && led !== 'specific'))
      console.log(`${led}: ${word.tool}: ${word.message}`);
  }
  console.log('tool                specific  other  unknown  nothing');
  for (const [tool, { specific, family, unknown, nothing }] of counts)
    console.log(
      `${tool.padEnd(20)}${[specific, family, unknown, nothing].map((n) => String(n).padStart(7)).join('  ')}`,
    );
  process.exitCode = [...counts.values()].some(({ nothing }) => nothing > 0) ? 1 : 0;
}
