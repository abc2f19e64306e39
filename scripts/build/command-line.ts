import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
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

/**
 * The command line: `cli.js` with what every command needs, and parts that are loaded when they are asked for.
 * @throws Error where a module could not be found, or the start would carry what is the action's
 */
export async function commandLine(): Promise<Door> {
  const build = await rolldown({
    cwd: ROOT,
    input: { cli: join(ROOT, 'src/cli.ts') },
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [tables],
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
  const chunks = output.map((each) => {
    if (each.type === 'chunk') return each;
    throw new Error(`${each.fileName} would be needed beside the parts: import what it uses`);
  });
  const byName = new Map(chunks.map((each) => [each.fileName, each]));
  const started = new Set(['cli.js']);
  for (const name of started) for (const next of byName.get(name)?.imports ?? []) started.add(next);
  for (const name of started)
    for (const id of byName.get(name)?.moduleIds ?? [])
      if (NOT_FOR_CLI.test(id)) throw new Error(`the command line must not carry ${id}`);
  return {
    parts: chunks.map(({ fileName, code }) => ({ name: fileName, code: ascii(code) })),
    licenses: licensesOf(chunks.flatMap(({ moduleIds }) => moduleIds)),
  };
}

const tables: Plugin = {
  name: 'tables',
  transform: (code, id) => (id === join(ROOT, 'src/walk/prebuilt.ts') ? withTables(code) : undefined),
};
