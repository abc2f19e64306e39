import { type Clock, type GitHub, isWaited, ONCE, REAL_CLOCK, statusOf } from '../client.js';
import { INCIDENT_LABEL, type OwnIssue, ownIssues } from '../issues.js';
import { readRecord } from './data.js';

/** What a body becomes; undefined where nothing changes. */
type Change = (body: string) => string | undefined;

/** Something that has to stand in an issue. */
export interface Occurrence {
  readonly fingerprint: string;
  readonly title: string;
  /** The body of a new issue. */
  readonly opening: string;
  /** What it changes in the open issue. */
  readonly again: Change;
  /** What it changes in a closed issue that opens again; undefined for what shows nothing new. */
  readonly returned: Change;
}

export interface Kept {
  readonly did: 'opened' | 'updated' | 'reopened' | 'nothing';
  readonly number: number;
  readonly url: string;
}

/** Before each further look, in milliseconds; chance keeps jobs that run side by side apart. */
const PAUSES = [1_000, 2_000, 4_000];

/** The issues of incidents in one repository. All methods reject with what GitHub answered. */
export class IncidentIssues {
  readonly #github: GitHub;
  readonly #repository: string;
  readonly #clock: Clock;
  readonly #random: () => number;

  /**
   * @param clock what pauses are measured by
   * @param random between 0 and 1
   */
  constructor(github: GitHub, repository: string, clock = REAL_CLOCK, random = Math.random) {
    this.#github = github;
    this.#repository = repository;
    this.#clock = clock;
    this.#random = random;
  }

  async open(): Promise<readonly OwnIssue[]> {
    return (await ownIssues(this.#github, this.#repository, 'open')).issues;
  }

  /** Writes an occurrence down: in the open issue, in the closed one which opens again, or in a new one. */
  async keep(occurrence: Occurrence, open: readonly OwnIssue[]): Promise<Kept> {
    const known = find(open, occurrence);
    if (known !== undefined) return this.#update(known, occurrence.again);
    const { issues } = await ownIssues(this.#github, this.#repository, 'closed');
    const closed = find(
      issues.filter(({ duplicate }) => !duplicate),
      occurrence,
    );
    if (closed !== undefined) return this.#reopen(closed, occurrence);
    return this.#create(occurrence);
  }

  /** Says something once in an issue, and writes down that it was said. False where it had been. */
  async say(issue: OwnIssue, change: Change, comment: string): Promise<boolean> {
    const { did } = await this.#update(issue, change);
    if (did === 'nothing') return false;
    await this.#github.rest.issues.createComment({ ...this.#place(), issue_number: issue.number, body: comment });
    return true;
  }

  /**
   * Changes the body that stands there now, and looks whether the change stayed: of two jobs that write at once, one
   * takes the other's line away, and puts it back.
   */
  async #update(issue: OwnIssue, change: Change): Promise<Kept> {
    let did: Kept['did'] = 'nothing';
    // What stands there in the list stays there.
    if (change(issue.body) === undefined) return { did, number: issue.number, url: issue.url };
    for (const wait of [...PAUSES, undefined]) {
      const body = change(await this.#body(issue.number));
      if (body === undefined) break;
      did = 'updated';
      try {
        const place = { ...this.#place(), issue_number: issue.number };
        await this.#github.rest.issues.update({ ...place, body, request: ONCE });
      } catch (error) {
        if (wait === undefined || !isPassing(error)) throw error;
      }
      if (wait !== undefined) await this.#clock.pause(wait * this.#random());
    }
    return { did, number: issue.number, url: issue.url };
  }

  async #reopen({ number, url }: OwnIssue, { returned }: Occurrence): Promise<Kept> {
    const body = returned(await this.#body(number));
    if (body === undefined) return { did: 'nothing', number, url };
    await this.#github.rest.issues.update({ ...this.#place(), issue_number: number, state: 'open', body });
    return { did: 'reopened', number, url };
  }

  /** Looks before and after: of two issues opened at once, the older one stays. */
  async #create(occurrence: Occurrence): Promise<Kept> {
    await this.#clock.pause((PAUSES[0] as number) * this.#random());
    const before = find(await this.open(), occurrence);
    if (before !== undefined) return this.#update(before, occurrence.again);
    const own = await this.#post(occurrence);
    const oldest = find(await this.open(), occurrence);
    if (oldest === undefined || oldest.number >= own.number) return own;
    await this.#closeAsDuplicate(own.number, oldest.number);
    return this.#update(oldest, occurrence.again);
  }

  /** After an answer that leaves open whether it was stored, looks before it tries again. */
  async #post(occurrence: Occurrence): Promise<Kept> {
    for (const wait of [...PAUSES, undefined]) {
      try {
        const { data } = await this.#github.rest.issues.create({
          ...this.#place(),
          title: occurrence.title,
          body: occurrence.opening,
          labels: [INCIDENT_LABEL],
          request: ONCE,
        });
        return { did: 'opened', number: data.number, url: data.html_url };
      } catch (error) {
        if (wait === undefined || !isPassing(error)) throw error;
        await this.#clock.pause(wait);
        const stored = find(await this.open(), occurrence);
        if (stored !== undefined) return { did: 'opened', number: stored.number, url: stored.url };
      }
    }
    throw new Error('unreachable: the last attempt returns or throws');
  }

  async #closeAsDuplicate(number: number, of: number): Promise<void> {
    const close = (reason: 'duplicate' | 'not_planned') =>
      this.#github.rest.issues.update({
        ...this.#place(),
        issue_number: number,
        state: 'closed',
        state_reason: reason,
      });
    await close('duplicate').catch((error: unknown) => {
      // Servers of companies may not know the reason yet.
      if (statusOf(error) === 422) return close('not_planned');
      throw error;
    });
    const body = `Duplicate of #${of}, which another job opened at the same moment.`;
    await this.#github.rest.issues.createComment({ ...this.#place(), issue_number: number, body });
  }

  async #body(number: number): Promise<string> {
    const { data } = await this.#github.rest.issues.get({ ...this.#place(), issue_number: number });
    return data.body ?? '';
  }

  #place(): { owner: string; repo: string } {
    const [owner = '', repo = ''] = this.#repository.split('/');
    return { owner, repo };
  }
}

/** Whether the same may be tried again, once it was looked whether it is done already. */
function isPassing(error: unknown): boolean {
  return isWaited(error) || (statusOf(error) ?? 0) >= 500;
}

/** The oldest issue of an incident. */
function find(issues: readonly OwnIssue[], { fingerprint }: Occurrence): OwnIssue | undefined {
  return issues.find(({ body }) => {
    const told = readRecord(body);
    return (told.kind === 'record' ? told.record.fingerprint : told.fingerprint) === fingerprint;
  });
}
