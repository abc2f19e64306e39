import { debug } from '@actions/core';
import { type GitHub, isWaited, login, ONCE, REAL_CLOCK, statusOf } from './client.js';
import { SETTLE_MS, type Surroundings, settlingPause } from './settle.js';

/** What the one comment on a pull request holds, as far as keeping it needs to know. */
export interface Contents<State> {
  /** What a comment that we wrote says; undefined for text we cannot read. */
  read(body: string): Promise<State | undefined> | State | undefined;
  /** What both say. The order does not matter, nor how often. */
  join(a: State, b: State): State;
  /** Whether `held` says all that `wanted` does, or something newer in its place. */
  holds(held: State, wanted: State): boolean;
  /**
   * The comment; its first line is `mark`.
   * @param head the pull request's commit, where GitHub told
   */
  write(state: State, head?: string): string;
}

/** The one comment that all jobs and workflows keep on a pull request together. */
export interface SharedComment<State> {
  /** owner/name */
  readonly repository: string;
  readonly pullRequest: number;
  /** Commit that we speak of. When the pull request has moved on to another one, nothing is written. */
  readonly head?: string;
  /** First line of the comment. By it, and by its author, it is found again. */
  readonly mark: string;
  readonly contents: Contents<State>;
  /** What we have to say. */
  readonly mine: State;
  /** Whether to begin a comment where there is none. */
  readonly create: boolean;
  /** Whether others are likely to begin one at the same moment. */
  readonly crowd: boolean;
  /** Whether nobody but us answers for what a surplus comment says, so that it is ours to remove. */
  readonly isOurs: (state: State) => boolean;
}

export interface Delivery<State> {
  readonly did: 'created' | 'updated' | 'nothing';
  /** Address of the comment, where there is one. */
  readonly url?: string;
  /** What the comment says, where there is one. */
  readonly state?: State;
  /** The commit that the pull request has moved on to, where that is why nothing was written. */
  readonly movedOn?: string;
}

interface Found<State> {
  readonly id: number;
  readonly url: string;
  /** Undefined for text we cannot read. */
  readonly said: State | undefined;
}

/** A whole run may take 25 requests, and the rules it is judged by take some. */
const MOST_REQUESTS = 21;
/** After all pages were looked through. */
const FEWEST_REQUESTS = 10;
/** Looking again starts so long before the newest change seen: a list may lag. */
const OVERLAP_MS = 60_000;
/** Failed writes in a row until we give up. */
const MOST_FAILURES = 3;
const MOST_REMOVALS = 3;

/**
 * Puts what we have to say into the pull request's one comment, where others write at the same time. Comments cannot be
 * compared and swapped, so: read, join, write at once, and look again after a pause, until all we know of stays there.
 * Whoever has seen what another one wrote writes it too. Where several have begun a comment, the oldest is kept; each
 * removes its own only after it has seen all of it in the one that is kept.
 * Rejects with what GitHub answered.
 */
export async function keepComment<State>(
  github: GitHub,
  comment: SharedComment<State>,
  surroundings: Surroundings = { clock: REAL_CLOCK, random: Math.random },
): Promise<Delivery<State>> {
  return new Keeper(github, comment, surroundings).keep();
}

class Keeper<State> {
  readonly #github: GitHub;
  readonly #comment: SharedComment<State>;
  readonly #around: Surroundings;
  /** All that we have seen, whoever said it. */
  #known: State;
  /** Our account's comments with the mark, by id. */
  readonly #ours = new Map<number, Found<State>>();
  #self: string | undefined;
  /** When the newest comment seen was changed, by GitHub's clock. */
  #newest = '';
  #requests = 0;
  /** The pull request's commit, once GitHub has told that it is the one we speak of. */
  #head: string | undefined;
  #limit = MOST_REQUESTS;
  #did: Delivery<State>['did'] = 'nothing';
  /** Whether what stands there has been there for a pause already. */
  #seen = false;
  #failures = 0;

  constructor(github: GitHub, comment: SharedComment<State>, around: Surroundings) {
    this.#github = github;
    this.#comment = comment;
    this.#around = around;
    this.#known = comment.mine;
    github.hook.before('request', () => {
      this.#requests++;
    });
  }

