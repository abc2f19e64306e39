/** What commands cost, measured by GNU time: processor seconds of the whole process and its peak memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';

export const TIME = '/usr/bin/time';

export interface Spent {
  /** User and system. */
  readonly seconds: number;
  readonly mebibytes: number;
}

/** The least that each command took, all of them in turn for so many rounds: a busy minute meets all alike. */
export function best(rounds: number, commands: readonly (readonly string[])[]): Spent[] {
  const all = Array.from({ length: rounds }, () => commands.map(spent));
  return commands.map((_, command) =>
    all.map((round) => round[command] as Spent).reduce((least, each) => (each.seconds < least.seconds ? each : least)),
  );
}

function spent(command: readonly string[]): Spent {
  const file = join(mkdtempSync(join(tmpdir(), 'time-')), 'spent');
  const { status } = spawnSync(TIME, ['-q', '-o', file, '-f', '%U %S %M', ...command], { stdio: 'ignore' });
  // ripgrep says by 1 that it found nothing.
  if (status !== 0 && !(status === 1 && command[0] === rgPath))
    throw new Error(`${command.join(' ')} ended with ${status}`);
  const [user = 0, system = 0, kibibytes = 0] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
  return { seconds: user + system, mebibytes: Math.round(kibibytes / 1024) };
}

/** A command that runs another so many times: what takes a moment is measured in hundredths of a second. */
export function repeated(times: number, command: readonly string[]): string[] {
  return ['/bin/sh', '-c', `for each in $(seq ${times}); do "$@" || exit 2; done`, 'sh', ...command];
}

/** What a command prints. */
export function outputOf([program = '', ...words]: readonly string[]): string {
  return spawnSync(program, words, { encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout;
}
