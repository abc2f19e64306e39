import { KnownError } from '../../core/errors.js';
import { bugReport } from '../../core/render/documents/bug.js';
import { postmortem } from '../../core/render/documents/postmortem.js';
import { statusUpdate } from '../../core/render/documents/status.js';
import { type Subject, subjectOf } from '../../core/render/documents/subject.js';
import type { ReportV1 } from '../../core/render/json/v1.js';
import type { DocumentKind } from '../../settings/command-line.js';
import type { ReportRequest } from '../../settings/requests.js';
import { readReportFile } from '../../world/reports/report-file.js';

const WRITERS: Readonly<Record<DocumentKind, (report: ReportV1, subject: Subject) => string>> = {
  bug: bugReport,
  status: statusUpdate,
  postmortem,
};

/** The document `whydunit report` asks for, as Markdown. Throws a KnownError for a report that is none, or holds no failure. */
export async function writeDocument({ kind, path }: ReportRequest): Promise<string> {
  const { name, text } = await readReportFile(path);
  // The schema library takes longer to start than all the rest.
  const { parseReport } = await import(/* webpackMode: "eager" */ '../../core/reports/report-schema.js');
  const report = parseReport(text, name);
  const subject = subjectOf(report);
  if (subject === undefined)
    throw new KnownError('no-input', {
      where: name,
      what: 'holds no failure to write about',
      fix: 'Name the report of a run that failed',
    });
  return WRITERS[kind](report, subject);
}