  async keep(): Promise<Delivery<State>> {
    await this.#look();
    // Where comments fill so many pages that hardly a request is left, a few are still made.
    this.#limit = Math.max(MOST_REQUESTS, this.#requests + FEWEST_REQUESTS);
    const [found] = this.#inOrder();
    if (found === undefined && !this.#comment.create) return { did: 'nothing' };
    if (this.#ours.size === 1 && found !== undefined && this.#isHeldBy(found)) return this.#ending(found);
    const movedOn = await this.#movedOn();
    if (movedOn !== undefined) return { did: 'nothing', movedOn, ...(found && { url: found.url }) };
    if (found === undefined) await this.#begin();
    return this.#settle();
  }

  /** Read, join, write, look again: until the comment holds all we know of. */
  async #settle(): Promise<Delivery<State>> {
    for (let round = 0; this.#requests + 3 <= this.#limit; ) {
      const [kept] = this.#inOrder();
      if (kept === undefined) {
        // Somebody deleted it since.
        if (!this.#comment.create) return { did: this.#did };
        await this.#begin();
        continue;
      }
      const started = this.#around.clock.now();
      const current = await this.#read(kept);
      if (current === undefined) {
        this.#ours.delete(kept.id);
        await this.#look();
        continue;
      }
      if (this.#isHeldBy(current)) {
        if (this.#seen || this.#ours.size === 1) return this.#ending(current);
        this.#seen = true;
      } else await this.#write(current);
      await settlingPause(this.#around, round++, this.#around.clock.now() - started);
    }
    throw new Error('other jobs wrote to it again and again, so this job may be missing there');
  }

  /** After removing what we began beside the kept one. */
  async #ending(kept: Found<State>): Promise<Delivery<State>> {
    for (const { id } of this.#surplusBeside(kept).slice(0, MOST_REMOVALS)) {
      try {
        await this.#github.rest.issues.deleteComment({ ...this.#place(), comment_id: id });
      } catch (error) {
        debug(`A surplus comment stays: ${String(error)}`);
      }
    }
    return { did: this.#did, url: kept.url, state: this.#known };
  }

  /** Comments that are ours to remove, since the kept one says all that they say. */
  #surplusBeside(kept: Found<State>): Found<State>[] {
    const { contents, isOurs } = this.#comment;
    const { said: held } = kept;
    return this.#inOrder().filter(({ id, said }) => {
      if (id === kept.id || said === undefined || held === undefined) return false;
      return isOurs(said) && contents.holds(held, said);
    });
  }

  /** Begins a comment. After an answer that leaves open whether it was stored, and after waiting, looks before it tries again. */
  async #begin(): Promise<void> {
    if (this.#comment.crowd) {
      await this.#around.clock.pause(this.#around.random() * SETTLE_MS * 1.5);
      await this.#look();
    }
    for (let failures = 0; this.#ours.size === 0; ) {
      const started = this.#around.clock.now();
      try {
        const { data } = await this.#github.rest.issues.createComment({
          ...this.#place(),
          issue_number: this.#comment.pullRequest,
          body: this.#comment.contents.write(this.#known, this.#head),
          request: ONCE,
        });
        this.#ours.set(data.id, { id: data.id, url: data.html_url, said: this.#known });
        this.#newest ||= data.updated_at;
      } catch (error) {
        if (!isWaited(error) && ((statusOf(error) ?? 0) < 500 || ++failures === MOST_FAILURES)) throw error;
        await this.#around.clock.pause(failures * failures * 1_000);
        await this.#look();
        if (this.#ours.size === 0) continue;
      }
      this.#did = 'created';
      this.#seen = true;
      await settlingPause(this.#around, 0, this.#around.clock.now() - started);
      // Others may have begun one at the same moment.
      await this.#look();
    }
  }

  /** What was written may have been stored whatever was answered: the next round looks. */
  async #write(current: Found<State>): Promise<void> {
    try {
      await this.#github.rest.issues.updateComment({
        ...this.#place(),
        comment_id: current.id,
        body: this.#comment.contents.write(this.#known, this.#head),
        request: ONCE,
      });
      if (this.#did === 'nothing') this.#did = 'updated';
      this.#seen = true;
      this.#failures = 0;
    } catch (error) {
      if (statusOf(error) === 404 || isWaited(error)) return;
      if ((statusOf(error) ?? 0) < 500 || ++this.#failures === MOST_FAILURES) throw error;
    }
  }

  /** The comment as it stands now, and what it says joined to what we know; undefined when it is gone. */
  async #read({ id }: Found<State>): Promise<Found<State> | undefined> {
    try {
      const { data } = await this.#github.rest.issues.getComment({ ...this.#place(), comment_id: id });
      return this.#take(data);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  /** Looks through every page, the next time only through what has changed since. */
  async #look(): Promise<void> {
    const since = this.#newest === '' ? {} : { since: new Date(Date.parse(this.#newest) - OVERLAP_MS).toISOString() };
    const pages = this.#github.paginate.iterator(this.#github.rest.issues.listComments, {
      ...this.#place(),
      issue_number: this.#comment.pullRequest,
      per_page: 100,
      ...since,
    });
    for await (const { data } of pages)
      for (const one of data) {
        if (one.updated_at > this.#newest) this.#newest = one.updated_at;
        await this.#take(one);
      }
  }

  /** Text alone proves nothing: anybody can copy a hidden line. */
  async #take(one: {
    readonly id: number;
    readonly html_url: string;
    readonly body?: string;
    readonly user: { readonly login: string } | null;
  }): Promise<Found<State> | undefined> {
    const body = one.body ?? '';
    if (firstLine(body) !== this.#comment.mark) return undefined;
    this.#self ??= await login(this.#github);
    if (one.user?.login !== this.#self) return undefined;
    const { contents } = this.#comment;
    const found = { id: one.id, url: one.html_url, said: await contents.read(body) };
    // A step of somebody else's may write as the same account: without our memory in it, a comment is not ours to change.
    if (found.said === undefined) return undefined;
    this.#ours.set(one.id, found);
    this.#known = contents.join(this.#known, found.said);
    return found;
  }

  /** The commit at the pull request's head, when it is another than ours. A token that may not know leaves it to the run ids. */
  async #movedOn(): Promise<string | undefined> {
    if (this.#comment.head === undefined) return undefined;
    try {
      const { data } = await this.#github.rest.pulls.get({ ...this.#place(), pull_number: this.#comment.pullRequest });
      if (data.head.sha !== this.#comment.head) return data.head.sha;
      this.#head = data.head.sha;
      return undefined;
    } catch (error) {
      debug(`The head of the pull request is not known: ${String(error)}`);
      return undefined;
    }
  }

  #isHeldBy({ said }: Found<State>): boolean {
    return said !== undefined && this.#comment.contents.holds(said, this.#known);
  }

  /** The kept one first: ids grow. */
  #inOrder(): Found<State>[] {
    return [...this.#ours.values()].sort((a, b) => a.id - b.id);
  }

  #place(): { owner: string; repo: string } {
    const [owner = '', repo = ''] = this.#comment.repository.split('/');
    return { owner, repo };
  }
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0]?.trim() ?? '';
}
