import type { Incident, IncidentRecord } from '../../../core/domain/incident.js';
import { quote } from '../../../core/domain/quoted.js';
import { type GitHub, statusOf } from '../client.js';
import { type OwnIssue, ownIssues } from '../issues.js';
import { whyNot } from '../trouble.js';
import { readRecord } from './data.js';

/** What is known of the incidents of a repository. */
export interface OpenIncidents {
  readonly incidents: readonly Incident[];
  /** What could not be read, each a sentence: it may hide an incident. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  /** What GitHub's clock said, where it said so. */
  readonly date: Date | undefined;
}

/** Whose issues count beside the token's own, so that a gate with another token sees what jobs wrote with theirs. */
const WORKFLOWS = 'github-actions[bot]';

/** The open incidents, those with a fingerprint once. Never rejects: what cannot be read is a problem. */
export async function openIncidents(github: GitHub, repository: string): Promise<OpenIncidents> {
  const nothing = { incidents: [], problems: [], notes: [], date: undefined };
  try {
    const { issues, date } = await ownIssues(github, repository, 'open', [WORKFLOWS]);
    const incidents = new Map<string, Incident>();
    const problems: string[] = [];
    for (const issue of issues) {
      const told = readRecord(issue.body);
      if (told.kind === 'broken')
        problems.push(`incident #${issue.number} cannot be read: ${told.why}; restore the line, or close the issue`);
      else if (!incidents.has(told.record.fingerprint))
        incidents.set(told.record.fingerprint, incident(issue, told.record));
    }
    return { incidents: [...incidents.values()], problems, notes: [], date };
  } catch (error) {
    if (statusOf(error) === 410)
      return { ...nothing, notes: ['Issues are switched off in this repository, so there are no incidents'] };
    return { ...nothing, problems: [`the open incidents are not known: ${whyNot(error, 'issues: read')}`] };
  }
}

function incident(
  { number, url, title }: OwnIssue,
  { fingerprint, pattern, severity, count, moments }: IncidentRecord,
): Incident {
  const last = moments.filter(({ kind }) => kind !== 'green').at(-1);
  return {
    fingerprint,
    pattern,
    severity,
    state: 'new',
    title: quote(title.replace(/^P[0-3]: /, '')),
    opened: moments[0].at,
    ...(last !== undefined && { lastSeen: last.at }),
    count,
    reference: { name: `#${number}`, url },
  };
}
