import { Answer } from '../answer.js';
import type { ContainerCapture } from '../capture.js';
import type { Engine } from '../engine.js';
import type { Findings } from '../findings.js';
import { containerOutcome } from '../outcome.js';
import { runsAgain } from '../restarting.js';
import { investigateBuildStep } from './build-step.js';
import { ContainerFiles } from './container-files.js';
import { investigateHealthCommand } from './health-command.js';
import { investigateKill, investigateMemory } from './memory.js';
import { investigatePorts } from './ports.js';
import { investigateProgram } from './program.js';
import { inSentences } from './sentences.js';
import { investigateTrouble } from './user.js';
import { investigateVariables } from './variables.js';

/** A program that was started has more to say, most of the time. */
const FEW_LINES = 8;
/** What the kernel, the loaders of glibc and musl, and shells say of a program that cannot be started. */
const NOT_STARTED =
  /\bexec (?:format error|\/\S+)|shared librar|GLIBC|symbol not found|[Nn]o such file|not found|[Pp]ermission denied|bad interpreter/;

/** What can be seen from outside about why a container failed; nothing of it is started or changed. */
export async function investigate(engine: Engine, seen: Seen): Promise<Findings> {
  return inSentences(await found(engine, seen).catch(investigateTrouble));
}

/** A container before it is investigated. */
type Seen = Omit<ContainerCapture, 'findings'>;

async function found(engine: Engine, seen: Seen): Promise<Findings> {
  const inspect = new Answer(seen.inspect);
  const log = seen.log ?? '';
  const { outcome } = containerOutcome(seen.inspect);
  const status = inspect.text('State', 'Status');
  if (outcome === 'passed') return {};
  const files = new ContainerFiles(engine, seen.name);
  if (status === 'running') {
    return {
      ...(engine.isLocal && investigatePorts(inspect)),
      ...(outcome === 'failed' && (await investigateHealthCommand(files, inspect))),
      ...investigateMemory(new Answer(seen.stats)),
      ...runningAgain(seen.inspect),
    };
  }
  const step = investigateBuildStep(inspect);
  if (step.buildStep !== undefined) return step;
  const start = { inspect, hostArch: engine.identity.arch };
  return {
    ...(maySayNothing(log) && (await investigateProgram(files, start))),
    ...(seen.log === '' && status !== 'created' && { silent: 1 as const }),
    ...(outcome === 'failed' && status !== 'created' && investigateVariables(inspect, log)),
    ...(outcome === 'failed' && investigateKill(inspect, log, engine.identity.name)),
  };
}

function runningAgain(inspect: Seen['inspect']): Findings {
  const since = runsAgain(inspect);
  return Number.isFinite(since) ? { runsFor: Math.round(since / 1000) } : {};
}

/** Nothing is looked for in a program that has told a long story itself. */
function maySayNothing(log: string): boolean {
  const lines = new Set(log.split('\n').map((line) => line.slice(line.indexOf(' ') + 1)));
  return lines.size <= FEW_LINES || NOT_STARTED.test(log.slice(-4096));
}
