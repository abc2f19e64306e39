import { z } from 'zod';
import type { TriggeringRun } from '../world/github/vouched-pull-request.js';

/** The pull request an event is about. */
export interface PullRequest {
  readonly number: number;
  /** It comes from another repository, so the run's token may not write. */
  readonly fork: boolean;
  /** Commit at its head. */
  readonly head?: string;
}

const REPOSITORY = z.object({ full_name: z.string() });

const COMMIT = z.string().regex(/^[0-9a-f]{40,64}$/);

/** The part of a payload we read; its shape is GitHub's (docs.github.com/webhooks, event pull_request). */
const PAYLOAD = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha: COMMIT, repo: REPOSITORY.nullable() }).optional(),
    base: z.object({ repo: REPOSITORY }).optional(),
  }),
});

/** The part of a workflow_run payload we read (docs.github.com/webhooks, event workflow_run). */
const RUN_PAYLOAD = z.object({
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive().default(1),
    event: z.string(),
    head_sha: COMMIT,
    head_branch: z.string().nullable(),
    head_repository: REPOSITORY.nullable(),
    repository: REPOSITORY,
    pull_requests: z.array(z.object({ number: z.int().positive() })).default([]),
  }),
});

/** The run that a workflow_run event tells of; undefined for another event. Its fork may be deleted by now. */
export function triggeringRunOf(payload: unknown): TriggeringRun | undefined {
  const parsed = RUN_PAYLOAD.safeParse(payload);
  if (!parsed.success) return undefined;
  const run = parsed.data.workflow_run;
  return {
    id: run.id,
    attempt: run.run_attempt,
    sha: run.head_sha,
    event: run.event,
    fork: run.head_repository?.full_name !== run.repository.full_name,
    pullRequests: run.pull_requests.map(({ number }) => number),
    ...(run.head_branch !== null && { branch: run.head_branch }),
    ...(run.head_repository !== null && { owner: run.head_repository.full_name.split('/')[0] ?? '' }),
  };
}

const REPOSITORY_PAYLOAD = z.object({ repository: z.object({ default_branch: z.string().min(1) }) });

/** The default branch of the repository an event is about; every event names it. */
export function defaultBranchOf(payload: unknown): string | undefined {
  const parsed = REPOSITORY_PAYLOAD.safeParse(payload);
  return parsed.success ? parsed.data.repository.default_branch : undefined;
}

const MERGE_GROUP_PAYLOAD = z.object({ merge_group: z.object({ base_ref: z.string() }) });

/** The branch a merge queue is for (docs.github.com/webhooks, event merge_group); undefined for another event. */
export function mergeGroupBaseOf(payload: unknown): string | undefined {
  const parsed = MERGE_GROUP_PAYLOAD.safeParse(payload);
  return parsed.success ? parsed.data.merge_group.base_ref.replace(/^refs\/heads\//, '') : undefined;
}

/** The pull request in an event's payload; undefined when the event is about something else. A deleted fork is one still. */
export function pullRequestOf(payload: unknown): PullRequest | undefined {
  const parsed = PAYLOAD.safeParse(payload);
  if (!parsed.success) return undefined;
  const { number, head, base } = parsed.data.pull_request;
  return {
    number,
    fork: head !== undefined && head.repo?.full_name !== base?.repo.full_name,
    ...(head && { head: head.sha }),
  };
}

const LOGIN = z.string().regex(/^[\w-]{1,80}(?:\[bot\])?$/);
const HEAD = z.object({
  timestamp: z.iso.datetime({ offset: true }).optional().catch(undefined),
  author: z.object({ username: LOGIN }).optional().catch(undefined),
});

/** The part of the payloads that says whose change it is and when its commit was made. */
const CHANGE_PAYLOAD = z.object({
  head_commit: HEAD.optional().catch(undefined),
  pull_request: z
    .object({ user: z.object({ login: LOGIN }) })
    .optional()
    .catch(undefined),
  workflow_run: z
    .object({
      actor: z.object({ login: LOGIN }).optional().catch(undefined),
      head_commit: HEAD.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Who wrote the change an event is about, by login alone, and when its commit was made; what it does not say is absent. */
export function changeOf(payload: unknown): { readonly author?: string; readonly committedAt?: string } {
  const { success, data } = CHANGE_PAYLOAD.safeParse(payload);
  if (!success) return {};
  const { head_commit: pushed, pull_request: pull, workflow_run: run } = data;
  const author = pull?.user.login ?? pushed?.author?.username ?? run?.actor?.login;
  const committedAt = pushed?.timestamp ?? run?.head_commit?.timestamp;
  return { ...(author !== undefined && { author }), ...(committedAt !== undefined && { committedAt }) };
}
