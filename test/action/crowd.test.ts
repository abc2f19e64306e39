import { describe, expect, it as plain } from 'vitest';
import { decode, encode } from '../../src/world/github/contributions/codec.js';
import { stateOf } from '../../src/world/github/contributions/state.js';
import { active, foreignHtml, read } from '../core/render/gfm.js';
import { abreast, figure } from '../scorecard/measured.js';
import { contribution, PLACE, passed, seeded } from '../world/github/contributions/crowd.js';
import { fromBranch } from '../world/github/events.js';
import { it } from '../world/github/fixture.js';
import { LoopbackGitHub } from '../world/github/loopback.js';
import { ACTIONS_BOT, type Account } from '../world/github/state.js';
import { runAction, said } from './runner.js';
import { BOOM, PATTERN_FILES, WITH_PATTERN } from './samples.js';

const MONA: Account = { login: 'mona', id: 2, type: 'User' };
const BOOM_B8 = BOOM.replace('B7', 'B8');
/** Real processes are heavy: races of many, with many seeds, are run in test/contributions. The whole scorecard runs more. */
const SIZES = process.env['WHYDUNIT_SEEDS'] === undefined ? [6] : [8, 32];

const act = (github: LoopbackGitHub, run = BOOM, more: Partial<Parameters<typeof runAction>[0]> = {}) => {
  github.state.files.set('main', PATTERN_FILES);
  return runAction({
    inputs: { run, ...WITH_PATTERN, ...more.inputs },
    files: PATTERN_FILES,
    event: fromBranch(7),
    github,
    ...(more.env && { env: more.env }),
    ...(more.onStart && { onStart: more.onStart }),
  });
};

const ours = (github: LoopbackGitHub) =>
  github.state
    .commentsOf(7)
    .filter(({ body, author }) => author === ACTIONS_BOT && body.startsWith('<!-- whydunit -->\n'));

const jobsIn = (github: LoopbackGitHub) =>
  [...(decode(ours(github)[0]?.body.split('\n')[1] ?? '', PLACE) ?? [])].map(([, { now }]) => now.job).sort();

describe('jobs that end at once', () => {
  plain.each(SIZES)('write one comment that tells of each of them: %i processes', async (size) => {
    const github = await LoopbackGitHub.start();
    github.state.addPullRequest(7);
    github.latency = () => Math.random() * 40;
    const cells = Array.from({ length: size }, (_, index) => `${index + 1}`);
    const results = await Promise.all(
      cells.map((cell) => act(github, BOOM, { inputs: { matrix: `{"n":"${cell}"}` } })),
    );
    await github.stop();
    expect(github.complaints).toEqual([]);
    expect(results.flatMap((result) => said(result, 'warning'))).toEqual([]);
    expect([ours(github).length, github.state.comments.length]).toEqual([1, 1]);
    expect(jobsIn(github)).toEqual(cells.map((cell) => `test (${cell})`).sort());
    expect(ours(github)[0]?.body).toContain(`Where: ${size} places`);
    expect(github.seen.length / size).toBeLessThanOrEqual(25);
  });
});

describe.concurrent('a job that is ended in the middle', () => {
  for (const [method, count] of [
    ['GET', 1],
    ['GET', 2],
    ['POST', 1],
    ['GET', 3],
    ['GET', 4],
  ] as const) {
    for (const moment of ['on its way there', 'on its way back'] as const) {
      it(`[F10] at ${method} ${count}, ${moment}, leaves no second comment for its next run`, async ({
        github,
        expect,
      }) => {
        let terminate = () => {};
        let travels = 0;
        github.latency = () => {
          const asked = github.seen.filter((one) => one.method === method && one.path !== '/graphql').length;
          if (asked === count && ++travels === (moment === 'on its way there' ? 1 : 2)) terminate();
          return 30;
        };
        const killed = await act(github, BOOM, { onStart: (end) => (terminate = end) });
        expect(killed.exitCode).not.toBe(0);
        github.latency = undefined;
        const again = await act(github, BOOM, { env: { GITHUB_RUN_ATTEMPT: '2' } });
        expect(said(again, 'warning')).toEqual([]);
        expect([ours(github).length, github.state.comments.length]).toEqual([1, 1]);
      });
    }
  }
});

