#!/usr/bin/env node
import { keepCompiled } from './world/process/compiled.js';

keepCompiled(process.env);
// Loaded only now: what a file imports in any other way is compiled before the first line of it runs.
const { runCommandLine } = await import('./commands/command-line.js');
await runCommandLine(process.argv.slice(2), process.env);
