import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { ROOT } from '../scenario.js';
import { ascii } from './ascii.js';
import { licensesOf } from './licenses.js';
import type { Door, Part } from './part.js';
import { withCatalogue, withTables } from './prebuilt.js';

/** What a start of the command line must not wait for: they are the action's. */
const NOT_FOR_CLI = /[\\/]node_modules[\\/](?:@actions|@octokit|undici)[\\/]/;

/** dockerode's debug asks for colours if somebody happens to have installed them, inside a try: it does without. */
const OPTIONAL: ReadonlySet<string> = new Set(['supports-color']);

/** The optional one, and imports on demand of what is needed anyway: where it is asked for, it is not evaluated before. */
const IGNORED: ReadonlySet<string> = new Set(['UNRESOLVED_IMPORT', 'INEFFECTIVE_DYNAMIC_IMPORT']);

/** What `cli.js` starts. */
const MAIN = 'src/commands/command-line.ts';
const DOOR = 'src/cli.ts';
const STARTED = 'main.cjs';
const LOADER = join(ROOT, 'src/world/process/compiled.ts');
const CATALOGUE = join(ROOT, 'src/knowledge/catalogue/bundle.generated.ts');
const TABLES = join(ROOT, 'src/walk/prebuilt.ts');

/**
 * The command line: `cli.js`, which starts `main.cjs` with what every command needs, parts that are loaded when they are
 * asked for, and the catalogue and its tables as JSON: nothing of them need be compiled.
 * @throws Error where a module could not be found, or the start would carry what is the action's
 */
export async function commandLine(): Promise<Door> {
  const data: Part[] = [];
  const main = await bundled({ main: MAIN }, 'cjs', [withData(data)]);
  const files = [
    ...main.map(({ fileName, code }) => ({ name: fileName, code: required(fileName, ascii(code)) })),
    ...data,
  ];
  const door = await bundled({ cli: DOOR }, 'esm', [started(idOf(files))]);
  const byName = new Map(main.map((each) => [each.fileName, each]));
  const needed = new Set([STARTED]);
  for (const name of needed) for (const next of byName.get(name)?.imports ?? []) needed.add(next);
  for (const name of needed)
    for (const id of byName.get(name)?.moduleIds ?? [])
      if (NOT_FOR_CLI.test(id)) throw new Error(`the command line must not carry ${id}`);
  return {
    parts: [...door.map(({ fileName, code }) => ({ name: fileName, code: ascii(code) })), ...files],
    licenses: licensesOf([...main, ...door].flatMap(({ moduleIds }) => moduleIds)),
  };
}

/** Another one for other files. */
function idOf(files: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const { name, code } of files) hash.update(`${name}\0${code}\0`);
  return hash.digest('hex').slice(0, 16);
}

/**
 * A script that was compiled before cannot import: what is Node's own is required where it is asked for.
 * @throws Error where something else is left to import
 */
function required(name: string, code: string): string {
  const made = code.replaceAll(/(?<![\w$.])import\(([`'"][\w:/]+[`'"])\)/g, 'Promise.resolve().then(()=>require($1))');
  if (/(?<![\w$.])import\(/.test(made)) throw new Error(`${name} would import what no script can`);
  return made;
}

async function bundled(
  input: Readonly<Record<string, string>>,
  format: 'cjs' | 'esm',
  plugins: Plugin[],
): Promise<OutputChunk[]> {
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
    format,
    minify: true,
    comments: false,
    entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
    chunkFileNames: 'part-[name].cjs',
    ...(format === 'esm' && { codeSplitting: false }),
  });
  await build.close();
  return output.map((each) => {
    if (each.type === 'chunk') return each;
    throw new Error(`${each.fileName} would be needed beside the parts: import what it uses`);
  });
}

/** The door starts what is built already, and shares nothing with it: what both need would come in a hundred small files. */
function started(build: string): Plugin {
  const id = '\0started';
  const args = `import.meta.dirname ?? dirname(fileURLToPath(import.meta.url)), ${JSON.stringify(STARTED)}, ${JSON.stringify(build)}, process.env`;
  return {
    name: 'started',
    resolveId: (name) => (name === './commands/command-line.js' ? id : undefined),
    load: (name) =>
      name === id
        ? `import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKept } from ${JSON.stringify(LOADER)};
export const { runCommandLine } = loadKept(${args});`
        : undefined,
  };
}

/** What the program is built with goes into files of its own, which are read when they are asked for. */
function withData(data: Part[]): Plugin {
  const placed = (name: string, json: string): string => {
    data.push({ name: `${name}.json`, code: ascii(json) });
    return `JSON.parse(readFileSync(__dirname + '/${name}.json', 'latin1'))`;
  };
  const reading = (code: string): string => `import { readFileSync } from 'node:fs';\n${code}`;
  return {
    name: 'data',
    async transform(code, id) {
      if (id === TABLES) return reading(await withTables(code, placed));
      if (id === CATALOGUE) return reading(withCatalogue(code, placed));
      return undefined;
    },
  };
}
