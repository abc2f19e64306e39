/**
 * How fast it is, beside others on the same data and in the same run: `npm run bench`, or `npm run bench -- --quick` for a
 * look in less than two minutes. The logs are made from a seed; the whole `diagnose` of `dist` is run, so build it before.
 * Counted are processor seconds of the whole process, so that a busy machine matters little, and its peak memory. The full
 * run writes docs/benchmark.md. Needs GNU time.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { markdownTable } from 'markdown-table';
import { type CorpusName, corpus, dense } from './bench-corpora.js';
import { expressions, gzipped, manyFiles, ownPatterns, zipped } from './bench-inputs.js';
import { PROFILE } from './bench-profile.js';
import { best, outputOf, repeated, type Spent, TIME } from './bench-time.js';
import { NODE_VERSIONS, nodeExecutable } from './node-versions.js';
import { ROOT } from './scenario.js';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 1 : 2;
/** So often what starts in a moment is started for one measurement. */
const STARTS = 5;
/** Megabytes of a log that takes long enough to be measured once. */
const LARGE = 100;
const MEGABYTE = 1_000_000;
const folder = join(tmpdir(), 'whydunit-bench');
const CLI = join(ROOT, 'dist/cli.js');
const PAGE = join(ROOT, 'docs/benchmark.md');

const diagnose = (path: string, ...more: string[]): string[] => diagnoseBy(process.execPath, path, ...more);

const diagnoseBy = (node: string, path: string, ...more: string[]): string[] => [
  node,
  CLI,
  'diagnose',
  path,
  '--format=json',
  '--fail-on=never',
  ...more,
];

/** As one would write them for it: names of groups and bounds of repetitions taken out, bytes instead of characters. */
const ripgrep = (path: string, words: string): string[] => [
  rgPath,
  ...'-a -j1 -n --no-config --no-unicode --dfa-size-limit=1G --regex-size-limit=1G'.split(' '),
  '-f',
  words,
  path,
];

type Cells = readonly string[];

const fixed = (value: number, digits = 2): string => value.toFixed(digits);
const speed = (megabytes: number, { seconds }: Spent): string => fixed(megabytes / seconds, 0);

/** Whole logs: how fast, how much memory, how many times as fast as each of the others. */
async function logs(words: string): Promise<Cells[]> {
  const size = quick ? 16 : 64;
  const rows: [CorpusName, number][] = quick
    ? [['neutral', 16]]
    : [
        ['neutral', 16],
        ['neutral', 268],
      ];
  for (const name of [
    'pytest',
    'cargo-test',
    'docker-build',
    'compose',
    'job-log',
    'junit',
    'junit-output',
    'cargo-json',
  ] as const)
    rows.push([name, size]);
  return rows.map(([name, megabytes]) => {
    const path = corpus(name, megabytes * MEGABYTE, folder);
    const rounds = megabytes > LARGE ? 1 : ROUNDS;
    const [own, rg, cat] = best(rounds, [diagnose(path), ripgrep(path, words), ['cat', path]]);
    console.error(`${name} ${megabytes} MB: ${fixed(own!.seconds)} s`);
    return [
      name,
      `${megabytes}`,
      fixed(own!.seconds),
      speed(megabytes, own!),
      `${own!.mebibytes}`,
      `${fixed(rg!.seconds / own!.seconds)} ×`,
      `1/${fixed(own!.seconds / Math.max(cat!.seconds, 0.01), 0)}`,
    ];
  });
}

/** One expression after the other on each line, as most actions do; that takes long, so on less. */
function loop(words: string): Cells {
  const megabytes = quick ? 1 : 4;
  const path = corpus('neutral', megabytes * MEGABYTE, folder);
  const program = join(ROOT, 'scripts/bench-readline.mjs');
  const [own, other] = best(1, [diagnose(path), [process.execPath, program, words, path]]);
  return [
    'readline × RegExp',
    `${megabytes} MB of neutral`,
    `${fixed(own!.seconds)} s`,
    `${fixed(other!.seconds)} s`,
    `${fixed(other!.seconds / own!.seconds, 1)} × as fast`,
  ];
}

