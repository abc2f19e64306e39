import type { Report } from '../domain/report.js';
import { blocks, compose, heading } from './markdown/compose.js';
import { footer } from './markdown/footer.js';
import { goneBlock } from './markdown/gone.js';
import { jobsBlock } from './markdown/jobs.js';
import { rulesBlock } from './markdown/rules.js';
import { lay, type Template, USUAL } from './markdown/template.js';
import { count } from './words.js';

/** Most characters of a comment; the forge refuses more than 65,536. */
export const COMMENT_LIMIT = 60_000;

export interface CommentOptions {
  /** What the comment is found by again: the text of a hidden HTML comment in its first line. */
  readonly marker: string;
  /** A second hidden line, finished Markdown. */
  readonly data?: string;
  /** Heading above everything, any text. */
  readonly title?: string;
  /** How it is laid out; the usual way when absent. */
  readonly template?: Template;
  /** Whether those who answer for a place are told of it. */
  readonly mention?: boolean;
  /** Most characters; default `COMMENT_LIMIT`. */
  readonly limit?: number;
}

/** Whether there is a failure to comment on, or something that could not be read. */
export function isBad(report: Report): boolean {
  return report.status === 'failed' || report.verdict.gate === 'blocked';
}

/** The report as a pull request comment, never longer than the limit. */
export function renderComment(report: Report, options: CommentOptions): string {
  return compose(report, {
    marker: hiddenLines(options),
    ...(options.title !== undefined && { title: options.title }),
    ...(options.template !== undefined && { template: options.template }),
    ...(options.mention === true && { mention: true }),
    limit: options.limit ?? COMMENT_LIMIT,
    measure: (text) => text.length,
    told: 11,
    rows: 30,
  });
}

/** What the comment becomes when later runs no longer show the failure. `report` is what they say. */
export function renderResolved(report: Report, options: CommentOptions): string {
  const read =
    report.sources.length === 0
      ? ''
      : ` ${count(report.sources.length, 'source')} read, ${report.possible === undefined ? 'no failure in them' : 'and nothing in them proves a failure'}.`;
  const laid = lay(options.template ?? USUAL, {
    headline: `${resolved(report)}${read}`,
    causes: '',
    first: '',
    rest: blocks([goneBlock(report, 20), jobsBlock(report, 300), rulesBlock(report, 20)]),
    footer: footer(report),
  });
  return `${blocks([hiddenLines(options), ...heading(options.title), ...laid])}\n`;
}

/** As long as a job is awaited that failed before, not everything is known to be well. */
function resolved({ awaited = [], gone = [] }: Report): string {
  if (awaited.length > 0)
    return `⏳ **No failure so far:** ${count(awaited.length, 'job')} that reported before ${awaited.length === 1 ? 'has' : 'have'} not reported for this commit yet.`;
  if (gone.length > 0 && gone.every(({ by }) => by === 'retry'))
    return '✅ **Passed on retry:** the same commit passed when it was run again, so what failed here is flaky.';
  return gone.length > 0
    ? '✅ **Everything fixed:** what failed here before does not fail any more.'
    : '✅ **Resolved:** what failed here before does not fail any more.';
}

function hiddenLines({ marker, data }: CommentOptions): string {
  return data === undefined ? markerLine(marker) : `${markerLine(marker)}\n${data}`;
}

/** The marker as a hidden line of its own; characters that could end it are left out. */
export function markerLine(marker: string): string {
  return `<!-- ${marker
    .replace(/^<!--|-->$/g, '')
    .replace(/[^\w.:/= -]/g, '')
    .replace(/-{2,}/g, '-')
    .trim()} -->`;
}
