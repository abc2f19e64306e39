#!/usr/bin/env node
// Loaded on demand: where it is bundled, what is compiled of it is kept.
const { runCommandLine } = await import('./commands/command-line.js');
await runCommandLine(process.argv.slice(2), process.env);

export {};
