import { readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { readScenario, scenarioIds } from '../../../scripts/scenario.js';
import type { Outcome } from '../../../src/core/domain/outcome.js';
import type { Report } from '../../../src/core/domain/report.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

/** Longer recordings are left out: what is tried here is what is added to them. */
const LONGEST = 60_000;
const catalogue = await loadCatalogue([]);
const severe = new Set(catalogue.patterns.filter(({ severity }) => severity === 'P0').map(({ id }) => id));

/** A recorded log, byte for byte a character. */
export interface Recording {
  readonly id: string;
  readonly text: string;
  /** Whether what is expected of it may close a gate. */
  readonly mayBeSevere: boolean;
}

/** All recorded logs that are lines of text. */
export function recordings(): readonly Recording[] {
  return scenarioIds()
    .map(readScenario)
    .filter(({ log }) => log.endsWith('.log') && statSync(log).size < LONGEST)
    .map(({ id, log, expect, also = [] }) => ({
      id,
      text: readFileSync(log, 'latin1'),
      mayBeSevere: [expect, ...also].some((pattern) => severe.has(pattern)),
    }))
    .filter(({ text }) => !text.includes('\0'));
}

/** What a log is found to say, with a gate that closes at P0. */
export function told(text: string, outcome: Outcome): Promise<Report> {
  const open = () => Readable.from([Buffer.from(text, 'latin1')]);
  const sources = [{ name: 'log', kind: 'file', outcome, open }] as const;
  return diagnose({ sources, patterns: catalogue, failOn: 'P0', run: {} });
}

/** The lines of a text, each with what ends it. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** The patterns that close the gate by themselves, wherever they are told. */
export function severeIn({ diagnoses, unknown }: Report): readonly string[] {
  const all = [...diagnoses, ...unknown].flatMap(({ folded = [], ...own }) => [own, ...folded]);
  const own = all.flatMap((each) =>
    each.severity === 'P0' && 'pattern' in each && each.pattern !== undefined && !('raisedBy' in each)
      ? [each.pattern]
      : [],
  );
  return [...new Set(own)];
}

/** The same, with the second of two patterns that are right of one failure: it is named beside the first. */
export function severelyNamedIn(report: Report): readonly string[] {
  const others = report.diagnoses.flatMap(({ severity, alternatives }) => (severity === 'P0' ? alternatives : []));
  return [...new Set([...severeIn(report), ...others])];
}
