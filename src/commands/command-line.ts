import { existsSync } from 'node:fs';
import { VERSION } from '../core/version.js';
import { mannerOf, parseArguments } from '../settings/arguments.js';
import { helpOf } from '../settings/command-line.js';
import { Console, refuseOverwriting } from './console.js';
import { runDiagnose } from './diagnose/command.js';
import { show } from './show.js';

/** Does what the arguments ask for and sets the exit code. */
export async function runCommandLine(args: readonly string[], env: Console['env']): Promise<void> {
  const console = new Console(env);
  process.on('uncaughtException', (error) => process.exit(console.fail(error)));
  process.exitCode = await command(args, console).catch((error: unknown) => console.fail(error));
  // An input that was not read to its end would keep the process waiting.
  process.stdin.destroy();
}

/** Does it and returns the exit code. Only what is asked for is loaded. */
async function command(args: readonly string[], console: Console): Promise<number> {
  const request = parseArguments(args, existsSync);
  console.behave(mannerOf(args));
  switch (request.command) {
    case 'help':
      return console.print(helpOf(request.topic));
    case 'version':
      return console.print(`${VERSION}\n`);
    case 'patterns': {
      const { runPatterns } = await import(/* webpackMode: "eager" */ './patterns/command.js');
      const { text, notes = [], exitCode } = await runPatterns(request, console.terminal, console.env);
      for (const each of notes) console.note(each);
      await console.print(text);
      return exitCode;
    }
    case 'explain': {
      const { explainText } = await import(/* webpackMode: "eager" */ './explain/command.js');
      await show(await explainText(request, console.env), request, console);
      return 0;
    }
    case 'batch': {
      const { runBatch } = await import(/* webpackMode: "eager" */ './batch/command.js');
      const print = (line: string) => console.print(`${line}\n`);
      const { answered, refused } = await runBatch(request, process.stdin, console.env, print);
      if (refused > 0) console.note(`${refused} of ${answered} records could not be read; "error" says why`);
      return 0;
    }
    case 'history': {
      const { runHistory } = await import(/* webpackMode: "eager" */ './history/command.js');
      const { text, notes } = await runHistory(request, console.terminal, console.env);
      for (const each of notes) console.note(each);
      return console.print(text);
    }
    case 'mcp': {
      const { runMcp } = await import('./mcp/command.js');
      return runMcp(request, console);
    }
    case 'completion': {
      const { completion } = await import(/* webpackMode: "eager" */ './completion.js');
      return console.print(completion(request.shell));
    }
    case 'report': {
      refuseOverwriting(request.output, [request.path]);
      const { writeDocument } = await import(/* webpackMode: "eager" */ './report/command.js');
      return console.deliver(await writeDocument(request), request.output);
    }
    case 'collect': {
      const { collect } = await import(/* webpackMode: "eager" */ './collect/command.js');
      const { path, containers, files, notes } = await collect(request, console.env);
      const counted = `${containers} ${containers === 1 ? 'container' : 'containers'} in ${files} files`;
      for (const text of [...notes, `${counted}; whydunit diagnose ${path} reads them again`]) console.note(text);
      return console.print(`${path}\n`);
    }
    case 'gate': {
      const { runGate } = await import(/* webpackMode: "eager" */ './gate/command.js');
      const { text, notes, exitCode } = await runGate(request, console.terminal, console.env);
      for (const each of notes) console.note(each);
      await console.print(text);
      return exitCode;
    }
    case 'merge': {
      refuseOverwriting(request.output, request.paths);
      const { runMerge } = await import(/* webpackMode: "eager" */ './merge/command.js');
      const { notes, ...judged } = await runMerge(request, console.env);
      for (const each of notes) console.note(each);
      return show(judged, request, console);
    }
    case 'diagnose':
      return runDiagnose(request, console);
  }
}