/** What is measured against something simpler that does a part of it. */
async function others(words: string): Promise<Cells[]> {
  const megabytes = quick ? 16 : 64;
  const path = corpus('neutral', megabytes * MEGABYTE, folder);
  const [zip, gzip] = [await zipped(path), await gzipped(path)];
  const medium = corpus('neutral', 16 * MEGABYTE, folder);
  const small = corpus('neutral', 1_000, folder);
  const compare = (name: string, on: string, own: string[], other: string[]): Cells => {
    const [a, b] = best(ROUNDS, [own, other]);
    console.error(`${name}: ${fixed(a!.seconds)} s, ${fixed(b!.seconds)} s`);
    return [
      name,
      on,
      `${fixed(a!.seconds)} s`,
      `${fixed(b!.seconds)} s`,
      `${fixed(a!.seconds / b!.seconds, 1)} × its time`,
    ];
  };
  const inflate = `require('fs').createReadStream(process.argv[1]).pipe(require('zlib').createGunzip({chunkSize:1<<20})).resume()`;
  return [
    loop(words),
    compare('plain inflate', `a zip of ${megabytes} MB`, diagnose(zip), [process.execPath, '-e', inflate, gzip]),
    ...NODE_VERSIONS.map((version) => {
      const node = nodeExecutable(version);
      const on = `a log of 1 kB, ${STARTS} times, Node ${version}`;
      return compare(
        'an empty script',
        on,
        repeated(STARTS, diagnoseBy(node, small)),
        repeated(STARTS, [node, '-e', '']),
      );
    }),
    ...[500, 2_000].map((count) =>
      compare(
        'without own patterns',
        `${count} of them, 16 MB`,
        diagnose(medium, '--patterns', ownPatterns(count, folder)),
        diagnose(medium),
      ),
    ),
  ];
}

/** One log in very many files: time and memory of the whole. */
function files(): Cells {
  const count = quick ? 200 : 2_000;
  const [own] = best(1, [diagnose(manyFiles(count, corpus('neutral', 16 * MEGABYTE, folder), folder))]);
  return [`${count} files of 100 kB, neutral`, fixed(count / 10, 0), fixed(own!.seconds), `${own!.mebibytes}`, ''];
}

/** Logs that are all failure: time must not grow faster than they do, nor the report. */
function failing(): Cells[] {
  return dense(folder).map(({ name, path, bytes }) => {
    const [own] = best(1, [diagnose(path)]);
    const report = outputOf(diagnose(path)).length;
    console.error(`${name}: ${fixed(own!.seconds)} s`);
    return [
      name,
      fixed(bytes / MEGABYTE),
      fixed(own!.seconds),
      `${own!.mebibytes}`,
      `${fixed(report / bytes, 1)} × the log`,
    ];
  });
}

function machine(): string {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    outputOf([rgPath, '--version']).split('\n', 1)[0] ?? '',
  ].join(', ');
}

if (!existsSync(CLI) || !existsSync(TIME)) {
  console.error(`Needs ${CLI} (npm run build) and ${TIME} (apt-get install time).`);
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  const words = expressions(folder);
  const tables = {
    logs: markdownTable(
      [
        ['log', 'MB', 's', 'MB/s', 'peak MiB', 'of the speed of ripgrep', 'of that of cat'],
        ...(await logs(words.path)),
      ],
      { align: ['l', 'r', 'r', 'r', 'r', 'r', 'r'] },
    ),
    others: markdownTable([['beside', 'on', 'diagnose', 'the other', ''], ...(await others(words.path))], {
      align: ['l', 'l', 'r', 'r', 'r'],
    }),
    failing: markdownTable(
      [['all failure, or many files', 'MB', 's', 'peak MiB', 'the report as JSON'], ...failing(), files()],
      {
        align: ['l', 'r', 'r', 'r', 'r'],
      },
    ),
  };
  const page = `# Benchmark

Made by \`npm run bench\`; the machine: ${machine()}. Ratios count, seconds are this machine's. All are processor seconds
(user and system) of the whole process from its start, the best of ${ROUNDS}, the commands of a row in turn. The logs are made
from a seed and nobody's (\`scripts/bench-corpora.ts\`); one line in 10,000 of the neutral one is a failure.

ripgrep (\`-j1 --no-unicode\`) and the loop look for the catalogue's ${words.count} expressions of ASCII characters, the loop for those of
them that JavaScript reads.

${tables.logs}

${tables.others}

${tables.failing}

${PROFILE}`;
  console.log(page);
  if (!quick) writeFileSync(PAGE, page);
}
