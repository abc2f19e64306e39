import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof, RecordedRun } from '../src/core/domain/proof.js';
import { type ParsedPattern, parsePattern } from '../src/knowledge/catalogue/parse.js';
import { idOf } from '../src/knowledge/catalogue/pattern-id.js';
import { shownExamples } from '../src/knowledge/catalogue/shown-examples.js';
import { ROOT, readScenario, scenarioIds } from './scenario.js';

const KNOWLEDGE = 'src/knowledge';

/** Every file of the built-in catalogue. */
export interface PatternFiles {
  /** In the order of their ids. */
  readonly parsed: readonly ParsedPattern[];
  /** A sentence for each file that is none. */
  readonly problems: readonly string[];
}

/** A file of the built-in catalogue. */
export interface PatternFile {
  readonly id: string;
  /** Below the project's root. */
  readonly path: string;
}

/**
 * Every pattern file of `src/knowledge`, in the order of ids. What lies in a family's `patterns` has the family's name
 * before its own (`rust/patterns/borrow.yaml` is `rust/borrow`), what lies in a folder below has that folder's
 * (`rust/patterns/cargo/msrv.yaml` is `cargo/msrv`).
 */
export function patternFiles(): PatternFile[] {
  return readdirSync(join(ROOT, KNOWLEDGE), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/patterns\/.*\.yaml$/.test(file.replaceAll('\\', '/')))
    .map((file) => ({ id: idOf(file.replace('patterns', '')), path: `${KNOWLEDGE}/${file.replaceAll('\\', '/')}` }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Reads and checks every pattern file. */
export function readPatternFiles(): PatternFiles {
  const parsed: ParsedPattern[] = [];
  const problems: string[] = [];
  for (const { id, path } of patternFiles()) {
    try {
      parsed.push(parsePattern(id, path, readFileSync(join(ROOT, path), 'utf8')));
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  return { parsed, problems };
}

/** What proves each pattern: its examples, and the recorded runs that name it as headline. */
export function proofs(parsed: readonly ParsedPattern[]): Map<string, Proof> {
  const runs = recordedRuns();
  return new Map(
    parsed.map((each) => [each.pattern.id, { ...shownExamples(each), runs: runs.get(each.pattern.id) ?? [] }]),
  );
}

/** The recorded runs by the headline they expect. Those that were not recorded yet prove nothing. */
function recordedRuns(): Map<string, RecordedRun[]> {
  const runs = new Map<string, RecordedRun[]>();
  for (const { id, title, expect, recorded } of scenarioIds().map(readScenario)) {
    if (recorded === undefined) continue;
    runs.set(expect, [...(runs.get(expect) ?? []), { id, title, tools: recorded.tools }]);
  }
  return runs;
}
