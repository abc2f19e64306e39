import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/core/domain/incident.js';
import { quote } from '../../../src/core/domain/quoted.js';
import type { Report } from '../../../src/core/domain/report.js';
import type { Waiver } from '../../../src/core/domain/waiver.js';
import { judgeRelease, type RunTold } from '../../../src/core/gate/release.js';
import { renderGateOutputs } from '../../../src/core/render/gate/outputs.js';
import { renderGate } from '../../../src/core/render/gate/page.js';
import { renderGateTerminal } from '../../../src/core/render/gate/terminal.js';
import { active, foreignHtml, read } from './gfm.js';
import { diagnosis, occurrence, RUN, report, unknown } from './reports.js';

const { job: _, ...COMMIT } = RUN;
const at = (name: string) => ({ ...occurrence(`${name}: build.log`), job: { name } });
const boiler = diagnosis({
  pattern: 'house/boiler',
  title: `Boiler ${quote('B7')} burst`,
  severity: 'P0',
  fingerprint: '00000000000000aa',
  occurrences: [at('test (3.11)'), at('test (3.12)')],
});
const incident = (over: Partial<Incident> = {}): Incident => ({
  fingerprint: '00000000000000bb',
  pattern: 'house/roof',
  severity: 'P0',
  state: 'new',
  title: quote('The roof leaks'),
  opened: '2026-11-20T10:00:00.000Z',
  lastSeen: '2026-11-22T10:00:00.000Z',
  count: 4,
  reference: { name: '#101', url: 'https://github.com/acme/orders/issues/101' },
  ...over,
});
const waiver = (pattern: string, expires: string, reason = 'spring cleaning'): Waiver => ({
  covers: { pattern },
  reason,
  owner: 'mona',
  expires,
});
const RUN_TOLD: RunTold = {
  jobs: [
    { name: 'docs-links', conclusion: 'failure', url: 'https://github.com/acme/orders/actions/runs/1/job/2' },
    { name: 'test (3.11)', conclusion: 'success' },
  ],
  reports: [],
  lay: [
    { name: 'whydunit-test/a.json', job: 'test (3.11)', step: 'why', attempt: 1, findings: 2 },
    { name: 'whydunit-old/b.json', job: 'e2e', attempt: 1, findings: 1, aside: 'its job passed in attempt 2' },
  ],
  tolerance: { jobs: ['docs-*'] },
};
const judged = (
  found: Partial<Report>,
  open: readonly Incident[],
  waivers: readonly Waiver[],
  problems: readonly string[],
  told = RUN_TOLD,
) =>
  judgeRelease(
    report({ run: COMMIT, jobs: [{ name: 'test (3.11)', status: 'failed' }], ...found }),
    open,
    { failOn: 'P0', problems, waiving: { waivers, today: '2026-11-23' } },
    told,
  );

const CLOSED = judged(
  { diagnoses: [boiler, diagnosis()] },
  [
    incident(),
    incident({
      fingerprint: '00000000000000cc',
      pattern: 'house/door',
      title: quote('The door jams'),
      reference: { name: '#102' },
    }),
  ],
  [waiver('house/door', '2026-11-30'), waiver('house/roof', '2026-11-22')],
  [`the job ${quote('e2e')} was cancelled, and no report of it says why`],
);

