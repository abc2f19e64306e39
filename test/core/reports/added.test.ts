import { expect, test } from 'vitest';
import type { FailOn } from '../../../src/core/domain/verdict.js';
import { unexplainedJobs } from '../../../src/core/gate/jobs.js';
import { toleranceOf } from '../../../src/core/gate/tolerance.js';
import { accept } from '../../../src/core/reports/accept.js';
import { merge } from '../../../src/core/reports/merge.js';
import { parseReports } from '../../../src/core/reports/parse-all.js';
import { releaseReport } from '../../../src/core/reports/release.js';
import { restore } from '../../../src/core/reports/restore.js';
import { BUILT_IN } from '../../../src/knowledge/catalogue/bundle.generated.js';
import { RUN } from '../render/reports.js';
import { Drawn, type Given, TODAY } from './drawn.js';

/**
 * Artifacts added to a run, as texts: reports that somebody wrote, cut, changed or made of nothing. With
 * `WHYDUNIT_RUNS=10000` no run of 10,000 opened, neither in the gate nor where reports are joined (2026-11-29).
 */
const RUNS = Number(process.env['WHYDUNIT_RUNS'] ?? 500);
const KNOWN = new Map(BUILT_IN.map((pattern) => [pattern.id, pattern]));

type Texts = readonly string[];

const read = (texts: Texts) => parseReports(texts.map((text, index) => ({ name: `artifact-${index}`, text })));
const acceptedOf = ({ jobs, earlier = [] }: Given, texts: Texts) => {
  const { told, broken } = read(texts);
  const attempt = Math.max(1, ...jobs.map((each) => each.attempt ?? 1));
  const accepted = accept(told, { ...RUN, attempt, jobs: { latest: jobs, earlier } });
  return { ...accepted, problems: [...broken, ...accepted.problems] };
};

/** What the gate says of a run with these artifacts. */
function gated(given: Given, texts: Texts): string {
  const { jobs, incidents = [], waivers = [], tolerate = [], failOn = 'P0' } = given;
  return releaseReport({
    ...acceptedOf(given, texts),
    run: RUN,
    jobs,
    incidents,
    patterns: BUILT_IN,
    waiving: { waivers, today: TODAY },
    failOn,
    tolerance: toleranceOf(tolerate),
  }).verdict.gate;
}

/** What is said where the same artifacts are joined. */
function joined(given: Given, texts: Texts): string {
  const accepted = acceptedOf(given, texts);
  const reports = accepted.reports.map((report) => restore(report, KNOWN));
  const problems = [...accepted.problems, ...unexplainedJobs(given.jobs, reports)];
  const failOn: FailOn = given.failOn ?? 'P0';
  return merge(reports, RUN, { failOn, problems, waiving: { waivers: given.waivers ?? [], today: TODAY } }).verdict
    .gate;
}

/** A report as text, whole or with something done to it. */
function artifact(drawn: Drawn): string {
  const text = JSON.stringify(drawn.report());
  const at = drawn.pick([0, 1, 7, 40, text.length >> 1, text.length - 2]);
  return drawn.pick([
    () => text,
    () => text,
    () => text.slice(0, at),
    () => `${text.slice(0, at)}${drawn.pick(['"', '}', '0', '\0', '\u202e', ','])}${text.slice(at + 1)}`,
    () => text.replaceAll('"P0"', drawn.pick(['"P3"', '"P9"', '0', 'null'])),
    () => text.replaceAll('"failed"', '"passed"'),
    () => text.replace('"schema":1', drawn.pick(['"schema":2', '"schema":"1"', '"__proto__":{"gate":"pass"}'])),
    () => text.replace(/"verdict":\{/, '"verdict":{"gate":"pass",'),
    () => drawn.pick(['', '{}', '[]', 'null', '<testsuite/>', '\0\0\0', '"', '{"schema":1}']),
  ])();
}

/** A run whose failed jobs tell of themselves: that much only a report can say, a forged one as well. */
function explained(drawn: Drawn): { readonly given: Given; readonly texts: Texts } {
  const given = drawn.run(drawn.rules());
  const own = drawn.explanations(given);
  return { given, texts: [...given.reports, ...own].map((report) => JSON.stringify(report)) };
}

test.each([
  ['the gate', 4_000_000, gated],
  ['what joins reports', 5_000_000, joined],
] as const)(
  'whatever artifact is added, %s does not open',
  (_, first, judge) => {
    const opened: unknown[] = [];
    let shut = 0;
    for (let seed = first; shut < RUNS; seed++) {
      const drawn = new Drawn(seed);
      const { given, texts } = explained(drawn);
      const before = judge(given, texts);
      if (before === 'pass') continue;
      shut++;
      const added = [artifact(drawn), ...drawn.some(2, () => artifact(drawn))];
      const all = drawn.chance(0.5) ? [...texts, ...added] : [...added, ...texts];
      const after = judge(given, all);
      if (after === 'pass' || (before === 'fail' && after !== 'fail')) opened.push({ seed, before, after, added });
    }
    expect(opened).toEqual([]);
  },
  600_000,
);