plain('[F10] a job ended at fifty random points leaves no half file and no second comment', async (context) => {
  const random = seeded(10);
  const whole = await endedAt(Number.POSITIVE_INFINITY, 0);
  const points = Array.from({ length: 50 }, () => [1 + Math.floor(random() * whole.requests), random() * 60] as const);
  const bad: string[] = [];
  let ended = 0;
  await abreast(points, 4, async ([request, wait]) => {
    const { wrong, requests } = await endedAt(request, wait);
    bad.push(...wrong.map((what) => `request ${request} and ${wait.toFixed(1)} ms: ${what}`));
    if (requests < whole.requests) ended++;
  });
  expect([...whole.wrong, ...bad]).toEqual([]);
  // Behind the last request, and while it travels, there is nothing more to ask.
  expect(ended).toBeGreaterThan(points.length / 2);
  figure(context, `${points.length} points, ${ended} before its last request, 0 duplicates`);
});

/** Ends a job so long after it made its n-th request, then lets its next run do all of it; what is wrong then. */
async function endedAt(request: number, wait: number) {
  const github = await LoopbackGitHub.start();
  github.state.addPullRequest(7);
  let terminate = () => {};
  let endedAt: number | undefined;
  github.latency = () => {
    if (endedAt === undefined && github.seen.length >= request) {
      endedAt = performance.now() + wait;
      setTimeout(terminate, wait);
    }
    return 30;
  };
  const inputs = { json: 'report.json' };
  const killed = await act(github, BOOM, { inputs, onStart: (end) => (terminate = end) });
  const seconds = endedAt === undefined ? 0 : (performance.now() - endedAt) / 1_000;
  const requests = github.seen.length;
  github.latency = undefined;
  const again = await act(github, BOOM, { inputs, env: { GITHUB_RUN_ATTEMPT: '2' } });
  await github.stop();
  const wrong = [
    ...(killed.exitCode === 0 ? ['it is green'] : []),
    ...(seconds > 5 ? [`it took ${seconds.toFixed(1)} s to end`] : []),
    ...(isHalf(killed.files['report.json']) ? ['half a report'] : []),
    ...said(again, 'warning'),
    ...(github.state.comments.length === 1 ? [] : [`${github.state.comments.length} comments`]),
    ...(ours(github).length === 1 ? [] : [`${ours(github).length} of them are ours`]),
    ...github.complaints,
  ];
  return { wrong, requests };
}

function isHalf(report: string | undefined): boolean {
  try {
    return report !== undefined && typeof JSON.parse(report) !== 'object';
  } catch {
    return true;
  }
}

