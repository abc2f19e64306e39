/**
 * Measures the vocabulary: `npm run vocabulary -- [tool …]`. Each `src/knowledge/<family>/vocabulary/*.tsv` lists
 * messages that tools can print, with what each must lead to and where it stands; every message is read alone, as the log of
 * a step that failed. Prints by tool how many lead to their own pattern, to another of the same family, to unknown with the
 * line, to nothing, to a wrong pattern; for the tools asked for, each that is not specific. Exit code 1 when one leads to
 * nothing or is wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Report } from '../src/core/domain/report.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnose } from '../src/walk/diagnose.js';
import { patternFiles } from './pattern-files.js';
import { ROOT } from './scenario.js';

/** One message a tool can print. */
export interface Word {
  readonly tool: string;
  readonly message: string;
  /** Pattern that it must lead to, `family:` and a folder of `src/knowledge`, or `unknown`. */
  readonly leads: string;
  /** Where the tool says so: a path in its repository, or a page. */
  readonly origin: string;
}

const ENDS = ['specific', 'family', 'unknown', 'nothing', 'wrong'] as const;
export type End = (typeof ENDS)[number];

const catalogue = await loadCatalogue([]);
const KNOWLEDGE = join(ROOT, 'src/knowledge');
/** The folder of each pattern. */
const FAMILIES = new Map(patternFiles().map(({ id, path }) => [id, path.split('/')[2]]));

/** All rows of all files: message, what it leads to, origin, version; `\n` in a message breaks its line. */
export function vocabulary(): Word[] {
  return readdirSync(KNOWLEDGE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/vocabulary\/[^/]+\.tsv$/.test(file.replaceAll('\\', '/')))
    .sort()
    .flatMap((file) =>
      readFileSync(join(KNOWLEDGE, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('# '))
        .map((line) => {
          const [message = '', leads = '', origin = ''] = line.split('\t');
          return { tool: basename(file, '.tsv'), message: message.replaceAll('\\n', '\n'), leads, origin };
        }),
    );
}

/** Where a message leads when it is all that a failed step printed, and what it was told as. */
export async function leadsTo({ message, leads }: Word): Promise<{ end: End; told: string }> {
  const open = (): Readable => Readable.from([new TextEncoder().encode(`${message}\n`)]);
  const source = { name: 'message', kind: 'file', outcome: 'failed', open } as const;
  const report = await diagnose({ sources: [source], patterns: catalogue, failOn: 'never', run: {} });
  const headline = report.diagnoses.find(({ primary }) => primary);
  if (headline === undefined) return { end: showsLine(report) ? 'unknown' : 'nothing', told: 'unknown' };
  const told = headline.pattern;
  if (told === leads) return { end: 'specific', told };
  const wanted = leads.startsWith('family:') ? leads.slice('family:'.length) : FAMILIES.get(leads);
  return { end: FAMILIES.get(told) === wanted ? 'family' : 'wrong', told };
}

/** Whether an unknown shows what the message said: all the text there was. */
function showsLine({ unknown }: Report): boolean {
  return unknown.some(({ evidence }) => evidence.some(({ text }) => text.trim() !== ''));
}

if (process.argv[1]?.endsWith('vocabulary.ts')) {
  const only = process.argv.slice(2);
  const counts = new Map<string, Record<End, number>>();
  for (const word of vocabulary()) {
    if (only.length > 0 && !only.includes(word.tool)) continue;
    const { end, told } = await leadsTo(word);
    const row = counts.get(word.tool) ?? { specific: 0, family: 0, unknown: 0, nothing: 0, wrong: 0 };
    row[end]++;
    counts.set(word.tool, row);
    if (end === 'nothing' || end === 'wrong' || (only.length > 0 && end !== 'specific'))
      console.log(`${end}: ${word.tool}: ${word.message}\n    ${told}, not ${word.leads}`);
  }
  console.log(['tool'.padEnd(18), ...ENDS.map((end) => end.padStart(9))].join(''));
  for (const [tool, row] of counts)
    console.log([tool.padEnd(18), ...ENDS.map((end) => String(row[end]).padStart(9))].join(''));
  process.exitCode = [...counts.values()].some(({ nothing, wrong }) => nothing + wrong > 0) ? 1 : 0;
}
