import type { Branch, Issue } from './incidents.js';
import type { Artifact, WorkflowJob, WorkflowRunState } from './workflow-runs.js';

/** What a token may do, by the names of a workflow's `permissions:` block. Absent: nothing. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** Somebody who can hold a token or write a comment. */
export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: 'Bot' | 'User';
}

export const ACTIONS_BOT: Account = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' };

export interface Token {
  readonly value: string;
  readonly account: Account;
  readonly permissions: Permissions;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: Account;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  readonly conclusion: string | null;
  title: string;
  summary: string;
  text: string;
  readonly annotations: Record<string, unknown>[];
}

export interface ReviewComment {
  readonly id: number;
  readonly author: Account;
  readonly path: string;
  readonly line: number;
  readonly startLine?: number;
  readonly body: string;
}

export interface PullRequestState {
  readonly number: number;
  state: 'open' | 'closed';
  /** Owner of the head's repository. */
  readonly owner: string;
  readonly branch: string;
  sha: string;
  readonly base: string;
  files: { readonly filename: string; readonly patch?: string }[];
  readonly reviewComments: ReviewComment[];
}

/** One repository's worth of GitHub, kept between requests. */
export class State {
  readonly repository: string;
  /** Numbers of the issues and pull requests there are. */
  readonly issues = new Set<number>();
  readonly locked = new Set<number>();
  readonly tokens = new Map<string, Token>();
  readonly comments: Comment[] = [];
  /** Issues that are no pull requests. */
  readonly tracker: Issue[] = [];
  /** Whether the repository has issues at all. */
  hasIssues = true;
  readonly branches = new Map<string, Branch>([['main', { name: 'main', protected: true, sha: 'c'.repeat(40) }]]);
  /** The files of a branch, by their paths. */
  readonly files = new Map<string, Readonly<Record<string, string>>>();
  readonly defaultBranch = 'main';
  /** Numbers of the workflow runs there are. */
  readonly runs = new Set<number>();
  readonly workflowRuns: WorkflowRunState[] = [];
  readonly artifacts: Artifact[] = [];
  readonly jobs: WorkflowJob[] = [];
  /** Zip archives with the logs of finished runs, by run. */
  readonly logArchives = new Map<number, Uint8Array>();
  /** Archives of repositories that everybody may read, by `owner/name@commit`. */
  readonly tarballs = new Map<string, Uint8Array>();
  readonly pullRequests = new Map<number, PullRequestState>();
  readonly checkRuns: CheckRun[] = [];
  #nextId = 1001;
  #seconds = Date.UTC(2026, 10, 23, 3, 0, 0) / 1000;

  constructor(repository: string) {
    this.repository = repository;
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** Opens a pull request; it is an issue too. */
  addPullRequest(number: number, over: Partial<PullRequestState> = {}): PullRequestState {
    const pull: PullRequestState = {
      number,
      state: 'open',
      owner: 'octo',
      branch: 'change',
      sha: 'b'.repeat(40),
      base: 'main',
      files: [],
      reviewComments: [],
      ...over,
    };
    this.issues.add(number);
    this.pullRequests.set(number, pull);
    return pull;
  }

  /** The time here; it passes by one second a look. */
  now(): Date {
    return new Date(this.#seconds++ * 1000);
  }

  addComment(issue: number, author: Account, body: string): Comment {
    const at = this.now();
    const comment: Comment = { id: this.#nextId++, issue, author, body, createdAt: at, updatedAt: at };
    this.comments.push(comment);
    return comment;
  }

  /** Opens an issue; numbers go on from 101. */
  addIssue(author: Account, title: string, body: string, labels: readonly string[]): Issue {
    const number = 101 + this.tracker.length;
    const issue: Issue = {
      number,
      author,
      title,
      body,
      labels: [...labels],
      state: 'open',
      stateReason: null,
      createdAt: this.now(),
      closedAt: undefined,
    };
    this.tracker.push(issue);
    this.issues.add(number);
    return issue;
  }

  commentsOf(issue: number): readonly Comment[] {
    return this.comments.filter((comment) => comment.issue === issue);
  }
}
