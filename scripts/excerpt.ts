/**
 * Measures which lines are cited: `npm run excerpt -- <folder of pairs> [NAME …]`; with names (or their beginnings) the
 * cited lines are shown as well.
 *
 * A pair is `<name>/fail.log`, `pass.log`, `groundtruth` (`E a-b` and `C a-b`: the lines that explain, and context).
 * Cited lines are the evidence of the primary finding, in the order of the report. Each red log is read twice, as a
 * plain file: alone, and against the green one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Evidence } from '../src/core/domain/diagnosis.js';
import type { Report } from '../src/core/domain/report.js';
import { ordinaryIn } from '../src/walk/green.js';
import { diagnoseFile, logSource } from './diagnose-file.js';

/** How well the lines cited of one log agree with those that people marked. */
interface Agreement {
  readonly first: boolean;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

function markedLines(path: string): { readonly explaining: Set<number>; readonly context: Set<number> } {
  const marked = { E: new Set<number>(), C: new Set<number>() };
  for (const [, kind, from, to] of readFileSync(path, 'utf8').matchAll(/^([EC]) (\d+)(?:-(\d+))?/gm))
    for (let line = Number(from); line <= Number(to ?? from); line++) marked[kind as 'E' | 'C'].add(line);
  return { explaining: marked.E, context: marked.C };
}

/** Context is neither asked for nor wrong. */
function agreement(cited: readonly number[], { explaining, context }: ReturnType<typeof markedLines>): Agreement {
  const counted = [...new Set(cited)].filter((line) => !context.has(line));
  const hits = counted.filter((line) => explaining.has(line)).length;
  const precision = counted.length === 0 ? 0 : hits / counted.length;
  const recall = explaining.size === 0 ? 0 : hits / explaining.size;
  const f1 = hits === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { first: cited[0] !== undefined && explaining.has(cited[0]), precision, recall, f1 };
}

function primaryOf(report: Report): { readonly headline: string; readonly evidence: readonly Evidence[] } {
  const diagnosis = report.diagnoses.find((each) => each.primary);
  if (diagnosis !== undefined) return { headline: diagnosis.pattern, evidence: diagnosis.evidence };
  const unknown = report.unknown.find((each) => each.primary);
  return { headline: unknown === undefined ? 'silent' : 'unknown', evidence: unknown?.evidence ?? [] };
}

const [folder, ...only] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  console.error('Usage: npm run excerpt -- <folder of pairs> [NAME …]');
  process.exitCode = 2;
} else await measure(resolve(folder), only);

async function measure(folder: string, only: readonly string[]): Promise<void> {
  const names = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'groundtruth')))
    .filter((name) => only.length === 0 || only.some((each) => name.startsWith(each)))
    .sort();
  for (const green of [false, true]) {
    const all: Agreement[] = [];
    for (const name of names) {
      const marked = markedLines(join(folder, name, 'groundtruth'));
      const ordinary = green ? await ordinaryIn([logSource(join(folder, name, 'pass.log'), name)]) : undefined;
      const report = await diagnoseFile(join(folder, name, 'fail.log'), name, ordinary);
      const { headline, evidence } = primaryOf(report);
      const result = agreement(
        evidence.map(({ line }) => line),
        marked,
      );
      all.push(result);
      const numbers = [result.precision, result.recall, result.f1].map((each) => each.toFixed(2)).join(' ');
      console.log(`${result.first ? 'right' : 'WRONG'} P R F1 ${numbers}  ${headline.padEnd(32)} ${name}`);
      if (only.length > 0)
        for (const { line, text, proof } of evidence)
          console.log(
            `  ${marked.explaining.has(line) ? 'E' : ' '} ${proof ? '>' : ' '} ${line}: ${text.slice(0, 160)}`,
          );
    }
    const mean = (part: (each: Agreement) => number): number =>
      all.reduce((sum, each) => sum + part(each), 0) / Math.max(1, all.length);
    console.log(`\n${green ? 'against the green log' : 'alone'}`);
    console.log(`first cited line right   ${Math.round(100 * mean(({ first }) => Number(first)))} %`);
    console.log(`F1 of the cited lines    ${mean(({ f1 }) => f1).toFixed(2)}\n`);
  }
}
