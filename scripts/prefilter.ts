/**
 * How often the words that the prefilter looks for stand in logs where nothing failed: `npm run prefilter`. On generated
 * logs of several tools and on the recorded runs that passed it counts, per MB, the lines that hold each word, and how often
 * each parser was woken for nothing. Exit code 1 where one exceeds its budget: its words are too common, and each such line
 * has to be made a text.
 */
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../src/core/domain/source.js';
import type { Parser } from '../src/core/parse/parser.js';
import { LINES_BEFORE, ParserRun } from '../src/core/parse/run.js';
import type { SeenLine } from '../src/core/reading/lines.js';
import { readLines } from '../src/core/reading/read.js';
import { BUILT_IN } from '../src/knowledge/catalogue/bundle.generated.js';
import { PARSERS } from '../src/knowledge/families.js';
import { Prefilter } from '../src/walk/prefilter.js';
import { CORPORA, type CorpusName, corpus } from './bench-corpora.js';
import { readScenario, scenarioIds } from './scenario.js';

/** Lines of a MB that may wake one parser for nothing, and that may hold one word of a pattern. A MB has some 9,000 lines. */
const MOST = 20;
/** The recorded runs are short: much of them is how their tools begin and end. */
const MOST_RECORDED = 1_000;
const BYTES = 4_000_000;
/** What a machine reads is one parser's whole: it is woken once and reads all of it. */
const LOGS: readonly CorpusName[] = CORPORA.filter((name) => !/^(?:junit|cargo-json)/.test(name));

/** What was counted on one log, or on several. */
interface Counted {
  bytes: number;
  /** Lines that hold each word. */
  readonly words: Map<string, number>;
  /** Starts of each parser, and those that started nothing. */
  readonly starts: Map<string, number>;
  readonly inVain: Map<string, number>;
}

function plusOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The parsers as they are, counting how often they are woken. */
function counting({ starts, inVain }: Counted): readonly Parser[] {
  return PARSERS.map((parser) => ({
    ...parser,
    start(...offered) {
      plusOne(starts, parser.name);
      const reading = parser.start(...offered);
      if (reading === undefined) plusOne(inVain, parser.name);
      return reading;
    },
  }));
}

/** Reads files as the walk does, as far as the parsers go, and adds to what was counted. */
async function measure(files: readonly string[]): Promise<Counted> {
  const counted: Counted = { bytes: 0, words: new Map(), starts: new Map(), inVain: new Map() };
  const parsers = counting(counted);
  const prefilter = new Prefilter(parsers, BUILT_IN);
  for (const file of files) {
    const source: Source = { name: file, kind: 'file', outcome: 'unknown', open: () => createReadStream(file) };
    const run = new ParserRun(parsers);
    const take = (seen: SeenLine): void => {
      const { anchored, waking, loose } = prefilter.sort(seen.hits);
      for (const word of loose) plusOne(counted.words, prefilter.words[word] as string);
      if (anchored.size === 0 && !run.waitsFor(waking)) return;
      const before = (channel: string, reach: number, holding?: string) =>
        seen.before(reach, holding).filter((line) => line.channel === channel);
      const { line } = seen;
      run.feed(
        line,
        anchored,
        () => before(line.channel, LINES_BEFORE),
        (channel, holding) => before(channel, 2 * LINES_BEFORE, holding),
        waking,
      );
    };
    const visitor = {
      get wantsAll() {
        return run.isAwake;
      },
      get wantsAsides() {
        return run.isAny;
      },
      take,
    };
    counted.bytes += (await readLines(source, prefilter.index, visitor)).bytes;
  }
  return counted;
}

/** Prints counts per MB, the most frequent first; returns those beyond the budget. */
function print(title: string, counts: ReadonlyMap<string, number>, bytes: number, most: number): number {
  const rows = [...counts]
    .map(([name, count]) => ({ name, perMegabyte: (count * 1e6) / bytes }))
    .filter(({ perMegabyte }) => perMegabyte >= 1)
    .sort((a, b) => b.perMegabyte - a.perMegabyte);
  if (rows.length > 0) console.log(`  ${title}`);
  for (const { name, perMegabyte } of rows)
    console.log(
      `    ${perMegabyte.toFixed(0).padStart(6)}  ${JSON.stringify(name)}${perMegabyte > most ? '  TOO OFTEN' : ''}`,
    );
  return rows.filter(({ perMegabyte }) => perMegabyte > most).length;
}

const folder = join(tmpdir(), 'whydunit-bench');
mkdirSync(folder, { recursive: true });
const passed = scenarioIds()
  .map(readScenario)
  .filter(({ expect, log }) => expect === 'passed' && existsSync(log))
  .map(({ log }) => log);
const logs = [
  ...LOGS.map((name) => ({ name, files: [corpus(name, BYTES, folder)], most: MOST })),
  { name: `${passed.length} recorded runs that passed`, files: passed, most: MOST_RECORDED },
];
let tooOften = 0;
for (const { name, files, most } of logs) {
  const { bytes, words, inVain } = await measure(files);
  console.log(`${name}, ${(bytes / 1e6).toFixed(1)} MB; per MB:`);
  tooOften += print('woken for nothing', inVain, bytes, most);
  tooOften += print('lines with a word of a pattern', words, bytes, most);
}
process.exitCode = tooOften > 0 ? 1 : 0;
