import type { ContainerCapture } from '../capture.js';
import { Answer } from '../connection/answer.js';
import type { Engine } from '../connection/engine.js';
import type { Findings } from '../findings.js';
import { containerOutcome } from '../outcome.js';
import { runsAgain } from '../restarting.js';
import type { EngineTrouble } from '../trouble.js';
import { investigateBuildStep } from './build-step.js';
import { ContainerFiles } from './container-files.js';
import { investigateHealthCommand } from './health-command.js';
import { investigateMemory } from './memory.js';
import { plausible } from './plausible.js';
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

/**
 * What can be seen from outside about why a container failed; nothing of it is started or changed.
 * @param note takes a sentence on what could not be looked at; what else there is to see is still seen
 */
export async function investigate(engine: Engine, seen: Seen, note: (sentence: string) => void): Promise<Findings> {
  const files = new ContainerFiles(engine, seen.name);
  const found = await inFiles(files, engine, seen).catch((trouble: unknown) => {
    const reason = investigateTrouble(trouble);
    if (reason === undefined) note((trouble as EngineTrouble).message);
    return reason ?? {};
  });
  return inSentences({ ...found, ...fromOutside(engine, seen) });
}

/** A container before it is investigated. */
type Seen = Omit<ContainerCapture, 'findings'>;

/** What the files of a container tell. */
async function inFiles(files: ContainerFiles, engine: Engine, seen: Seen): Promise<Findings> {
  const inspect = new Answer(seen.inspect);
  const { outcome } = containerOutcome(seen.inspect);
  if (outcome === 'passed' || isBuildStep(inspect)) return {};
  // Paths and programs of Windows containers are not read here.
  if (engine.identity.os === 'windows' || inspect.text('Platform') === 'windows') return {};
  if (isUp(inspect)) return outcome === 'failed' ? investigateHealthCommand(files, inspect) : {};
  if (!maySayNothing(seen.log ?? '')) return {};
  const found = await investigateProgram(files, { inspect, hostArch: engine.identity.arch });
  const exitCode = inspect.number('State', 'ExitCode') ?? 0;
  return plausible(found, { ...seen, exitCode, neverRan: inspect.text('State', 'Status') === 'created' });
}

/** What the engine's answers, its log and this machine's own files tell. */
function fromOutside(engine: Engine, seen: Seen): Findings {
  const inspect = new Answer(seen.inspect);
  const log = seen.log ?? '';
  const { outcome } = containerOutcome(seen.inspect);
  if (outcome === 'passed') return {};
  if (isBuildStep(inspect)) return investigateBuildStep(inspect);
  if (isUp(inspect)) {
    return {
      ...(engine.isLocal && investigatePorts(inspect)),
      ...investigateMemory(inspect, new Answer(seen.stats)),
      ...runningAgain(seen.inspect),
    };
  }
  const wasStarted = inspect.text('State', 'Status') !== 'created';
  return {
    ...(seen.log === '' && wasStarted && { silent: 1 as const }),
    ...(outcome === 'failed' && wasStarted && investigateVariables(inspect, log)),
  };
}

function isUp(inspect: Answer): boolean {
  return inspect.text('State', 'Status') === 'running';
}

/** A container that the legacy builder left of a RUN step is not one that was to run. */
function isBuildStep(inspect: Answer): boolean {
  return !isUp(inspect) && investigateBuildStep(inspect).buildStep !== undefined;
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
