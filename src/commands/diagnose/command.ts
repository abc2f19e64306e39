import { secretsIn } from '../../core/redact/environment.js';
import { compare } from '../../core/reports/compare.js';
import type { KeptPatterns } from '../../knowledge/catalogue/pattern-set.js';
import type { RunAddress } from '../../settings/arguments/run-address.js';
import type { DiagnoseRequest } from '../../settings/requests.js';
import { rulesHere } from '../../settings/rules/here.js';
import { runContextOf } from '../../settings/run-context.js';
import { diagnose } from '../../walk/diagnose.js';
import { PREBUILT } from '../../walk/prebuilt.js';
import { attachmentsBelow } from '../../world/collection/attachments.js';
import type { ContainersSeen } from '../../world/engine/see-containers.js';
import { expandPaths } from '../../world/files/expand.js';
import { gatherSources } from '../../world/files/gather.js';
import { keptPatterns } from '../../world/patterns/kept-patterns.js';
import type { CommandRun } from '../../world/process/command.js';
import { ProgressLine } from '../../world/sinks/progress.js';
import { type Console, refuseOverwriting } from '../console.js';
import { show } from '../show.js';
import { type Against, against, type Rules } from './against.js';
import { withDockerfile } from './dockerfile.js';
import type { RemoteRun } from './remote.js';
import { withWhoseHere } from './whose-here.js';

/** Only a program that was built stays the same while it keeps something. */
function keptRules({ patterns, config }: DiagnoseRequest, { env }: Console): KeptPatterns | undefined {
  return PREBUILT === undefined ? undefined : keptPatterns([...patterns, config ?? ''], env);
}

/** `whydunit diagnose`: files, a command, containers. Returns the exit code. */
export async function runDiagnose(request: DiagnoseRequest, console: Console): Promise<number> {
  refuseOverwriting(request.output, request.paths);
  const { patterns, waiving, redact, configuration } = await rulesHere(
    request,
    console.env,
    keptRules(request, console),
  );
  if (configuration !== undefined) console.note(`judging by ${configuration}`);
  const rules = { patterns, redact, secrets: secretsIn(console.env) };
  const earlier = request.baseline === undefined ? undefined : await earlierRun(request.baseline, rules, console);
  const began = request.run === undefined ? undefined : Date.now();
  const run = request.run === undefined ? undefined : await runHere(request.run);
  const remote = request.remote === undefined ? undefined : await remoteRun(request.remote, console);
  const paths = request.paths.length === 0 ? [] : await expandPaths(request.paths);
  const gathered = paths.length === 0 ? { sources: [], notes: [] } : await gatherSources(paths);
  const seen = await containersOf(request, console.env, began);
  for (const text of [...gathered.notes, ...(seen.trouble === undefined ? [] : [seen.trouble]), ...seen.notes])
    console.note(text);
  const progress = new ProgressLine(process.stderr);
  const found = await diagnose({
    sources: [
      ...(run === undefined ? [] : [run.source]),
      ...gathered.sources,
      ...(remote?.sources ?? []),
      ...seen.sources,
    ],
    ...rules,
    failOn: request.failOn,
    run: remote?.context ?? runContextOf(console.env),
    problems: remote?.problems ?? [],
    waiving,
    attachments: await attachmentsBelow(paths),
    ...(earlier?.ordinary !== undefined && { ordinary: earlier.ordinary }),
    onProgress: (step) => {
      if (!console.isQuiet) progress.update(step);
    },
  });
  progress.clear();
  if (run !== undefined) console.note(endingOf(run));
  const compared = earlier === undefined ? found : compare(found, earlier.baseline);
  const startedHere = run !== undefined || request.containers !== undefined;
  const advised = await withDockerfile(
    compared,
    { here: startedHere, script: request.run },
    { secrets: rules.secrets, expressions: redact },
  );
  const report = await withWhoseHere(advised, request.base);
  const judged = {
    report,
    get patterns() {
      return patterns.patterns;
    },
  };
  const gate = await show(judged, request, console);
  return gate === 0 ? (run?.exitCode ?? 0) : gate;
}

/** What starts other programs takes a tenth of a short log's diagnosis to load. */
async function runHere(command: string): Promise<CommandRun> {
  const { runCommand } = await import(/* webpackMode: "eager" */ '../../world/process/command.js');
  return runCommand(command, (chunk) => process.stderr.write(chunk));
}

function endingOf({ exitCode, signal }: CommandRun): string {
  return signal === undefined
    ? `the command ended with exit code ${exitCode}`
    : `the command was ended by ${signal}, exit code ${exitCode}`;
}

/** The schema library takes longer to start than all the rest. */
async function earlierRun(path: string, rules: Rules, console: Console): Promise<Against> {
  const { readBaseline } = await import(/* webpackMode: "eager" */ '../../world/reports/baseline-file.js');
  const earlier = await readBaseline(path, runContextOf(console.env));
  if ('notes' in earlier) for (const text of earlier.notes) console.note(text);
  return against(earlier, rules);
}

/** What speaks to GitHub is loaded when it is asked for only. */
async function remoteRun(address: RunAddress, console: Console): Promise<RemoteRun> {
  const { readRemote } = await import('./remote.js');
  const remote = await readRemote(address, console.env);
  for (const problem of remote.problems) console.note(problem);
  return remote;
}

async function containersOf(
  { containers: filters, paths, run, remote }: DiagnoseRequest,
  environment: Console['env'],
  began: number | undefined,
): Promise<ContainersSeen> {
  if (filters === undefined) return { sources: [], notes: [] };
  const { seeContainers } = await import(/* webpackMode: "eager" */ '../../world/engine/see-containers.js');
  return seeContainers({
    filters,
    environment,
    ...(began !== undefined && { command: { began, only: false } }),
    alone: paths.length === 0 && run === undefined && remote === undefined,
  });
}
