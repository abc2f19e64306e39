/**
 * Builds `dist` (or the directory given as argument): the catalogue's bundle, then JavaScript of both doors, the one part
 * that both always load, and parts that are loaded when they are asked for. The same sources give the same bytes,
 * wherever and however often it runs.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { ascii } from './ascii.js';
import { licensesOf } from './licenses.js';
import { ROOT } from './scenario.js';

/** Name in dist, and where it begins. */
const DOORS = { cli: join(ROOT, 'src/cli.ts'), index: join(ROOT, 'src/action.ts') } as const;

/** What a start of the command line must not wait for: they are the action's. */
const NOT_FOR_CLI = /[\\/]node_modules[\\/](?:@actions|@octokit|undici)[\\/]/;

/** dockerode's debug asks for colours if somebody happens to have installed them, inside a try: it does without. */
const OPTIONAL: ReadonlySet<string> = new Set(['supports-color']);

/** The optional one, and imports on demand of what is needed anyway: where it is asked for, it is not evaluated before. */
const IGNORED: ReadonlySet<string> = new Set(['UNRESOLVED_IMPORT', 'INEFFECTIVE_DYNAMIC_IMPORT']);

/** What a door needs whenever it is opened, without what is imported when it is asked for. */
class Needed {
  readonly #needed = new Map<string, ReadonlySet<string>>();

  readonly plugin: Plugin = {
    name: 'needed',
    buildEnd: {
      handler: (() => {
        const needed = this.#needed;
        return function (this: { getModuleInfo(id: string): { importedIds: readonly string[] } | null }) {
          for (const door of Object.values(DOORS)) {
            const seen = new Set([door]);
            for (const id of seen) for (const next of this.getModuleInfo(id)?.importedIds ?? []) seen.add(next);
            needed.set(door, seen);
          }
        };
      })(),
    },
  };

  by(door: string, module: string): boolean {
    return this.#needed.get(door)?.has(module) === true;
  }

  byBoth(module: string): boolean {
    return Object.values(DOORS).every((door) => this.by(door, module));
  }
}

/** Puts the tables into the program that it would make at each start; as texts, read when they are needed. */
async function prebuilt(): Promise<Plugin> {
  const { PARSERS } = await import('../src/knowledge/families.js');
  const { BUILT_IN } = await import('../src/knowledge/catalogue/bundle.generated.js');
  const { prebuild } = await import('../src/walk/prebuild.js');
  const { tables, inFailures, patterns } = prebuild(PARSERS, BUILT_IN);
  const parsed = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
  const made = `{ tables: ${parsed(tables)}, inFailures: () => ${parsed(inFailures())}, patterns: ${patterns} }`;
  const none = 'PREBUILT: Prebuilt | undefined = undefined;';
  return {
    name: 'prebuilt',
    transform(code, id) {
      if (id !== join(ROOT, 'src/walk/prebuilt.ts')) return undefined;
      if (!code.includes(none)) throw new Error(`${id} has no place for the tables`);
      return code.replace(none, () => `PREBUILT: Prebuilt | undefined = ${made};`);
    },
  };
}

/** Bundles both doors; returns all parts. */
async function bundle(): Promise<OutputChunk[]> {
  const needed = new Needed();
  const build = await rolldown({
    cwd: ROOT,
    input: DOORS,
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [needed.plugin, await prebuilt()],
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
    codeSplitting: { groups: [{ name: 'both', test: (module) => needed.byBoth(module) }] },
  });
  await build.close();
  const parts = output.map((each) => {
    if (each.type !== 'chunk')
      throw new Error(`${each.fileName} would be needed beside the parts: import what it uses`);
    return each;
  });
  for (const { moduleIds } of parts)
    for (const id of moduleIds)
      if (NOT_FOR_CLI.test(id) && needed.by(DOORS.cli, id)) throw new Error(`the command line must not carry ${id}`);
  return parts;
}

async function main(dist: string): Promise<void> {
  execFileSync(join(ROOT, 'node_modules/.bin/tsx'), ['scripts/bundle.ts'], { cwd: ROOT, stdio: 'inherit' });
  const parts = await bundle();
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const { fileName, code } of parts) {
    const file = join(dist, fileName);
    writeFileSync(file, ascii(code));
    chmodSync(file, fileName === 'cli.js' ? 0o755 : 0o644);
  }
  writeFileSync(join(dist, 'package.json'), '{\n  "type": "module"\n}\n');
  writeFileSync(join(dist, 'licenses.txt'), licensesOf(parts.flatMap(({ moduleIds }) => moduleIds)));
  const kilobytes = parts.reduce((sum, { code }) => sum + code.length, 0) / 1024;
  console.log(`${parts.length} files, ${Math.round(kilobytes)} kB`);
}

try {
  await main(resolve(process.argv[2] ?? join(ROOT, 'dist')));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
