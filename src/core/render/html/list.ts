import type { Report, RunContext } from '../../domain/report.js';
import { contentOf, type Finding, isBlocking, mark, occurrences, title } from '../findings.js';
import { places, position } from '../places.js';
import { codeHtml, escapeHtml, proseHtml } from '../safe/html.js';
import { repositoryAddress } from '../safe/path.js';
import { standing, testWords } from '../standing.js';

/** What a finding is reached by inside the page: the same in every run. */
export function anchorOf(finding: Finding): string {
  const { fingerprint } = contentOf(finding);
  // Only a report that somebody has made up has others.
  return `f-${/^[0-9a-f]{16}$/.test(fingerprint) ? fingerprint : 'other'}`;
}

/** How it stands, and a line for each finding that leads to it, where there are several. */
export function listHtml(all: readonly Finding[], report: Report): string {
  if (all.length < 2) return '';
  const items = all.map((finding) => `<li>${itemHtml(finding, report)}</li>`).join('\n');
  const state = [standing(report, all), ...testWords(report)].map((words) => escapeHtml(words)).join(' · ');
  return `<p><b>${state}</b></p>\n<nav class="list" aria-label="Findings"><ol>\n${items}\n</ol></nav>`;
}

function itemHtml(finding: Finding, report: Report): string {
  const [first] = places(occurrences(finding));
  const at = first && (position(first) ?? first.name);
  return [
    `<span class="severity">${mark(finding)}</span> <a href="#${anchorOf(finding)}">${proseHtml(title(finding), 160)}</a>`,
    ...(at === undefined ? [] : [codeHtml(at)]),
    ...(isBlocking(finding, report) ? ['closes the gate'] : []),
  ].join(' · ');
}

/** Which run this is about; empty where nothing is known of it. */
export function runLine(run: RunContext): string {
  const { workflow, job, sha, runId, runAttempt, pullRequest, runUrl } = run;
  const base = repositoryAddress(run);
  const commit = /^[0-9a-f]{7,64}$/i.test(sha ?? '') ? (sha as string) : undefined;
  const isGitHub = base !== undefined && run.forge === undefined;
  const to = (html: string, address: string | undefined) =>
    address === undefined ? html : `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">${html}</a>`;
  const attempt = runAttempt === undefined ? '' : `/attempts/${runAttempt}`;
  const page = isGitHub && runId !== undefined ? `${base}/actions/runs/${runId}${attempt}` : undefined;
  const parts = [
    ...(run.repository === undefined ? [] : [to(codeHtml(run.repository), base)]),
    ...(pullRequest === undefined ? [] : [to(`#${pullRequest}`, isGitHub ? `${base}/pull/${pullRequest}` : undefined)]),
    ...(workflow === undefined ? [] : [codeHtml(workflow)]),
    ...(job === undefined ? [] : [`job ${codeHtml(job)}`]),
    ...(commit === undefined ? [] : [`commit ${to(codeHtml(commit.slice(0, 7)), base && `${base}/commit/${commit}`)}`]),
    ...(runId === undefined ? [] : [to(`run ${runId}`, page ?? webPage(runUrl))]),
  ];
  return parts.length === 0 ? '' : `<p class="facts">${parts.join(' · ')}</p>`;
}

function webPage(address: string | undefined): string | undefined {
  return /^https?:\/\/[^\s]+$/.test(address ?? '') ? address : undefined;
}
