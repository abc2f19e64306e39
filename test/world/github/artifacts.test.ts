import { describe } from 'vitest';
import type { Source } from '../../../src/core/domain/source.js';
import { artifactLogs, artifactReports, openArtifacts } from '../../../src/world/github/artifacts.js';
import { connect } from '../../../src/world/github/client.js';
import { WorkflowRun } from '../../../src/world/github/workflow-run.js';
import { zip } from '../files/zip.js';
import { it } from './fixture.js';
import { type LoopbackGitHub, WORKFLOW_TOKEN } from './loopback.js';
import type { Artifact } from './workflow-runs.js';

const RUN = 99;
let nextId = 1;

/** A GitHub whose run 99 has these artifacts, and a token that may read them. */
function holding(github: LoopbackGitHub, ...artifacts: Partial<Artifact>[]): WorkflowRun {
  github.state.runs.add(RUN);
  for (const artifact of artifacts)
    github.state.artifacts.push({ id: nextId++, run: RUN, name: 'logs', content: zip([]), ...artifact });
  github.state.tokens.set('reader', { ...WORKFLOW_TOKEN, value: 'reader', permissions: { actions: 'read' } });
  return run(github, 'reader');
}

const run = (github: LoopbackGitHub, token: string) =>
  new WorkflowRun(connect(token, github.origin), github.state.repository, RUN, 'https://github.com');

async function textOf(source: Source | undefined): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source?.open() ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const LOG = zip([
  { name: 'build.log', content: 'it broke\n' },
  { name: 'shot.png', content: 'x' },
]);
const GREEN = zip([{ name: 'whydunit-report.json', content: '{"schema":1}' }]);

describe('the artifacts of a run', () => {
  it('are taken by name, read in place, and fetched without the token', async ({ github, expect }) => {
    const from = holding(
      github,
      { name: 'logs-1', content: LOG },
      { name: 'logs-secret', content: LOG },
      { name: 'binaries', content: LOG },
    );
    const { opened, problems, unmatched } = await openArtifacts(from, ['logs-*', '!*secret', 'trace?']);
    expect([problems, unmatched]).toEqual([[], ['trace?']]);
    expect(opened.map(({ url }) => url)).toEqual([
      `https://github.com/octo/app/actions/runs/99/artifacts/${github.state.artifacts[0]?.id}`,
    ]);
    const { sources, notes } = artifactLogs(opened[0]!);
    expect([sources.map(({ name }) => name), notes]).toEqual([['logs-1/build.log'], []]);
    expect(await textOf(sources[0])).toBe('it broke\n');
    expect(await textOf(sources[0])).toBe('it broke\n');
    expect(github.seen).toHaveLength(2);
  });

  it('are the newest of their name, on whatever page', async ({ github, expect }) => {
    const many = Array.from({ length: 120 }, (_, index) => ({ name: `other-${index}` }));
    const from = holding(github, { content: zip([{ name: 'a.log', content: 'old' }]) }, ...many, {
      content: zip([{ name: 'a.log', content: 'new' }]),
    });
    const { opened, problems } = await openArtifacts(from, ['logs']);
    expect(problems).toEqual([]);
    expect(await textOf(artifactLogs(opened[0]!).sources[0])).toBe('new');
    expect(github.seen).toHaveLength(3);
  });

  it('that hold no log are nothing to read, and said so', async ({ github, expect }) => {
    const from = holding(github, { content: zip([{ name: 'shot.png', content: 'x' }]) });
    const { opened } = await openArtifacts(from, ['logs']);
    expect(artifactLogs(opened[0]!)).toEqual({ sources: [], notes: ['artifact logs: holds no logs among its 1 file'] });
  });

  it('hold reports, one or several, as text of which nothing is believed', async ({ github, expect }) => {
    const two = zip([
      { name: 'a/whydunit-report.json', content: 'not even JSON' },
      { name: 'b.JSON', content: '{}' },
      { name: 'readme.txt', content: '' },
    ]);
    const from = holding(
      github,
      { name: 'whydunit-1', content: GREEN },
      { name: 'whydunit-2', content: two },
      { name: 'whydunit-3', content: LOG },
    );
    const { opened } = await openArtifacts(from, ['whydunit-*']);
    const { texts, problems } = await artifactReports(opened);
    expect(texts).toEqual([
      { name: 'whydunit-1/whydunit-report.json', text: '{"schema":1}' },
      { name: 'whydunit-2/a/whydunit-report.json', text: 'not even JSON' },
      { name: 'whydunit-2/b.JSON', text: '{}' },
    ]);
    expect(problems).toEqual(['artifact whydunit-3: it holds no report, which is a .json file']);
  });

  it('cost a bounded number of requests, and what is left out is counted', async ({ github, expect }) => {
    const from = holding(
      github,
      ...Array.from({ length: 32 }, (_, index) => ({ name: `logs-${index}`, content: LOG })),
    );
    const { opened, problems } = await openArtifacts(from, ['*']);
    expect([opened.length, github.seen.length]).toEqual([13, 14]);
    expect(problems).toEqual([
      expect.stringMatching(/^19 artifacts were left out \(logs-\d+, logs-\d+, logs-\d+ and 16 more\)/),
    ]);
  });
});

