import { describe, expect, it, vi } from 'vitest';
import { bugReport } from '../../../src/core/render/documents/bug.js';
import { postmortem } from '../../../src/core/render/documents/postmortem.js';
import { statusUpdate } from '../../../src/core/render/documents/status.js';
import { type Subject, subjectOf } from '../../../src/core/render/documents/subject.js';
import { span, timeline } from '../../../src/core/render/documents/times.js';
import type { ReportV1 } from '../../../src/core/render/json/v1.js';
import { toV1 } from '../../../src/core/render/json.js';
import { commandFor } from '../../../src/core/shell/one-test.js';
import { active, foreignHtml, read } from './gfm.js';
import { expectGolden } from './golden.js';
import { hostile } from './random.js';
import { diagnosis, evidence, hostileReport, occurrence, redisReport, report, unknown } from './reports.js';

// Generous: the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const DOCUMENTS = { bug: bugReport, status: statusUpdate, postmortem };
const write = (kind: keyof typeof DOCUMENTS, value: ReportV1) => DOCUMENTS[kind](value, subjectOf(value) as Subject);
const kinds = Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[];

/** The two Redis diagnoses with the stamps a runner puts on each line. */
function timed(): ReportV1 {
  const value = toV1(redisReport());
  const stamp = (index: number) => `2026-11-22T04:5${index % 10}:51.7439207Z`;
  const diagnoses = value.diagnoses.map((each) => ({
    ...each,
    evidence: each.evidence.map((line, index) => ({ ...line, time: stamp(index) })),
  }));
  return { ...value, diagnoses };
}

