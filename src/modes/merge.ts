import { warning } from '@actions/core';
import { loadCatalogue } from '../catalogue/load.js';
import { deliver } from '../deliver.js';
import { parseReport } from '../documents/report-schema.js';
import type { RunContext } from '../domain/report.js';
import { KnownError } from '../errors.js';
import type { ActionInputs } from '../options/inputs.js';
import { accept, type Told } from '../reports/accept.js';
import { merge } from '../reports/merge.js';
import { restore } from '../reports/restore.js';
import { readPatternFiles } from '../sources/pattern-files.js';
import { conclude } from './conclude.js';
import { reportTexts } from './report-texts.js';

/** Joins the reports that other jobs wrote into one, says it, and judges anew; returns the exit code. */
export async function mergeMode(inputs: ActionInputs): Promise<number> {
  const { patterns } = await loadCatalogue(await readPatternFiles(inputs.patterns));
  const known = new Map(patterns.map((pattern) => [pattern.id, pattern]));
  const { texts, problems } = await reportTexts(inputs);
  const { told, broken } = parse(texts);
  const run = runOf(inputs);
  const accepted = accept(told, run);
  const trouble = [...problems, ...broken, ...accepted.problems];
  for (const sentence of trouble) warning(sentence);
  const reports = accepted.reports.map((report) => restore(report, known));
  const report = merge(reports, run, { failOn: inputs.failOn, problems: trouble });
  await deliver(report, inputs, patterns);
  return conclude(report, 0);
}

/** Reports that are none are named; the others are still joined. */
function parse(texts: readonly { readonly name: string; readonly text: string }[]): {
  told: Told[];
  broken: string[];
} {
  const told: Told[] = [];
  const broken: string[] = [];
  for (const { name, text } of texts) {
    try {
      told.push({ name, report: parseReport(text, name) });
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      broken.push(error.message);
    }
  }
  return { told, broken };
}

/** The run whose reports are joined; of another run than this one, commit and attempt are not known. */
function runOf({ context, runId }: ActionInputs): RunContext {
  const { job: _, ...run } = context;
  if (runId === undefined || runId === context.runId) return run;
  const { sha: _sha, runAttempt: _attempt, ...other } = run;
  return { ...other, runId };
}
