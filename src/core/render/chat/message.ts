import type { Report } from '../../domain/report.js';
import { hypothesesOf } from '../about/apart.js';
import { cited, contentOf, findings, isBlocking, mark, occurrences, possibleFindings, title } from '../findings.js';
import { pageOf } from '../markdown/causes.js';
import { codePlaces, position } from '../places.js';
import { oneLine } from '../safe/clean.js';
import { webAddress } from '../safe/markdown.js';
import { codeAddress, repositoryAddress } from '../safe/path.js';
import { type Span, spans } from '../safe/prose.js';
import { standing } from '../standing.js';
import { whoseWords } from '../whose.js';
import { count, POSSIBLE_HEADING } from '../words.js';

/** Most causes of one message: who wants more opens the job. */
const CAUSES = 5;
/** Most hypotheses of one cause. */
const OTHERS = 2;

export interface ChatCause {
  /** `P1`, or that nobody knows it. */
  readonly mark: string;
  readonly title: readonly Span[];
  /** The page about its kind. */
  readonly page?: string;
  readonly place?: { readonly text: string; readonly url?: string };
  /** The line of the log that proves it, outside text. */
  readonly line?: string;
  /** What else it may be; the command that decides is outside text. */
  readonly others: readonly { readonly title: readonly Span[]; readonly check?: string }[];
  /** New, known or waived, and whether it closes the gate. */
  readonly remarks: readonly string[];
}

/** What a chat is told of a report: so little that it is read. Titles are spans; all else is plain text of ours. */
export interface ChatMessage {
  /** How it stands, in one line. */
  readonly headline: string;
  readonly causes: readonly ChatCause[];
  /** What was left out. */
  readonly more?: string;
  /** Job and commit, outside text. */
  readonly job?: string;
  readonly commit?: string;
  /** The page of the run or job. */
  readonly url?: string;
}

/** A report for a chat: how it stands, the first causes with the line that proves each, and where to look. */
export function chatMessage(report: Report): ChatMessage {
  const all = findings(report);
  const { run } = report;
  const left = all.length - CAUSES + (report.omitted ?? 0);
  const url = pageOfRun(report);
  return {
    headline: headline(report),
    causes: all.slice(0, CAUSES).map((finding) => {
      const [first] = codePlaces(occurrences(finding)).filter(({ file }) => file !== undefined);
      const address = first?.file === undefined ? undefined : codeAddress(run, first.file, first.line);
      const at = first && position(first);
      const page = pageOf(finding);
      const line = oneLine(cited(finding)?.text ?? '');
      return {
        mark: mark(finding),
        title: spans(title(finding), 200),
        ...(page !== undefined && { page }),
        ...(at !== undefined && { place: { text: at, ...(address !== undefined && { url: address }) } }),
        ...(line !== '' && { line }),
        others: hypothesesOf(finding)
          .slice(0, OTHERS)
          .map(({ title: text, check }) => ({
            title: spans(text, 160),
            ...(check !== undefined && { check: oneLine(check) }),
          })),
        remarks: [
          ...whoseWords(contentOf(finding), report),
          ...(all.length > 1 && isBlocking(finding, report) ? ['closes the gate'] : []),
        ],
      };
    }),
    ...(left > 0 && { more: `and ${count(left, 'more cause')}` }),
    ...(run.job !== undefined && { job: run.job }),
    ...(/^[0-9a-f]{7,64}$/i.test(run.sha ?? '') && { commit: (run.sha as string).slice(0, 7) }),
    ...(url !== undefined && { url }),
  };
}

function headline(report: Report): string {
  const all = findings(report);
  if (all.length > 0) return `❌ ${standing(report, all)}`;
  if (report.verdict.gate === 'blocked') return '⚠️ The gate is blocked: something could not be read';
  if (possibleFindings(report).length > 0) return `⚪ ${POSSIBLE_HEADING.split('.')[0]}`;
  return report.status === 'passed'
    ? '✅ Nothing failed'
    : '⚪ No failure was found; whether the run passed is not known';
}

function pageOfRun({ run }: Report): string | undefined {
  if (run.runUrl !== undefined) return webAddress(run.runUrl);
  const base = repositoryAddress(run);
  return base === undefined || run.runId === undefined ? undefined : `${base}/actions/runs/${run.runId}`;
}
