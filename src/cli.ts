#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { Console, refuseOverwriting } from './commands/console.js';
import { runDiagnose } from './commands/diagnose/command.js';
import { show } from './commands/show.js';
import { VERSION } from './core/version.js';
import { mannerOf, parseArguments } from './settings/arguments.js';
import { helpOf } from './settings/command-line.js';

const console = new Console(process.env);

/** Does what the arguments ask for; returns the exit code. Only what is asked for is loaded. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const request = parseArguments(args, existsSync);
  console.behave(mannerOf(args));
  switch (request.command) {
    case 'help':
      return console.print(helpOf(request.topic));
    case 'version':
      return console.print(`${VERSION}\n`);
    case 'patterns': {
      const { runPatterns } = await import(/* webpackMode: "eager" */ './commands/patterns/command.js');
      const { text, notes = [], exitCode } = await runPatterns(request, console.terminal, console.env);
      for (const each of notes) console.note(each);
      await console.print(text);
      return exitCode;
    }
    case 'explain': {
      const { explainText } = await import(/* webpackMode: "eager" */ './commands/explain/command.js');
      await show(await explainText(request, console.env), request, console);
      return 0;
    }
    case 'batch': {
      const { runBatch } = await import(/* webpackMode: "eager" */ './commands/batch/command.js');
      const print = (line: string) => console.print(`${line}\n`);
      const { answered, refused } = await runBatch(request, process.stdin, console.env, print);
      if (refused > 0) console.note(`${refused} of ${answered} records could not be read; "error" says why`);
      return 0;
    }
    case 'history': {
      const { runHistory } = await import(/* webpackMode: "eager" */ './commands/history/command.js');
      const { text, notes } = await runHistory(request, console.terminal, console.env);
      for (const each of notes) console.note(each);
      return console.print(text);
    }
    case 'mcp': {
      const { runMcp } = await import('./commands/mcp/command.js');
      return runMcp(request, console);
    }
    case 'completion': {
      const { completion } = await import(/* webpackMode: "eager" */ './commands/completion.js');
      return console.print(completion(request.shell));
    }
    case 'report': {
      refuseOverwriting(request.output, [request.path]);
      const { writeDocument } = await import(/* webpackMode: "eager" */ './commands/report/command.js');
      return console.deliver(await writeDocument(request), request.output);
    }
    case 'collect': {
      const { collect } = await import(/* webpackMode: "eager" */ './commands/collect/command.js');
      const { path, containers, files, notes } = await collect(request, console.env);
      const counted = `${containers} ${containers === 1 ? 'container' : 'containers'} in ${files} files`;
      for (const text of [...notes, `${counted}; whydunit diagnose ${path} reads them again`]) console.note(text);
      return console.print(`${path}\n`);
    }
    case 'gate': {
      const { runGate } = await import(/* webpackMode: "eager" */ './commands/gate/command.js');
      const { text, notes, exitCode } = await runGate(request, console.terminal, console.env);
      for (const each of notes) console.note(each);
      await console.print(text);
      return exitCode;
    }
    case 'merge': {
      refuseOverwriting(request.output, request.paths);
      const { runMerge } = await import(/* webpackMode: "eager" */ './commands/merge/command.js');
      const { notes, ...judged } = await runMerge(request, console.env);
      for (const each of notes) console.note(each);
      return show(judged, request, console);
    }
    case 'diagnose':
      return runDiagnose(request, console);
  }
}

process.on('uncaughtException', (error) => process.exit(console.fail(error)));
main()
  .catch((error: unknown) => console.fail(error))
  .then((exitCode) => {
    process.exitCode = exitCode;
    // An input that was not read to its end would keep the process waiting.
    process.stdin.destroy();
  });
