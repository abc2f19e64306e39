/** The engines that a fleet runs on, each by its recipe in docs/fleet, as far as this machine has them. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scenario.js';
import { CLI, childrenOf, type Ran, run } from './run.js';

const RECIPES = join(ROOT, 'docs/fleet');
/** Python packages of the engines; `npm run fleet -- --install` brings them. */
const PYTHON = join(ROOT, 'node_modules/.cache/whydunit-fleet');

/** A program of them. */
export const inPython = (name: string): string => join(PYTHON, 'bin', name);

/** Brings what the engines need: a Java runtime from Debian's packages, the rest from PyPI. Takes a gigabyte. */
export function install(): void {
  const steps = [
    ...(works('java', '-version')
      ? []
      : [['apt-get', 'install', '-y', '--no-install-recommends', 'default-jre-headless']]),
    ['python3', '-m', 'venv', PYTHON],
    [inPython('pip'), 'install', '--quiet', '--requirement', join(ROOT, 'scripts/fleet/requirements.txt')],
  ];
  for (const [program = '', ...args] of steps) {
    const { status } = spawnSync(program, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${status}`);
  }
}

const works = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;

const ADVICE = 'npm run fleet -- --install brings it';

/** What answers records otherwise than one process does. */
export interface Engine {
  readonly name: string;
  /** Why it cannot be had on this machine; undefined where it can. */
  missing(): string | undefined;
  /**
   * Answers the records of a file, whose paths are absolute.
   * @param folder an empty one to work in
   * @returns what it cost, and the answers, whose order is the engine's own
   */
  answer(records: string, folder: string): Promise<Ran & { readonly answers: readonly string[] }>;
}

const BATCH = `${process.execPath} ${CLI} batch --quiet`;

/** @param executors each a process of its own @param kill one of them is killed once something has been answered */
export function spark(executors: number, kill: boolean): Engine {
  return {
    name: `Spark, ${executors === 1 ? 'one executor' : `${executors} executors`}${kill ? ', one killed in the middle' : ''}`,
    missing: () =>
      !works('java', '-version')
        ? `needs Java; ${ADVICE}`
        : existsSync(inPython('spark-submit'))
          ? undefined
          : `needs pyspark; ${ADVICE}`,
    async answer(records, folder) {
      const answers = join(folder, 'answers');
      const { SPARK_HOME: _, ...withoutSpark } = process.env;
      const partitions = Math.max(4, Math.ceil(linesOf(readFileSync(records, 'utf8')).length / 1_000));
      const ran = await run(
        [
          inPython('spark-submit'),
          ...['--master', `local-cluster[${executors},1,1024]`, '--conf', 'spark.ui.enabled=false'],
          ...[join(RECIPES, 'spark.py'), `file://${records}`, `file://${answers}`, `${partitions}`, BATCH],
        ],
        {
          cwd: folder,
          env: {
            ...withoutSpark,
            PATH: `${join(PYTHON, 'bin')}:${process.env['PATH']}`,
            // Its servers listen to this machine alone.
            ...{ SPARK_LOCAL_IP: '127.0.0.1', SPARK_LOCAL_HOSTNAME: 'localhost' },
          },
          begun: (pid) => {
            if (kill) killExecutor(pid, answers);
          },
        },
      );
      if (kill && !ran.said.includes('Lost executor'))
        throw new Error('No executor was lost: the records were answered before one could be killed');
      const parts = readdirSync(answers).filter((name) => name.startsWith('part-'));
      return { ...ran, answers: parts.flatMap((name) => linesOf(readFileSync(join(answers, name), 'utf8'))) };
    },
  };
}

const LOOK_MS = 20;

/** As soon as a first part is written and others are not. */
function killExecutor(spark: number, answers: string): void {
  const look = setInterval(() => {
    if (!existsSync(`/proc/${spark}`)) return clearInterval(look);
    if (!isBegun(answers)) return;
    const executor = descendantsOf(spark).find((pid) => commandOf(pid).includes('CoarseGrainedExecutorBackend'));
    if (executor === undefined) return;
    clearInterval(look);
    process.kill(executor, 'SIGKILL');
  }, LOOK_MS);
}

/** Whether a part is whole: Spark keeps it below `_temporary` until all are. */
function isBegun(answers: string): boolean {
  try {
    const pending = join(answers, '_temporary/0');
    return readdirSync(pending).some((task) => task.startsWith('task_') && statSync(join(pending, task)).isDirectory());
  } catch {
    return false;
  }
}

function descendantsOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

/** A process's children are those of its threads. */
function threadsOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) => childrenOf(pid, Number(thread)));
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** The engine of ClickHouse in a package for Python, with what `clickhouse-local --path` is told. */
const LOCAL =
  'import sys, chdb.session; sys.stdout.buffer.write(chdb.session.Session(".").query(sys.stdin.read()).bytes())';

export const CLICKHOUSE: Engine = {
  name: 'ClickHouse, as chDB',
  missing: () =>
    works(inPython('python'), '-c', 'import chdb') ? undefined : `needs the Python package chdb-core; ${ADVICE}`,
  async answer(records, folder) {
    const [scripts, answers] = [join(folder, 'user_scripts'), join(folder, 'answers.jsonl')];
    mkdirSync(scripts);
    writeFileSync(join(scripts, 'whydunit.sh'), `#!/bin/sh\nexec ${BATCH}\n`, { mode: 0o755 });
    copyFileSync(records, join(folder, 'records.jsonl'));
    const input = createReadStream(join(RECIPES, 'clickhouse.sql'));
    const ran = await run([inPython('python'), '-c', LOCAL], { cwd: folder, input, output: answers });
    return { ...ran, answers: linesOf(readFileSync(answers, 'utf8')) };
  },
};

/** The lines of a text that ends with a line break. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}
