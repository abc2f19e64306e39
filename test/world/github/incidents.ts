import type { Account } from './state.js';

/** An issue that is no pull request. */
export interface Issue {
  readonly number: number;
  readonly author: Account;
  /** What its author is to the repository; somebody who once contributed, when absent. */
  association?: 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE';
  title: string;
  body: string;
  labels: string[];
  state: 'open' | 'closed';
  stateReason: string | null;
  readonly createdAt: Date;
  closedAt: Date | undefined;
}

export interface Branch {
  readonly name: string;
  protected: boolean;
  readonly sha: string;
}
