import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../../src/core/domain/outcome.js';
import type { Report } from '../../src/core/domain/report.js';
import type { FailOn } from '../../src/core/domain/verdict.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import type { PatternSet } from '../../src/knowledge/catalogue/pattern-set.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { seeded } from '../world/github/contributions/crowd.js';
import { shortLogs } from './recorded-logs.js';

/**
 * Whatever runs in a step can print the words with which a CI system begins and ends one. With `WHYDUNIT_STEPS=4000` none
 * of 4,000 logs lost a P0 by them, and no gate opened (2026-11-30).
 */
const RUNS = Number(process.env['WHYDUNIT_STEPS'] ?? 200);
const FIRST = Number(process.env['WHYDUNIT_STEPS_FROM'] ?? 1);

const step = (command: string) => [`##[group]Run ${command}`, command, 'shell: /usr/bin/bash -e {0}', '##[endgroup]'];
const ENDED = ['##[error]Process completed with exit code 1.', 'Post job cleanup.', 'Cleaning up orphan processes'];
const WORDS: readonly (readonly string[])[] = [
  step('sh more.sh'),
  ['##[group]Run actions/checkout@v4', '##[endgroup]'],
  ['##[group]Run evil'],
  ['##[group]x'],
  ['##[endgroup]'],
  ['##[error]x'],
  ['##[error]Process completed with exit code 1.'],
  ['Error: Process completed with exit code 1.'],
  ['##[warning]x'],
  ['##[command]x'],
  ['##[section]Finishing: x'],
  ['[command]/usr/bin/git x'],
  ['::group::x'],
  ['::endgroup::'],
  ['::error::x'],
  ['shell: /usr/bin/bash -e {0}'],
  ['Post job cleanup.'],
  ['Cleaning up orphan processes'],
  ['Terminate orphan process: pid (7) (java)'],
  ['Job succeeded'],
  ['Finished: SUCCESS'],
  ['Done. Your build exited with 0.'],
  ['The command "make" exited with 0.'],
  ['travis_fold:start:x'],
  ['Running with gitlab-runner 17.2 (abc)'],
  ['Started by user x'],
];

/** As many words, of which none can be taken for a CI system's. */
const neutral = (lines: readonly string[]) => lines.map((line) => `so ${line.replace(/[^\w ]/g, '').toLowerCase()}`);

const stamp = (line: string, at: number) =>
  `${new Date(1_780_000_000_000 + 1000 * at).toISOString().replace('Z', '1234Z')} ${line}`;

/** What surrounds the lines of a step that failed, and what is known of it from outside. */
const SHAPES: readonly (readonly [outcome: Outcome, write: (lines: readonly string[]) => string])[] = [
  ['unknown', (lines) => [...step('make'), ...lines, ...ENDED].map(stamp).join('\n')],
  ['unknown', (lines) => [...step('make'), ...lines, ...ENDED].join('\n')],
  [
    'unknown',
    (lines) =>
      [...[...step('make'), ...lines, ENDED[0]], ...['Post job cleanup.', 'Cleaning up orphan processes']]
        .map((line, at, all) => `j\t${at < all.length - 2 ? 'Test' : 'Complete job'}\t${stamp(String(line), at)}`)
        .join('\n'),
  ],
  ['failed', (lines) => lines.join('\n')],
];

let catalogue: PatternSet;
let logs: readonly string[];
beforeAll(async () => {
  catalogue = await loadCatalogue([]);
  logs = shortLogs();
});

function judged(text: string, outcome: Outcome, failOn: FailOn): Promise<Report> {
  const open = () => Readable.from([Buffer.from(text)]);
  return diagnose({ sources: [{ name: 'log', kind: 'file', outcome, open }], patterns: catalogue, failOn, run: {} });
}

const severe = ({ diagnoses }: Report) =>
  diagnoses
    .flatMap(({ folded, ...own }) => [own, ...(folded ?? [])])
    .filter(({ severity }) => severity === 'P0')
    .map(({ pattern }) => pattern);

test('words of a CI system that are printed around or inside of a log take no P0 away and open no gate', async () => {
  const lost: unknown[] = [];
  let shut = 0;
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const chance = seeded(6_000_000 + seed);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T;
    const lines = pick(logs).split('\n');
    const [outcome, write] = pick(SHAPES);
    const failOn = pick(['P0', 'P1', 'any'] as const);
    const places = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => ({
      at: pick([0, lines.length, Math.floor(chance() * lines.length)]),
      words: pick(WORDS),
    })).sort((a, b) => b.at - a.at);
    const log = (said: (words: readonly string[]) => readonly string[]) => {
      const all = [...lines];
      for (const { at, words } of places) all.splice(at, 0, ...said(words));
      return judged(write(all), outcome, failOn);
    };
    // Whatever else stands inside of a block may break it in two.
    const [before, after] = [await log(neutral), await log((words) => words)];
    const missing = severe(before).filter((pattern) => !severe(after).includes(pattern));
    if (before.verdict.gate !== 'pass') shut++;
    const isOpened = before.verdict.gate !== 'pass' && after.verdict.gate === 'pass';
    const isGone = before.status === 'failed' && after.status !== 'failed';
    if (missing.length > 0 || isOpened || isGone) lost.push({ seed, missing, isOpened, isGone, failOn, places, lines });
  }
  expect(lost).toEqual([]);
  expect(shut).toBeGreaterThan(RUNS / 4);
}, 3_600_000);
