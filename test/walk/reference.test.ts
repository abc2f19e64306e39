import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { random } from '../../scripts/bench-corpora.js';
import { mutated } from '../../scripts/mutated-logs.js';
import { readScenario, scenarioIds } from '../../scripts/scenario.js';
import { utf8 } from '../../src/core/bytes.js';
import { patternLiterals } from '../../src/core/classify/literals.js';
import type { Pattern } from '../../src/core/domain/pattern.js';
import { endOfEscape } from '../../src/core/reading/escape.js';
import type { LiteralIndex } from '../../src/core/reading/literal-index.js';
import { toV1 } from '../../src/core/render/json.js';
import { BUILT_IN } from '../../src/knowledge/catalogue/bundle.generated.js';
import { diagnose } from '../../src/walk/diagnose.js';
import { Prefilter } from '../../src/walk/prefilter.js';

const LF = 10;
const CR = 13;
const ESCAPE = 27;

const logs = scenarioIds()
  .map((id) => readScenario(id).log)
  .filter((log) => existsSync(log) && statSync(log).size < 15_000);

/** One character a byte, in lower case, without what hides a literal. */
function plain(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) {
    if (bytes[at] === ESCAPE) at = endOfEscape(bytes, at, end);
    else if (bytes[at] !== 0) text += String.fromCharCode(bytes[at] as number);
  }
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Takes the filter out: each line may hold a literal, and each literal is searched for in it. */
function searchesAll(index: LiteralIndex, words: readonly string[]): void {
  const wanted = words.map((word) => String.fromCharCode(...utf8(word)));
  for (const filter of [index.filter, index.filterWithAsides])
    filter.pass = (bytes, _, start, limit, length) => {
      filter.isCandidate = true;
      let at = start;
      for (; at < limit && bytes[at] !== LF && bytes[at] !== CR; at++)
        if (bytes[at] === ESCAPE) at = endOfEscape(bytes, at, length);
      return at;
    };
  index.standingIn = (bytes, start, end) => {
    const line = plain(bytes, start, end);
    return wanted.flatMap((word, each) => (line.includes(word) ? [each] : []));
  };
}

/** The catalogue, read the slow and obvious way: every line is looked at, and where told, every expression tried on it. */
function slowly(triesAll: boolean): readonly Pattern[] {
  const patterns = [...BUILT_IN];
  const prefilter = Prefilter.of(patterns);
  searchesAll(prefilter.index, prefilter.words);
  const all = new Set(patternLiterals(patterns));
  if (triesAll) prefilter.literalsIn = () => all;
  return patterns;
}

/** The whole report of a log that comes in pieces of these sizes. */
async function reportOf(patterns: readonly Pattern[], log: string, size: () => number): Promise<unknown> {
  const bytes = utf8(log);
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; ) {
      const end = at + size();
      yield bytes.slice(at, end);
      at = end;
    }
  }
  const sources = [{ name: 'log', kind: 'file', outcome: 'unknown', open } as const];
  return toV1(
    await diagnose({ sources, patterns: { patterns }, failOn: 'P0', run: {} } as Parameters<typeof diagnose>[0]),
  );
}

const whole = (): number => 1 << 20;

/** Some of the recorded logs, another choice for each seed. */
function some(count: number, seed: number): string[] {
  const next = random(seed);
  return Array.from({ length: count }, () => readFileSync(logs[Math.floor(next() * logs.length)] as string, 'utf8'));
}

/** As programs colour their output, in the middle of words. */
function coloured(log: string, next: () => number): string {
  return log.replace(/\w{4,}/g, (word) =>
    next() < 0.2 ? `\u001b[1m${word.slice(0, 2)}\u001b[31m${word.slice(2)}\u001b[0m` : word,
  );
}

describe('a report is the same without anything that makes it quick', () => {
  test('of recorded logs in pieces of any size, coloured and changed: every line is looked at', async () => {
    const reference = slowly(false);
    const next = random(20261129);
    for (const [index, log] of some(24, 1).entries()) {
      const text = [log, coloured(log, next), mutated([log], index)][index % 3] as string;
      const most = [1 << 16, 100, 4_000][index % 3] as number;
      const quick = await reportOf(BUILT_IN, text, () => 1 + Math.floor(next() * most));
      expect(quick).toEqual(await reportOf(reference, text, whole));
    }
  });

  test('of recorded logs: every expression is tried on every line', async () => {
    const reference = slowly(true);
    for (const log of some(400, 2)
      .filter(({ length }) => length < 1_500)
      .slice(0, 12))
      expect(await reportOf(BUILT_IN, log, whole)).toEqual(await reportOf(reference, log, whole));
  });
});
