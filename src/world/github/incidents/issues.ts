import { type GitHub, IN_TURN, isWaited, ONCE, REAL_CLOCK, statusOf, TAKES_TURN } from '../client.js';
import { INCIDENT_LABEL, type OwnIssue, ownIssues } from '../issues.js';
import { SETTLE_MS, type Surroundings, settlingPause } from '../settle.js';
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

/** So often it is written; each time it is looked whether that has stayed. */
const MOST_WRITES = 6;
/** After a failed attempt to open one, in milliseconds. */
const PAUSES = [1_000, 2_000, 4_000];

/** The issues of incidents in one repository. All methods reject with what GitHub answered. */
export class IncidentIssues {
  readonly #github: GitHub;
  readonly #repository: string;
  readonly #around: Surroundings;

  constructor(github: GitHub, repository: string, around: Surroundings = { clock: REAL_CLOCK, random: Math.random }) {
    this.#github = github;
    this.#repository = repository;
    this.#around = around;
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
   * takes the other's line away, and the other puts it back.
   */
  async #update(issue: OwnIssue, change: Change): Promise<Kept> {
    const { number, url } = issue;
    // What stands there in the list stays there.
    if (change(issue.body) === undefined) return { did: 'nothing', number, url };
    for (let writes = 0; ; writes++) {
      const started = this.#around.clock.now();
      const body = change(await this.#body(number, TAKES_TURN));
      if (body === undefined) return { did: writes === 0 ? 'nothing' : 'updated', number, url };
      if (writes === MOST_WRITES)
        throw new Error('other jobs wrote to it again and again, so this run may be missing there');
      try {
        await this.#github.rest.issues.update({ ...this.#place(), issue_number: number, body, request: IN_TURN });
      } catch (error) {
        if (writes === MOST_WRITES - 1 || !isPassing(error)) throw error;
      }
      await settlingPause(this.#around, writes, this.#around.clock.now() - started);
    }
  }

  async #reopen({ number, url }: OwnIssue, { returned }: Occurrence): Promise<Kept> {
    const body = returned(await this.#body(number));
    if (body === undefined) return { did: 'nothing', number, url };
    await this.#github.rest.issues.update({ ...this.#place(), issue_number: number, state: 'open', body });
    return { did: 'reopened', number, url };
  }

  /** Looks before and after: of two issues opened at once, the older one stays. */
  async #create(occurrence: Occurrence): Promise<Kept> {
    await this.#around.clock.pause(SETTLE_MS * this.#around.random());
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
        await this.#around.clock.pause(wait);
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

  async #body(number: number, request = {}): Promise<string> {
    const { data } = await this.#github.rest.issues.get({ ...this.#place(), issue_number: number, request });
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
