import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { ROOT } from '../scenario.js';
import { ascii } from './ascii.js';
import { licensesOf } from './licenses.js';
import type { Door } from './part.js';
import { withTables } from './prebuilt.js';

/** What a start of the command line must not wait for: they are the action's. */
const NOT_FOR_CLI = /[\\/]node_modules[\\/](?:@actions|@octokit|undici)[\\/]/;

/** dockerode's debug asks for colours if somebody happens to have installed them, inside a try: it does without. */
const OPTIONAL: ReadonlySet<string> = new Set(['supports-color']);

/** The optional one, and imports on demand of what is needed anyway: where it is asked for, it is not evaluated before. */
const IGNORED: ReadonlySet<string> = new Set(['UNRESOLVED_IMPORT', 'INEFFECTIVE_DYNAMIC_IMPORT']);

/** What `cli.js` starts, once what is compiled of it is kept. */
const MAIN = 'src/commands/command-line.ts';
const STARTED = './main.js';

/**
 * The command line: `cli.js`, which starts `main.js` with what every command needs, and parts that are loaded when they are
 * asked for.
 * @throws Error where a module could not be found, or the start would carry what is the action's
 */
export async function commandLine(): Promise<Door> {
  const chunks = [...(await bundled({ main: MAIN }, [tables])), ...(await bundled({ cli: 'src/cli.ts' }, [apart]))];
  const byName = new Map(chunks.map((each) => [each.fileName, each]));
  const started = new Set(['main.js']);
  for (const name of started) for (const next of byName.get(name)?.imports ?? []) started.add(next);
  for (const name of started)
    for (const id of byName.get(name)?.moduleIds ?? [])
      if (NOT_FOR_CLI.test(id)) throw new Error(`the command line must not carry ${id}`);
  return {
    parts: chunks.map(({ fileName, code }) => ({ name: fileName, code: ascii(code) })),
    licenses: licensesOf(chunks.flatMap(({ moduleIds }) => moduleIds)),
  };
}

async function bundled(input: Readonly<Record<string, string>>, plugins: Plugin[]): Promise<OutputChunk[]> {
  const build = await rolldown({
    cwd: ROOT,
    input,
    // What parts need of a door is exported by it, instead of lying in a file of its own.
    preserveEntrySignatures: 'allow-extension',
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins,
    onLog(level, { code, exporter, message }) {
      if (code === 'UNRESOLVED_IMPORT' && !OPTIONAL.has(exporter ?? ''))
        throw new Error(`a module could not be found; it would fail when used: ${message}`);
      if (level === 'warn' && !IGNORED.has(code ?? '')) console.error(message);
    },
  });
  const { output } = await build.generate({
    format: 'esm',
    minify: true,
    comments: false,
    chunkFileNames: 'part-[name].js',
  });
  await build.close();
  return output.map((each) => {
    if (each.type === 'chunk') return each;
    throw new Error(`${each.fileName} would be needed beside the parts: import what it uses`);
  });
}

/** A door that loads all else on demand shares nothing with it: what both need would come in a hundred small files. */
const apart: Plugin = {
  name: 'apart',
  resolveId: (id) => (id === './commands/command-line.js' ? { id: STARTED, external: true } : undefined),
};

const tables: Plugin = {
  name: 'tables',
  transform: (code, id) => (id === join(ROOT, 'src/walk/prebuilt.ts') ? withTables(code) : undefined),
};
