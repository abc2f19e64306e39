import { markdownTable } from 'markdown-table';
import type { Job } from '../../domain/job.js';
import type { JobOutcome, Report } from '../../domain/report.js';
import { codeCell } from '../safe/cell.js';
import { link } from '../safe/markdown.js';
import { count } from '../words.js';

const MARKS = { failed: '❌', passed: '✅', unknown: '⚪', awaited: '⏳' } as const;
type Ending = keyof typeof MARKS;

const WORDS: Readonly<Record<Ending, string>> = {
  failed: 'failed',
  passed: 'passed',
  unknown: 'nothing found',
  awaited: 'not reported for this commit yet',
};

/** The jobs that reported, folded behind one line that counts them; nothing for a single one. At most `max` rows. */
export function jobsBlock({ jobs = [], awaited = [] }: Report, max: number): string {
  const all = [
    ...jobs.map((job) => ({ job, ending: job.status as Ending })),
    ...awaited.map((job) => ({ job, ending: 'awaited' as Ending })),
  ].sort((a, b) => ORDER.indexOf(a.ending) - ORDER.indexOf(b.ending));
  if (all.length < 2) return '';
  const counts = ORDER.flatMap((ending) => {
    const number = all.filter((one) => one.ending === ending).length;
    return number === 0 ? [] : [`${MARKS[ending]} ${number.toLocaleString('en-US')} ${WORDS[ending]}`];
  });
  const summary = `${count(all.length, 'job')}: ${counts.join(' · ')}`;
  if (max === 0) return summary;
  const several = new Set(all.map(({ job }) => job.workflow)).size > 1;
  const rows = all.slice(0, max).map(({ job, ending }) => row(job, ending, several));
  const table = markdownTable([['', 'Job', 'Result'], ...rows], { alignDelimiters: false });
  const more = all.length > max ? [`…and ${count(all.length - max, 'more job')}.`] : [];
  return [`<details>\n<summary>${summary}</summary>`, table, ...more, '</details>'].join('\n\n');
}

/** What needs looking at comes first. */
const ORDER: readonly Ending[] = ['failed', 'unknown', 'awaited', 'passed'];

function row(job: Job | JobOutcome, ending: Ending, withWorkflow: boolean): string[] {
  const name = withWorkflow && job.workflow !== undefined ? `${job.workflow} / ${job.name}` : job.name;
  return [MARKS[ending], link(codeCell(name), job.url), WORDS[ending]];
}
