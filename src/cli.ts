#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnose } from './diagnose.js';
import type { Baseline } from './domain/history.js';
import type { Report } from './domain/report.js';
import { type ContainersSeen, seeContainers } from './engine/see-containers.js';
import { endingOf, KnownError } from './errors.js';
import { formatReport } from './formats.js';
import { type DiagnoseRequest, parseArguments } from './options/arguments.js';
import { HELP } from './options/command-line.js';
import { runContextOf } from './options/run-context.js';
import { isDebug, terminalOf } from './options/terminal.js';
import { ProgressLine } from './progress.js';
import { secretsIn } from './redact/environment.js';
import { redactText } from './redact/redactor.js';
import { withoutCommands } from './render/safe/terminal.js';
import { compare } from './reports/compare.js';
import { rulesHere } from './rules/here.js';
import { writeFileWhole } from './sinks/file.js';
import { runCommand } from './sources/command.js';
import { gatherSources } from './sources/gather.js';
import { VERSION } from './version.js';

/** Does what the arguments ask for; returns the exit code. */
async function main(): Promise<number> {
  const request = parseArguments(process.argv.slice(2), existsSync);
  switch (request.command) {
    case 'help':
      return print(HELP);
    case 'version':
      return print(`${VERSION}\n`);
    case 'patterns': {
      const { runPatterns } = await import(/* webpackMode: "eager" */ './patterns/command.js');
      const { text, exitCode } = await runPatterns(request, terminalOf(process.stdout, process.env));
      await print(text);
      return exitCode;
    }
    case 'report': {
      refuseOverwriting(request.output, [request.path]);
      const { writeDocument } = await import(/* webpackMode: "eager" */ './documents/command.js');
      return deliver(await writeDocument(request), request.output);
    }
    case 'collect': {
      const { collect } = await import(/* webpackMode: "eager" */ './collection/command.js');
      const { path, containers, files, notes } = await collect(request, process.env);
      for (const text of notes) note(text);
      note(
        `${containers} ${containers === 1 ? 'container' : 'containers'} in ${files} files; whydunit diagnose ${path} reads them again`,
      );
      return print(`${path}\n`);
    }
    case 'gate': {
      const { runGate } = await import(/* webpackMode: "eager" */ './ledger/command.js');
      const { text, notes, exitCode } = await runGate(request, terminalOf(process.stdout, process.env), process.env);
      for (const each of notes) note(each);
      await print(text);
      return exitCode;
    }
    case 'merge': {
      refuseOverwriting(request.output, request.paths);
      const { runMerge } = await import(/* webpackMode: "eager" */ './reports/command.js');
      const { report, notes } = await runMerge(request, process.env);
      for (const each of notes) note(each);
      return show(report, request);
    }
    case 'diagnose':
      return diagnoseCommand(request);
  }
}

async function diagnoseCommand(request: DiagnoseRequest): Promise<number> {
  refuseOverwriting(request.output, request.paths);
  const { patterns, waiving, redact, configuration } = await rulesHere(request);
  if (configuration !== undefined) note(`judging by ${configuration}`);
  const baseline = request.baseline === undefined ? undefined : await baselineOf(request.baseline);
  const run =
    request.run === undefined ? undefined : await runCommand(request.run, (chunk) => process.stderr.write(chunk));
  const gathered = request.paths.length === 0 ? { sources: [], notes: [] } : await gatherSources(request.paths);
  const seen = await containersOf(request);
  for (const text of [...gathered.notes, ...(seen.trouble === undefined ? [] : [seen.trouble]), ...seen.notes])
    note(text);
  const progress = new ProgressLine(process.stderr);
  const found = await diagnose({
    sources: [...(run === undefined ? [] : [run.source]), ...gathered.sources, ...seen.sources],
    patterns,
    failOn: request.failOn,
    run: runContextOf(process.env),
    waiving,
    redact,
    secrets: secretsIn(process.env),
    onProgress: (step) => progress.update(step),
  });
  progress.clear();
  if (run !== undefined) note(`the command ended with exit code ${run.exitCode}`);
  const report = baseline === undefined ? found : compare(found, baseline);
  return show(report, request);
}

/** Prints or writes a report; returns what the gate says as exit code. */
async function show(report: Report, { format, output }: Pick<DiagnoseRequest, 'format' | 'output'>): Promise<0 | 1> {
  const terminal = output === undefined ? terminalOf(process.stdout, process.env) : { colour: false, width: 80 };
  await deliver(await formatReport(format, report, terminal), output);
  return report.verdict.gate === 'pass' ? 0 : 1;
}

/** The schema library takes longer to start than all the rest. */
async function baselineOf(path: string): Promise<Baseline> {
  const { readBaseline } = await import(/* webpackMode: "eager" */ './reports/baseline-file.js');
  return readBaseline(path);
}

async function containersOf({ containers: filters, paths, run }: DiagnoseRequest): Promise<ContainersSeen> {
  if (filters === undefined) return { sources: [], notes: [] };
  return seeContainers({ filters, environment: process.env, alone: paths.length === 0 && run === undefined });
}

function refuseOverwriting(output: string | undefined, paths: readonly string[]): void {
  if (output === undefined || !paths.some((path) => path !== '-' && resolve(path) === resolve(output))) return;
  throw new KnownError('bad-option', {
    where: `--output ${output}`,
    what: 'is also an input',
    fix: 'Write to another file',
  });
}

/** Into the file, or to standard output. */
async function deliver(text: string, output: string | undefined): Promise<0> {
  if (output === undefined) return print(text);
  await writeFileWhole(output, text);
  return 0;
}

/**
 * Rejects never: a reader that went away early (`| head`) is no failure of ours. In a workflow the runner reads along:
 * whatever the format, no quoted line may act as one of its commands. A file that is written with --output stays exact.
 */
function print(text: string): Promise<0> {
  const shown = process.env['GITHUB_ACTIONS'] === 'true' ? withoutCommands(text) : text;
  return new Promise((done) => {
    process.stdout.write(shown, () => done(0));
  });
}

function note(text: string): void {
  process.stderr.write(`whydunit: ${withoutSecrets(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')}\n`);
}

/** Says in one line why it ends; the stack only when asked for. */
function fail(error: unknown): number {
  const ending = endingOf(error, isDebug(process.env));
  note(ending.message);
  if (ending.stack !== undefined) process.stderr.write(`${withoutSecrets(ending.stack)}\n`);
  return ending.exitCode;
}

function withoutSecrets(text: string): string {
  return redactText(text, { secrets: secretsIn(process.env) });
}

/** An output nobody reads any more is no failure; a full disk is. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exit(fail(error));
}

process.stdout.on('error', onOutputError);
// What cannot be told must not change what was found.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => process.exit(fail(error)));
main()
  .catch(fail)
  .then((exitCode) => {
    process.exitCode = exitCode;
    // An input that was not read to its end would keep the process waiting.
    process.stdin.destroy();
  });