describe('the page of a gate', () => {
  it('says whether it is open, by what and since when, what is waived, what was not checked, and what to do', () => {
    expect(renderGate(CLOSED)).toMatchInlineSnapshot(`
      "## 🔴 The release gate is closed

      **2 problems are unresolved.**

      ### What closes it

      | Severity | What | Since | Where |
      | - | - | - | - |
      | P0 | Boiler \`B7\` burst \`house/boiler\` | this run | jobs \`test (3.11)\`, \`test (3.12)\` |
      | P0 | \`The roof leaks\` \`house/roof\` | 2026-11-20 | [incident \`#101\`](https://github.com/acme/orders/issues/101), seen in 4 runs, last 2026-11-22 |

      ### What could not be checked

      - The job \`e2e\` was cancelled, and no report of it says why.

      ### Waived

      | Severity | What | Since | Where |
      | - | - | - | - |
      | P0 | \`The door jams\` \`house/door\` | 2026-11-20 | incident \`#102\`, seen in 4 runs, last 2026-11-22 |

      **By this repository's own rules**

      - \`house/roof\` counts again: its waiver expired on 2026-11-22, waived by \`mona\`: \`spring cleaning\`.
      - \`house/door\` may stay until 2026-11-30, waived by \`mona\`: \`spring cleaning\`.

      ### Does not close it

      | Severity | What | Since | Where |
      | - | - | - | - |
      | P1 | A moved value is used again \`rust/moved-value\` | this run | this run |

      ### To open it

      - Fix what closes it, and release the commit that has the fix.
      - Close each incident once its fix is proved: a green run proposes it, a person does it.
      - Repair what could not be checked, then run this job again.
      - Or decide that it may stay for a while, in a waiver that names reason, owner and last day.

      <details>
      <summary>Let it stay for a while</summary>

      Fill this in and put it into \`.github/whydunit.yml\` on the base branch. Then it is shown and does not close the gate.

      \`\`\`yaml
      waivers:
        - fingerprint: '00000000000000aa' # or, for all of its kind, pattern: house/boiler
          reason: '' # why it may stay for now
          owner: '' # who will see to it
          expires: '' # the last day it holds, YYYY-MM-DD
      \`\`\`

      </details>

      ### Jobs of the run

      | Job | Ended | Release | Why |
      | - | - | - | - |
      | [\`docs-links\`](https://github.com/acme/orders/actions/runs/1/job/2) | \`failure\` | allowed | tolerated by its name |
      | \`test (3.11)\` | \`success\` | | |

      ### Reports

      | Report | Job | Step | Findings | |
      | - | - | - | - | - |
      | \`whydunit-test/a.json\` | \`test (3.11)\` | \`why\`, attempt 1 | 2 | counted |
      | \`whydunit-old/b.json\` | \`e2e\` | attempt 1 | 1 | set aside: its job passed in attempt 2 |

      <sub>Looked at: 2 jobs, 2 reports (1 set aside), 2 open incidents.</sub>

      <sub>**Gate closed (closes on P0) by 2 findings**: P0 house/boiler is unresolved; P0 house/roof (\`#101\`) is unresolved; the waiver of \`mona\` expired on 2026-11-22; the job \`e2e\` was cancelled, and no report of it says why · read 1 source, 612 lines, 48 kB · commit \`4f2c9d1\` · [run 9182736455, to rerun failed jobs](https://github.com/acme/orders/actions/runs/9182736455/attempts/1) · whydunit 0.1.0</sub>
      "
    `);
  });

  it('says the same on a terminal', () => {
    expect(renderGateTerminal(CLOSED, { colour: false, width: 100 })).toMatchInlineSnapshot(`
      "The release gate is closed: 2 problems are unresolved.
        P0 Boiler \`B7\` burst (house/boiler), since this run, jobs test (3.11), test (3.12), fingerprint
             00000000000000aa
        P0 The roof leaks (house/roof), since 2026-11-20, incident #101, fingerprint 00000000000000bb
        P0 The door jams (house/door), since 2026-11-20, incident #102, waived, fingerprint
             00000000000000cc
      job: \`docs-links\` may: tolerated by its name.
      set aside: whydunit-old/b.json: its job passed in attempt 2.
      not checked: the job \`e2e\` was cancelled, and no report of it says why.
      waiver: \`house/roof\` counts again: its waiver expired on 2026-11-22, waived by \`mona\`: \`spring
              cleaning\`.
      waiver: \`house/door\` may stay until 2026-11-30, waived by \`mona\`: \`spring cleaning\`.
      Gate closed (closes on P0) by 2 findings. Looked at: 2 jobs, 2 reports (1 set aside), 2 open
      incidents.
      "
    `);
  });

  it('is green over what is waived, and says so', () => {
    const open = judged({ diagnoses: [boiler] }, [], [waiver('house/boiler', '2026-11-23')], []);
    const page = renderGate(open);
    expect(page).toMatch(
      /^## 🟢 The release gate is open\n\n\*\*Nothing but what is waived is unresolved; `docs-links` did not pass and may\.\*\*\n/,
    );
    expect(page).toContain('may stay until 2026-11-23, waived by `mona`: `spring cleaning`.');
    expect(page).not.toContain('### To open it');
  });

  it('counts what is found and still open', () => {
    expect(renderGateOutputs(CLOSED)).toMatchObject({
      severity: 'P0',
      primary: 'house/boiler',
      count: '4',
      'p0-count': '3',
      'retry-safe': 'false',
      verdict: 'fail',
    });
  });

  it('lets nothing from outside act', () => {
    const evil = '@mona #1 ![x](https://evil.example) </details><script> | `` ``` \n::error::x ##[add-mask]y';
    const page = judged(
      { diagnoses: [{ ...boiler, title: quote(evil), occurrences: [at(evil)] }], unknown: [unknown()] },
      [incident({ title: quote(evil), reference: { name: evil, url: 'javascript:alert(1)' } })],
      [waiver('house/boiler', '2026-11-22', evil)],
      [`x.log: ${quote(evil)}`],
      {
        jobs: [{ name: evil, conclusion: evil, url: 'javascript:alert(1)' }],
        reports: [],
        lay: [{ name: evil, job: evil, step: evil, findings: 1, aside: quote(evil) }],
        tolerance: { jobs: [evil] },
      },
    );
    const { text, html, links, counts } = read(renderGate(page));
    expect([text.map(active).find(Boolean), foreignHtml(html), counts['image'], counts['table']]).toEqual([
      undefined,
      undefined,
      undefined,
      4,
    ]);
    expect(links.every((link) => link.startsWith('https://github.com/acme/orders/'))).toBe(true);
    for (const line of renderGateTerminal(page, { colour: true, width: 80 }).split('\n')) {
      expect(line).not.toMatch(/^\s*::/);
      expect(line).not.toContain('##[');
    }
  });

  it('fits, however much there is', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      incident({ fingerprint: String(index).padStart(16, '0'), title: quote('x'.repeat(500)) }),
    );
    const page = renderGate(judged({}, many, [], []), 60_000);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(60_000);
    expect(page.split('\n').filter((line) => line.startsWith('…'))).toEqual(['…and 4,950 more.']);
    expect(renderGateTerminal(judged({}, many, [], []), { colour: false, width: 80 })).toContain('…and 4,950 more');
  });
});
