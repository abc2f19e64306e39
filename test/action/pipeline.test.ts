import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe } from 'vitest';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from '../world/github/loopback.js';
import { job } from './gate-calls.js';
import { type ActionResult, runAction, said } from './runner.js';

/** A P0 that is built in: what `house/boiler` is to other tests, the base branch would have to know. */
const PANIC = `cat <<EOF
thread 'main' panicked at src/main.rs:12:10:
could not migrate: VersionMismatch(20240101)
EOF
exit 101`;
const PATTERN = 'sqlx/migration-modified';
const CLOCK = pathToFileURL(resolve('test/action/shift-clock.mjs')).href;
const CONFIGURATION = '.github/whydunit.yml';
const [FIRST, SECOND] = ['a', 'b'].map((letter) => letter.repeat(40)) as [string, string];

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const waiver = (expires: string) =>
  `waivers:\n  - pattern: ${PATTERN}\n    reason: the old database goes on Friday\n    owner: mona\n    expires: '${expires}'\n`;

/** A repository with a protected branch and a release pipeline, whose days pass as the test says. */
class Project {
  readonly #github: LoopbackGitHub;
  #days = 0;

  constructor(github: LoopbackGitHub) {
    this.#github = github;
    github.clock = () => new Date(Date.now() + this.#days * 86_400_000);
    github.state.branches.set('main', { name: 'main', protected: true, sha: FIRST });
  }

  pass(days: number): void {
    this.#days += days;
  }

  /** A push to main: its one job runs a command under the action. */
  push(id: number, sha: string, run: string): Promise<ActionResult> {
    this.#allow({ contents: 'read', issues: 'write' });
    return this.#act({ run, incidents: 'true' }, { id, sha });
  }

  /** A pull request whose own head brings a configuration along. */
  propose(id: number, run: string, configuration: string): Promise<ActionResult> {
    this.#allow({ contents: 'read', 'pull-requests': 'write', issues: 'write' });
    const env = { GITHUB_REF: 'refs/pull/7/merge', GITHUB_HEAD_REF: 'change', GITHUB_BASE_REF: 'main' };
    return this.#act(
      { run, incidents: 'true' },
      { id, sha: SECOND, env, event: fromBranch(7), files: { [CONFIGURATION]: configuration } },
    );
  }

  /** The gate of a release, in a run of its own whose other jobs passed. */
  release(id: number, sha: string, more: Partial<Call> = {}): Promise<ActionResult> {
    this.#allow({ contents: 'read', actions: 'read', issues: 'read' });
    this.#github.state.runs.add(id);
    this.#github.state.jobs.push(
      job('build', 'success', { run: id, sha }),
      job('gate', null, { run: id, sha, runner: 'GitHub Actions 7' }),
    );
    return this.#act({ mode: 'gate' }, { id, sha, ...more });
  }

  #act(inputs: Readonly<Record<string, string>>, { id, sha, env = {}, event, files }: Call): Promise<ActionResult> {
    return runAction({
      github: this.#github,
      inputs,
      ...(event && { event }),
      ...(files && { files }),
      env: {
        GITHUB_REF: 'refs/heads/main',
        GITHUB_REF_PROTECTED: 'true',
        GITHUB_RUN_ID: String(id),
        GITHUB_SHA: sha,
        RUNNER_NAME: 'GitHub Actions 7',
        NODE_OPTIONS: `--import ${CLOCK}`,
        SHIFT_HOURS: String(this.#days * 24),
        ...env,
      },
    });
  }

  #allow(permissions: Readonly<Record<string, 'read' | 'write'>>): void {
    this.#github.state.tokens.set(WORKFLOW_TOKEN.value, { ...WORKFLOW_TOKEN, permissions });
  }
}

interface Call {
  readonly id: number;
  readonly sha: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly files?: Readonly<Record<string, string>>;
}

const gate = ({ exitCode, outputs }: ActionResult) => [exitCode, outputs['verdict']];
const OPEN = [0, 'pass'];
const CLOSED = [1, 'fail'];

describe('a release pipeline, from the first P0 to the release', () => {
  it('opens an incident, closes the gate, ignores a waiver of the pull request, takes one of the base until it expires, opens when it is over', async ({
    github,
    expect,
  }) => {
    const project = new Project(github);

    // A P0 appears on main: an incident opens.
    await project.push(10, FIRST, PANIC);
    const [incident] = github.state.tracker;
    expect([incident?.title, incident?.state]).toEqual(['P0: A migration was changed after it was applied', 'open']);

    // The gate is closed, in a run that is green itself.
    const closed = await project.release(20, FIRST);
    expect(gate(closed)).toEqual(CLOSED);
    expect(closed.summary).toContain('[incident `#101`]');

    // A pull request that waives its own P0 is told so, and stays red; its own gate too.
    const proposed = await project.propose(30, PANIC, waiver(dayIn(10)));
    expect(proposed.outputs['verdict']).toBe('fail');
    const files = { [CONFIGURATION]: waiver(dayIn(10)) };
    expect(
      gate(
        await project.release(31, SECOND, {
          event: fromBranch(7),
          files,
          env: { GITHUB_REF: 'refs/pull/7/merge', GITHUB_BASE_REF: 'main' },
        }),
      ),
    ).toEqual(CLOSED);
    expect(github.state.tracker).toHaveLength(1);

    // The same waiver on the base branch opens the gate, and is shown with its end.
    github.state.files.set('main', { [CONFIGURATION]: waiver(dayIn(10)) });
    const waived = await project.release(40, FIRST);
    expect(gate(waived)).toEqual(OPEN);
    expect(waived.summary).toContain('### Waived');
    expect(waived.summary).toContain(
      `may stay until ${dayIn(10)}, waived by \`mona\`: \`the old database goes on Friday\``,
    );

    // On its last day it holds, on the next it does not.
    project.pass(10);
    expect(gate(await project.release(41, FIRST))).toEqual(OPEN);
    project.pass(1);
    const expired = await project.release(42, FIRST);
    expect(gate(expired)).toEqual(CLOSED);
    expect(expired.summary).toContain(`its waiver expired on ${dayIn(10)}`);

    // The fix is green: closing is proposed, and the gate waits for a person.
    const green = await project.push(50, SECOND, 'echo all migrated');
    expect(said(green, 'notice')).toEqual(['Incident #101: this run passed, closing it was proposed.']);
    expect(gate(await project.release(51, SECOND))).toEqual(CLOSED);
    Object.assign(incident ?? {}, { state: 'closed', stateReason: 'completed' });
    expect(gate(await project.release(52, SECOND))).toEqual(OPEN);

    // What comes back closes it again.
    await project.push(60, 'c'.repeat(40), PANIC);
    expect([incident?.state, github.state.tracker.length]).toEqual(['open', 1]);
    expect(gate(await project.release(61, 'c'.repeat(40)))).toEqual(CLOSED);
  });
});