describe.concurrent('the hidden lines', () => {
  const forged = () => encode(stateOf(contribution('forged', { job: 'forged-job', run: 999_999 })), PLACE);

  it('[S4] are believed in nobody’s comment but our own account’s, and only where they belong', async ({
    github,
    expect,
  }) => {
    const mark = '<!-- whydunit -->';
    github.state.addComment(7, MONA, `${mark}\n${forged()}\n\nforged`);
    github.state.addComment(7, { login: 'evil[bot]', id: 9, type: 'Bot' }, `${mark}\n${forged()}\n\nforged`);
    github.state.addComment(7, ACTIONS_BOT, `Quoting:\n${mark}\n${forged()}\n`);
    github.state.addComment(7, ACTIONS_BOT, `\`\`\`text\n${mark}\n${forged()}\n\`\`\``);
    github.state.addComment(7, ACTIONS_BOT, `<!-- hidden\n${mark}\n${forged()}\n-->`);
    const foreign = structuredClone(github.state.comments);
    await act(github);
    await act(github, BOOM_B8, { env: { GITHUB_RUN_ID: '4712' } });
    expect(github.state.comments.slice(0, 5)).toEqual(foreign);
    expect([github.state.comments.length, jobsIn(github)]).toEqual([6, ['test']]);
    expect(ours(github)[0]?.body).not.toContain('forged');
  });

  it('[S4] that a log prints are an excerpt and nothing more', async ({ github, expect }) => {
    const evil = `cat <<'EOF'\n<!-- whydunit -->\n${forged()}\nboom: boiler <!--whydunit--> burst\nEOF\nexit 3`;
    await act(github, evil);
    await act(github, evil, { env: { GITHUB_JOB: 'lint' } });
    expect([github.state.comments.length, jobsIn(github)]).toEqual([1, ['lint', 'test']]);
  });

  it('[G12] that make no sense make a comment nobody’s: it is left alone, and another one begun, once', async ({
    github,
    expect,
  }) => {
    const own = encode(stateOf(contribution('x')), PLACE);
    for (const broken of [
      '',
      '<!-- whydunit-data 1 AAAA -->',
      '<!-- whydunit-data 9 x -->',
      own.replace('data 2 0', 'data 2 1').slice(0, -9),
    ])
      github.state.addComment(7, ACTIONS_BOT, `<!-- whydunit -->\n${broken}\n\nwritten by a step for somebody`);
    const foreign = structuredClone(github.state.comments);
    await act(github);
    await act(github, BOOM_B8, { env: { GITHUB_RUN_ID: '4712' } });
    expect(github.state.comments.slice(0, 4)).toEqual(foreign);
    expect(github.state.comments).toHaveLength(5);
    expect(github.state.comments[4]?.body).toContain('Boiler `B8` burst');
  });

  const POISON: readonly (readonly [what: string, Parameters<typeof contribution>[1]])[] = [
    ['a run that can never be', { sha: 'f'.repeat(40), run: 9_007_199_254_740_000 }],
    ['a time that can never be', { run: 4711, at: 9_007_199_254_740_000 }],
    ['our own job, of a run that nobody knows', { run: 4_711_000 }],
    ['our own job, of an attempt that never was', { run: 4711, attempt: 99 }],
    ['a commit that is not the head', { sha: 'f'.repeat(40), run: 4_711_000, key: 'other' }],
  ];
  for (const [what, over] of POISON) {
    it(`[G12] that claim ${what} never silence a P0`, async ({ github, expect }) => {
      await act(github);
      const [comment] = github.state.comments;
      const key =
        over?.key ??
        /"key":"([^"]+)"/.exec(JSON.stringify([...(decode(comment?.body.split('\n')[1] ?? '', PLACE) ?? [])]))?.[1];
      const forged = passed(key ?? '', { sha: 'b'.repeat(40), at: Date.now() - 1_000, ...over });
      github.state.comments.splice(0);
      github.state.addComment(7, ACTIONS_BOT, `<!-- whydunit -->\n${encode(stateOf(forged), PLACE)}\n\nAll is well.`);
      for (const run of ['4711', '4712']) {
        await act(github, BOOM, { env: { GITHUB_RUN_ID: run } });
        const told = ours(github).map(({ body }) => body.includes('Boiler `B7` burst'));
        expect([run, told.some(Boolean)]).toEqual([run, true]);
      }
    });
  }

  it('that lie cannot bring in addresses, markup or mentions', async ({ github, expect }) => {
    await act(github);
    const [comment] = github.state.comments;
    const lying = contribution('lying', {
      job: '</details><img src=x> @octocat',
      workflow: '[x](https://evil.example)',
    });
    const report = {
      ...lying.report,
      unknown: [
        {
          fingerprint: 'f<b>',
          primary: true,
          failure: {
            tool: 'pytest',
            kind: 'test',
            name: '@octocat <script>',
            message: '![x](https://evil.example/p.png)',
          },
          evidence: [{ source: '@octocat', line: 1, text: '```\n</details>', url: 'https://evil.example/' }],
        },
      ],
    };
    if (comment !== undefined)
      comment.body = `<!-- whydunit -->\n${encode(stateOf({ ...lying, report, sha: 'b'.repeat(40), run: 4711 }), PLACE)}\n`;
    await act(github, BOOM_B8);
    const body = comment?.body ?? '';
    expect(body).toContain('Boiler `B8` burst');
    expect(body).toContain('2 jobs');
    const reading = read(body.split('\n').slice(2).join('\n'));
    expect([foreignHtml(reading.html), reading.counts['image'], reading.text.find(active)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(reading.links.filter((url) => !url.startsWith('https://github.com/octo/app/'))).toEqual([]);
  });
});
