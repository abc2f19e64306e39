import { describe, expect, test } from 'vitest';
import { hungService } from '../../../src/knowledge/container/hung-service.js';
import { pstats } from '../../../src/knowledge/metrics/pstats.js';
import { tracemalloc } from '../../../src/knowledge/metrics/tracemalloc.js';
import { pytestDurations } from '../../../src/knowledge/pytest/pytest-durations.js';
import { recorded, runParser } from '../run-parser.js';

describe('pytest --durations', () => {
  test('in a run it is an aside', () => {
    const [found] = runParser(pytestDurations, recorded('perf/slow-tests-beside-failure')).failures;
    expect(found).toMatchObject({
      role: 'aside',
      facts: { slowestSeconds: expect.closeTo(1.3, 1), test: 'test_reports.py::test_year' },
    });
  });
  test('as the whole file it is what the file says', () => {
    expect(runParser(pytestDurations, recorded('perf/slow-tests')).failures).toMatchObject([{ role: 'cause' }]);
  });
});

describe('pstats', () => {
  test('the function with the most time of its own', () => {
    expect(runParser(pstats, recorded('perf/profile-hotspot')).failures).toMatchObject([
      { role: 'cause', name: 'score', location: { line: 7 }, facts: { calls: '40' } },
    ]);
  });
  test('inside a log that goes on it is an aside', () => {
    const [found] = runParser(pstats, `${recorded('perf/profile-hotspot')}\nAll checks passed\n`).failures;
    expect(found).toMatchObject({ role: 'aside' });
  });
});

describe('tracemalloc', () => {
  test('growth where two snapshots are compared', () => {
    const [found] = runParser(tracemalloc, recorded('perf/memory-growth')).failures;
    expect(found).toMatchObject({ role: 'cause', name: expect.stringContaining('sessions.py:') });
    expect(found?.facts['grownMiB']).toBeGreaterThan(1);
  });
  test('one snapshot tells what is held, not what grew', () => {
    const [found] = runParser(tracemalloc, '/a.py:6: size=5159 KiB, count=50001, average=106 B\n').failures;
    expect(found?.facts).toEqual({ measured: 'memory', heldMiB: 5.04 });
  });
});

describe('a hung service', () => {
  const check = 'curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received';
  const row = (up: string) => `8f1c2d3e4a5b   relay:1   "/relay"   3 weeks ago   ${up}   8080/tcp   relay`;
  const file = (up: string) =>
    `2026-11-20T05:11:09Z\n${row(up)}\n${check}\n2026-11-20T04:11:09.120Z  INFO relay: flushed 12 events\n`;

  test('names the container, since when it is silent, and for how long', () => {
    expect(runParser(hungService, file('Up 11 days')).failures).toMatchObject([
      {
        name: 'relay',
        facts: { up: '11 days', waitedMs: 5001, lastLog: '2026-11-20T04:11:09.120Z', silentMinutes: 60 },
      },
    ]);
  });
  test('a container that was just started may still be starting', () => {
    expect(runParser(hungService, file('Up 4 seconds')).failures).toEqual([]);
    expect(runParser(hungService, `${check}\n`).failures).toEqual([]);
  });
});
