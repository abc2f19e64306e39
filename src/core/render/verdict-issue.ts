import type { RunContext } from '../domain/report.js';
import { repositoryAddress } from './safe/path.js';

/** What people think of a finding. */
export const VERDICTS = ['right', 'wrong'] as const;
export type PeoplesVerdict = (typeof VERDICTS)[number];

/** What somebody said of a finding in an issue. */
export interface Said {
  readonly fingerprint: string;
  readonly verdict: PeoplesVerdict;
}

/** The form in `.github/ISSUE_TEMPLATE`, and under which headings its answers stand. */
const FORM = 'wrong-answer.yml';
const HEADINGS = { fingerprint: 'Fingerprint', verdict: 'Right or wrong' } as const;
/** How every issue of it is titled, so that it is found again without a label. */
const TITLE = 'whydunit: wrong answer';

/**
 * Where one says that a finding is wrong: a new issue of the run's repository, filled in. The title alone says it all, for a
 * repository without the form. Undefined where the repository is not known, or not on GitHub. Facts: docs.github.com/en/issues/
 * tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
 * @param pattern absent for an unknown failure
 */
export function verdictAddress(run: RunContext, fingerprint: string, pattern = 'unknown'): string | undefined {
  const repository = run.forge === undefined ? repositoryAddress(run) : undefined;
  if (repository === undefined || !FINGERPRINT.test(fingerprint)) return undefined;
  const title = `${TITLE} (${pattern} ${fingerprint})`;
  return `${repository}/issues/new?${new URLSearchParams({ template: FORM, title, fingerprint, pattern })}`;
}

const FINGERPRINT = /^[0-9a-f]{16}$/;
const IN_TITLE = / ([0-9a-f]{16})\)$/;

/** What an issue says of a finding; undefined for an issue about anything else. Its text may be anybody's. */
export function saidIn(title: string, body: string): Said | undefined {
  if (!title.startsWith(TITLE)) return undefined;
  const fingerprint = under(HEADINGS.fingerprint, body) || (IN_TITLE.exec(title)?.[1] ?? '');
  if (!FINGERPRINT.test(fingerprint)) return undefined;
  const verdict = VERDICTS.find((word) => word === under(HEADINGS.verdict, body).toLowerCase());
  return { fingerprint, verdict: verdict ?? 'wrong' };
}

/** The first line under a heading, as GitHub writes the answers of a form. */
function under(heading: string, body: string): string {
  const lines = body.slice(0, LONGEST).split(/\r?\n/);
  const at = lines.indexOf(`### ${heading}`);
  return at === -1 ? '' : (lines.slice(at + 1).find((line) => line.trim() !== '') ?? '').trim().replaceAll('`', '');
}

/** What is asked for stands at the top. */
const LONGEST = 5_000;
