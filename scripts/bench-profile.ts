/** What profiles said of the rows that miss their goals; shares are of the processor time of the walk, without Node's start. */
export const PROFILE = `## Where the time goes

From profiles (\`node --cpu-prof\`) of the walk alone, on 29 November 2026; the start of Node and of the program comes on top.

- **Logs where all passed** (pytest, cargo test, docker build, Compose, job log): hardly a line is made a text (of 34,169 lines of
  pytest one), so that what is left is the pass over the bytes, 330 to 460 MB/s by itself, and the start: in the
  table above a log of 1 kB takes most of what 64 MB take.
- **neutral**: 13 % of the lines (11,784 of 89,894) hold a word that somebody waits for; all but 126 of them only tell that something
  went well. Of the reading 14 % is the pass over the bytes, 17 % finding which words stand in those lines, 18 % making texts of 7,000
  of them, 18 % looking for the title of the step of each \`#12 DONE\`, 8 % knowing tools by their tallies. Such lines have to be looked
  at while anything may be taken back by them.
- **a zip**: what is beyond plain inflating is the same log read as a plain file.
- **JUnit**: the pass over the bytes takes 28 %, passing over the cases in bytes 18 %, the one line in 200 that begins
  a suite (read by saxes, by the tallies, and for telling words, since it says \`failures\` and \`errors\`) 28 %.
- **every line a failure**: no function has more than 7 % to itself. Recognising takes 37 % of 1.5 MB: of the 5,000 failures
  that are kept 1,742 say something of their own, at some 0.4 ms each for the patterns worth trying and half as much again for the
  fingerprint, most of it for taking secrets out of what it is made of; what says the same again is recognised once. Reading takes 48 %:
  each line is made a text, offered to the parsers whose words it holds, and judged by how telling it is.
- **a start**: what was compiled is kept for the next start, on all versions of Node. On Node 24, of some 90 ms beyond an empty script
  (30 November 2026), 16 are taking back what was kept of \`main.cjs\`, 10 evaluating its modules, 9 Node's own modules, 8 the tables
  of the prefilter, 8 making the last 40 lines (most of it expressions that are compiled for the first time), 6 looking for a tool's
  last words, 4 taking secrets out. The catalogue lies in a file of its own, which is read when something is recognised.
  Half of the action's start is compiling \`index.js\`, of whose code undici (which @actions/core carries along) is a quarter,
  junit-report-builder an eighth; it keeps nothing, since a job's machine is new.
- **own patterns**: a millisecond each, once: half of it is YAML, a quarter their expressions, an eighth the schema.
- **memory**: Node and the program take 70 to 90 MiB for a log of 1 kB. On top of it come the failures that are kept, at most 24 million
  characters of a source, and the report made of them. Texts of lines that were looked at are collected late: over 147 MB of headlines of 30 kB
  the heap grew to 148 MiB, of which 37 were alive, and the process to 240 (30 November 2026; with V8's \`--optimize-for-size\` to 133,
  for half as much again of processor time). Of 2,000 files the last 40 lines of each and what went well in it are kept until all are read,
  some 17 kB a file; the rest is memory that was given back to Node and not yet to the system.
`;
