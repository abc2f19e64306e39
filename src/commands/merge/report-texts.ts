import { KnownError } from '../../core/errors.js';
import type { ActionInputs } from '../../settings/inputs.js';
import { expandGlobs } from '../../world/files/globs.js';
import { artifactReports, openArtifacts, type ReportText } from '../../world/github/artifacts.js';
import { connect } from '../../world/github/client.js';
import { WorkflowRun } from '../../world/github/workflow-run.js';
import { readReportFile } from '../../world/reports/report-file.js';

export interface ReportTexts {
  readonly texts: readonly ReportText[];
  /** What could not be read, each a sentence. */
  readonly problems: readonly string[];
  /** What is not there, each a sentence. */
  readonly missing: readonly string[];
}

/** What the workflows to copy call the artifacts they upload reports in. */
const USUAL = 'whydunit-*';

/**
 * The reports that other jobs wrote, as text: of files, of artifacts, and where neither is named of the artifacts that
 * are called as usual. That there is none at all is a problem.
 */
export async function reportTexts(inputs: ActionInputs): Promise<ReportTexts> {
  const { logs, artifacts } = inputs;
  const names = artifacts.length === 0 && logs.length === 0 ? [USUAL] : artifacts;
  const found = [await ofFiles(logs), ...(names.length > 0 ? [await ofArtifacts(names, inputs)] : [])];
  const texts = found.flatMap((each) => each.texts);
  const problems = found.flatMap((each) => each.problems);
  const missing = found.flatMap((each) => each.missing);
  const nothing = texts.length + problems.length + missing.length === 0;
  return { texts, problems, missing: nothing ? ['No report of another job was found'] : missing };
}

async function ofFiles(patterns: readonly string[]): Promise<ReportTexts> {
  if (patterns.length === 0) return { texts: [], problems: [], missing: [] };
  const { paths, unmatched } = await expandGlobs(patterns);
  const texts: ReportText[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    try {
      texts.push(await readReportFile(path));
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      problems.push(error.message);
    }
  }
  return { texts, problems, missing: unmatched.map((pattern) => `logs: no report matches ${pattern}`) };
}

async function ofArtifacts(names: readonly string[], inputs: ActionInputs): Promise<ReportTexts> {
  const { token, runner, context, runId = context.runId } = inputs;
  const { repository, serverUrl = 'https://github.com' } = context;
  if (repository === undefined || runId === undefined)
    return { texts: [], problems: ['artifacts: which run they belong to is not known'], missing: [] };
  const run = new WorkflowRun(connect(token, runner.apiUrl), repository, runId, serverUrl);
  // Any job may upload under another one's name, in a later attempt.
  const { opened, unmatched, problems } = await openArtifacts(run, names, 'every');
  const reports = await artifactReports(opened);
  return {
    texts: reports.texts,
    problems: [...problems, ...reports.problems],
    missing: unmatched.map((pattern) => `artifacts: the run has none that ${pattern} names`),
  };
}
