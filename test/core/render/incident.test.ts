import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/core/domain/incident.js';
import { patternPage } from '../../../src/core/home.js';
import { closingProposal, incidentState, incidentStory, incidentTitle } from '../../../src/core/render/incident.js';
import { begin, passedSince, returned, seenAgain } from '../../../src/world/github/incidents/advance.js';
import { active, foreignHtml, read } from './gfm.js';
import { diagnosis, evidence, RUN, redisReport, report } from './reports.js';

const here = (run: number, at: string): Attempt => ({
  at,
  run,
  attempt: 1,
  sha: String(run).padEnd(40, 'a'),
  branch: 'main',
  job: 'abc123abc123',
});
const whole = redisReport();
const [p0] = whole.diagnoses as [ReturnType<typeof diagnosis>];

describe('an incident', () => {
  it('says how grave it is, how often and when it was seen, and what became of it', () => {
    let record = begin(p0, here(10, '2026-11-23T03:00:59.000Z'));
    record = seenAgain(record, here(11, '2026-11-23T04:10:00.000Z')) ?? record;
    record = passedSince(record, here(12, '2026-11-23T05:00:00.000Z')) ?? record;
    record = returned(record, here(13, '2026-11-24T09:00:00.000Z')) ?? record;
    expect(
      incidentState(record, RUN),
    ).toBe(`**P0** respond immediately · seen in 3 runs of \`main\` · first 2026-11-23 03:00 UTC, last 2026-11-24 09:00 UTC · \`redis/connection-refused\`

### Timeline

| When | What happened | Run | Commit |
| - | - | - | - |
| 2026-11-23 03:00 UTC | opened | [run 10](https://github.com/acme/orders/actions/runs/10/attempts/1) | \`10aaaaa\` |
| 2026-11-23 04:10 UTC | seen again | [run 11](https://github.com/acme/orders/actions/runs/11/attempts/1) | \`11aaaaa\` |
| 2026-11-23 05:00 UTC | passed; closing proposed | [run 12](https://github.com/acme/orders/actions/runs/12/attempts/1) | \`12aaaaa\` |
| 2026-11-24 09:00 UTC | came back, opened again | [run 13](https://github.com/acme/orders/actions/runs/13/attempts/1) | \`13aaaaa\` |`);
  });

  it('tells of itself alone: root cause, evidence, first fifteen minutes, postmortem', () => {
    const story = incidentStory(whole, p0);
    for (const part of [
      '## What happened',
      '**Evidence**',
      '**Fix**',
      '## First fifteen minutes\n\n- [ ] Hold the release',
      '- [ ] Save before any restart',
      '- [ ] Read the proving lines',
      '## Postmortem',
      '### Action items',
    ])
      expect(story).toContain(part);
    // The other findings of the run have, or need, issues of their own.
    expect(story).not.toContain('one-shot service');
  });

  it('fits, whatever the log holds', () => {
    const long = evidence('x.log', 1, `${'@mona #1 ``` </details> '.repeat(2_000)}\n`.repeat(60), ['@mona']);
    const fat = diagnosis({ severity: 'P0', title: 'x'.repeat(1_000), evidence: long, rootCause: 'y '.repeat(40_000) });
    const story = incidentStory(report({ diagnoses: [fat] }), fat);
    expect(story.length).toBeLessThanOrEqual(52_100);
    expect(incidentTitle(fat).length).toBeLessThanOrEqual(250);
    const { text, html, links, counts } = read(story);
    expect([text.map(active).find(Boolean), foreignHtml(html)]).toEqual([undefined, undefined]);
    expect([...new Set(links)].sort()).toEqual([
      patternPage('rust/moved-value'),
      'https://github.com/acme/orders/actions/runs/9182736455',
      expect.stringMatching(
        /^https:\/\/github\.com\/acme\/orders\/issues\/new\?template=wrong-answer\.yml&title=[\w%+]+/,
      ),
    ]);
    expect(counts['image']).toBeUndefined();
  });

  it('proposes closing in words that nobody can take for an order', () => {
    const text = closingProposal(here(12, '2026-11-23T05:00:00.000Z'), RUN);
    expect(text).toContain(
      '[Run 12](https://github.com/acme/orders/actions/runs/12/attempts/1) of `main` passed at commit `12aaaaa`',
    );
    expect(text).toContain('until somebody does, the release gate stays closed');
  });
});
