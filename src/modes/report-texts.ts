import { KnownError } from '../errors.js';
import type { ActionInputs } from '../options/inputs.js';
import { expandGlobs } from '../sources/globs.js';
import { readReportFile } from '../sources/report-file.js';

export interface ReportTexts {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** What is not there or could not be read, each a sentence. */
  readonly problems: readonly string[];
}

/** The reports that other jobs wrote, as text. That there is none at all is a problem. */
export async function reportTexts({ logs }: ActionInputs): Promise<ReportTexts> {
  const { paths, unmatched } = await expandGlobs(logs);
  const texts = [];
  const problems = unmatched.map((pattern) => `logs: no report matches ${pattern}`);
  for (const path of paths) {
    try {
      texts.push(await readReportFile(path));
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      problems.push(error.message);
    }
  }
  if (texts.length === 0 && problems.length === 0) problems.push('No report of another job was found');
  return { texts, problems };
}