describe('a document filled in from a report', () => {
  it.each(kinds)('%s', (kind) => {
    expectGolden(`document.${kind}.md`, write(kind, timed()));
  });

  it.each(kinds)('%s marks as blank what nobody knows, and invents nothing, for an unknown failure', (kind) => {
    const page = write(kind, { ...toV1(report({ unknown: [unknown({ primary: true })] })), run: {} });
    expect(page).toContain('_to be filled in: ');
    expect(page).toContain('and the cause is not known');
    expect(page).not.toMatch(/undefined|NaN|\[x\]|\[object/);
  });

  it('names the failing test as the one to keep, unless the machine is to blame', () => {
    const failed = { kind: 'test', tool: 'libtest', name: 'store::keeps_order' } as const;
    const page = (cause: 'code' | 'flaky') =>
      write(
        'postmortem',
        toV1(report({ diagnoses: [diagnosis({ cause, occurrences: [occurrence('a.log', failed)] })] })),
      );
    expect(page('code')).toContain('- [x] Regression test: `store::keeps_order` already fails for this; keep it.');
    expect(page('flaky')).toContain('- [ ] Regression test: _to be filled in: ');
  });
});

describe('what a web service lives from', () => {
  const boxes = (text: string) =>
    write('status', toV1(report({ diagnoses: [diagnosis({ evidence: evidence('a.log', 1, text, [text]) })] })));

  it.each([
    ['✘ [ERROR] of wrangler', 'Look at Cloudflare (dash.cloudflare.com): `npx wrangler tail --format pretty`'],
    ['modal.exception.RemoteError: cold', 'Look at Modal (modal.com/apps): `modal app logs APP`'],
    [
      '[CONVEX M(kilns:fire)] Uncaught Error: cold',
      'Look at Convex (dashboard.convex.dev): `npx convex logs --history 100`',
    ],
    ['sentry-cli: upload failed', 'Look at Sentry (sentry.io): '],
  ])('has a box of its own in the first fifteen minutes: %s', (text, box) => {
    expect(boxes(text)).toContain(`- [ ] ${box}`);
    expect(boxes('nothing hosted')).not.toContain('- [ ] Look at Cloudflare');
  });

  it('a number out of bounds or a failed check is no root cause yet', () => {
    const page = (pattern: string) => write('status', toV1(report({ diagnoses: [diagnosis({ pattern })] })));
    expect(page('metrics/5xx')).toContain('- [ ] Root cause identified (so far how it shows: `metrics/5xx`)');
    expect(page('redis/no-expiry')).toContain('- [x] Root cause identified (`redis/no-expiry`');
  });
});

describe('the timeline', () => {
  const at = (...times: (string | undefined)[]) => {
    const lines = times.flatMap((time, index) =>
      evidence('a.log', index + 1, `line ${index + 1}`, ['line']).map((line) => ({ ...line, ...(time && { time }) })),
    );
    return timeline(toV1(report({ diagnoses: [diagnosis({ evidence: lines })] }))).moments;
  };

  it('is in order of time, one line for each second', () => {
    const moments = at('2026-11-22T04:53:51.9Z', '2026-11-22T04:53:50.1Z', '2026-11-22T04:53:50.2Z', undefined);
    expect(moments.map(({ time, line }) => [time, line])).toEqual([
      ['2026-11-22 04:53:50 UTC', 2],
      ['2026-11-22 04:53:51 UTC', 1],
    ]);
    expect(span(moments)).toBe('1 s');
  });

  it('counts with offsets and the forms runners write', () => {
    const moments = at('2026-11-22 06:00:00,5+02:00', '2026-11-22T04:00:01Z', '2026-11-23T05:02:00Z');
    expect(moments.map(({ time }) => time.slice(0, 19))).toEqual([
      '2026-11-22 04:00:00',
      '2026-11-22 04:00:01',
      '2026-11-23 05:02:00',
    ]);
    expect(span(moments)).toBe('1 d 1 h');
  });

  it('keeps what is no date as written, in the order of the report', () => {
    const moments = at('later', '2026-11-22T04:00:01Z', '99999-99-99');
    expect(moments.map(({ time }) => time)).toEqual(['later', '2026-11-22 04:00:01 UTC', '99999-99-99']);
    expect(span(moments)).toBeUndefined();
  });

  it.each([
    ['api-1  | 2026-11-28T21:14:37Z refused', '2026-11-28 21:14:37 UTC'],
    ['[2026-11-28 23:17:51 +0100] [7] [CRITICAL] WORKER TIMEOUT (pid:21)', '2026-11-28 22:17:51 UTC'],
    ['2026-11-28 21:14:09,311 ERROR kiln cold', '2026-11-28 21:14:09'],
    ['2026-11-28 23:15:08.235 UTC [88] FATAL:  too hot', '2026-11-28 23:15:08 UTC'],
    ['GET https://kiln.test/ - Exception Thrown @ 11/28/2026, 9:14:07 PM', '2026-11-28 21:14:07'],
    ['{"level":"error","timestamp":"2026-11-28T21:14:09.5Z"}', '2026-11-28 21:14:09 UTC'],
    ['10.0.0.1 - - [28/Nov/2026:21:14:09 +0000] "GET / HTTP/1.1" 502 1', '2026-11-28 21:14:09 UTC'],
    ['kiln 3.12.1 since 2026-11', undefined],
  ])('reads the stamp that a line carries itself: %s', (text, time) => {
    const lines = evidence('a.log', 1, text, [text]);
    const { moments } = timeline(toV1(report({ diagnoses: [diagnosis({ evidence: lines })] })));
    expect(moments.map((moment) => moment.time)).toEqual(time === undefined ? [] : [time]);
  });

  it('is bounded, and counts what it leaves out', () => {
    const lines = Array.from({ length: 90 }, (_, index) => ({
      source: 'a.log',
      line: index + 1,
      text: 'x',
      time: new Date(index * 60_000).toISOString(),
    }));
    const value = toV1(report({ diagnoses: [diagnosis()] }));
    const long = { ...value, diagnoses: value.diagnoses.map((each) => ({ ...each, evidence: lines })) };
    expect(timeline(long)).toMatchObject({ moments: { length: 40 }, omitted: 50 });
  });
});

describe('the command that runs the failing test alone', () => {
  const command = (tool: string, name: string, kind = 'test') => commandFor([{ tool, kind, name }]);

  it.each([
    ['libtest', 'store::keeps_order', 'cargo test -- --exact store::keeps_order'],
    ['pytest', 'tests/test_a.py::test_b[1-x y]', "pytest 'tests/test_a.py::test_b[1-x y]'"],
    ['libtest', "a'; rm -rf / #", undefined],
    ['pytest', '--pdb', undefined],
    ['pytest', 'a\nb', undefined],
    ['constructor', 'a', undefined],
    ['docker', 'a', undefined],
  ])('%s %s', (tool, name, expected) => {
    expect(command(tool, name)).toBe(expected);
  });

  it('is not known for anything but a test', () => {
    expect(command('pytest', 'a', 'session')).toBeUndefined();
  });
});

describe('hostile text in a report', () => {
  it.each(kinds)('stays text in the %s', (kind) => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const text = hostile(seed * 7_919);
      const value = toV1(hostileReport(text));
      const reading = read(write(kind, JSON.parse(JSON.stringify(value)) as ReportV1));
      const words = reading.text.map(active).find((word) => word !== undefined);
      expect({ seed, text, html: foreignHtml(reading.html), words }).toEqual({
        seed,
        text,
        html: undefined,
        words: undefined,
      });
      const foreign = reading.links.filter(
        (url) =>
          !url.startsWith('https://github.com/acme/orders/') &&
          !/^https:\/\/(?:b\.)?example\//.test(url.replace('example.com', 'example')),
      );
      expect({ seed, foreign }).toEqual({ seed, foreign: [] });
      expect(reading.counts).not.toHaveProperty('image');
      expect(reading.counts).not.toHaveProperty('blockquote');
      expect({ seed, headings: read(write(kind, value)).counts['heading'] }).toEqual({
        seed,
        headings: read(write(kind, toV1(hostileReport('q')))).counts['heading'],
      });
    }
  });
});