describe('what cannot be read is a problem in words', () => {
  const trouble = async (from: WorkflowRun) => (await openArtifacts(from, ['*'])).problems;

  it('no permission: which one, and where to add it', async ({ github, expect }) => {
    holding(github, { content: LOG });
    expect(await trouble(run(github, WORKFLOW_TOKEN.value))).toEqual([
      'artifacts of run 99: the token may not do that. Add to the job in your workflow: permissions: actions: read',
    ]);
  });

  it('no such run', async ({ github, expect }) => {
    const from = holding(github);
    github.state.runs.clear();
    expect((await trouble(from))[0]).toMatch(/^artifacts of run 99: GitHub knows nothing there \(404\)/);
  });

  it('expired or too large: nothing is asked for', async ({ github, expect }) => {
    const from = holding(github, { name: 'old', expired: true }, { name: 'huge', claimedSize: 5e9 });
    expect(await trouble(from)).toEqual([
      expect.stringMatching(/^artifact huge: is larger than 512 MiB/),
      expect.stringMatching(/^artifact old: has expired/),
    ]);
    expect(github.seen).toHaveLength(1);
  });

  it('hostile, or no archive: the others are still read', async ({ github, expect }) => {
    const from = holding(
      github,
      { name: 'a', content: zip([{ name: '../../x.log', content: 'x' }]) },
      { name: 'b', content: Buffer.from('<html>') },
      { name: 'c', content: LOG },
    );
    const { opened, problems } = await openArtifacts(from, ['*']);
    expect(opened.map(({ archive }) => archive.name)).toEqual(['c']);
    expect(problems).toEqual([
      expect.stringMatching(/^artifact a: is damaged or hostile/),
      expect.stringMatching(/^artifact b: is not a zip archive/),
    ]);
  });

  it('a host that is down for a moment is asked again, without another request to GitHub', async ({
    github,
    expect,
  }) => {
    const from = holding(github, { content: LOG });
    github.blobs.refuse(2);
    const { opened, problems } = await openArtifacts(from, ['*']);
    expect([opened.length, problems, github.seen.length]).toEqual([1, [], 2]);
  });

  it('[F9] a host that tears the connection down, at whatever byte, is asked again', async ({ github, expect }) => {
    const artifacts = Array.from({ length: 10 }, (_, index) => ({ name: `logs-${index}`, content: LOG }));
    const from = holding(github, ...artifacts);
    // Twice for each, in all at 20 places of the answer, and then not.
    for (let index = 0; index < 20; index++) {
      github.blobs.breakOff(Math.floor((index * LOG.length) / 20), 'reset');
      if (index % 2 === 1) github.blobs.breakOff(LOG.length, 'reset');
    }
    const { opened, problems } = await openArtifacts(from, ['*']);
    expect([opened.length, problems, github.blobs.requests]).toEqual([10, [], 30]);
  });

  it('[F9] a host that sends no more is given up', async ({ github, expect }) => {
    const from = holding(github, { content: LOG });
    github.blobs.breakOff(10, 'silence');
    expect(await trouble(from)).toEqual(['artifact logs: cannot be downloaded: it took too long']);
  });

  it('a host that has lost it', async ({ github, expect }) => {
    const from = holding(github, { content: LOG });
    github.blobs.refuse(1, 404);
    expect(await trouble(from)).toEqual(['artifact logs: cannot be downloaded: the host that keeps it answered 404']);
  });
});
