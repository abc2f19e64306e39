import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, isOwnFolder } from '../files/cache-folder.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a file in CommonJS is called with. */
type Body = (
  exports: unknown,
  require: (name: string) => unknown,
  module: object,
  file: string,
  folder: string,
) => void;

/**
 * What a file in CommonJS exports, with the files beside it that it asks for. What Node compiles of them is kept for the next
 * start, which then takes half the time: in a folder of the user's own, where NODE_DISABLE_COMPILE_CACHE does not forbid it.
 * Where that cannot be, a home that is read-only, a folder of somebody else's, everything goes on as without. Node keeps
 * such itself from 22.8 on, and not for the oldest version that we run on.
 * @param build another one for each change of any of the files
 */
export function loadKept(folder: string, file: string, build: string, env: Environment): unknown {
  return new Loader(folder, keptFolder(build, env)).load(file);
}

/** Where it is kept for this build and this Node; made if need be. */
function keptFolder(build: string, env: Environment): string | undefined {
  if (env['NODE_DISABLE_COMPILE_CACHE'] !== undefined) return undefined;
  try {
    const all = join(cacheFolder(env), 'compiled');
    const folder = join(all, `${build}-${process.version}-${process.arch}`);
    return [all, folder].every(isOwnFolder) ? folder : undefined;
  } catch {
    // It is only faster with it.
    return undefined;
  }
}

class Loader {
  readonly #folder: string;
  readonly #kept: string | undefined;
  readonly #modules = new Map<string, { exports: unknown }>();
  readonly #outside: (name: string) => unknown;
  /** What was not kept yet, by where it is to be. */
  readonly #fresh = new Map<string, Script>();

  constructor(folder: string, kept: string | undefined) {
    this.#folder = folder;
    this.#kept = kept;
    this.#outside = createRequire(join(folder, 'cli.js'));
    // At the end more of it is compiled than before it ran.
    process.once('exit', () => {
      for (const [path, script] of this.#fresh) keep(path, script);
    });
  }

  load(file: string): unknown {
    const known = this.#modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#modules.set(file, module);
    const path = join(this.#folder, file);
    const body = this.#compiled(file, path).runInThisContext() as Body;
    const require = (name: string) => (name.startsWith('./') ? this.load(name.slice(2)) : this.#outside(name));
    body(module.exports, require, module, path, this.#folder);
    return module.exports;
  }

  #compiled(file: string, filename: string): Script {
    // They are ASCII alone, so that one byte is kept for each character; once they were modules, which are strict.
    const code = `(function(exports,require,module,__filename,__dirname){'use strict';${readFileSync(filename, 'latin1')}\n})`;
    const kept = this.#kept === undefined ? undefined : join(this.#kept, file);
    const cachedData = kept === undefined ? undefined : bytesOf(kept);
    const script = new Script(code, { filename, ...(cachedData !== undefined && { cachedData }) });
    if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
      this.#fresh.set(kept, script);
    return script;
  }
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Another start may read it at the same time: it is there as a whole or not at all. */
function keep(path: string, script: Script): void {
  try {
    const half = `${path}.${process.pid}`;
    writeFileSync(half, script.createCachedData(), { mode: 0o600 });
    renameSync(half, path);
  } catch {
    // The next start compiles it again.
  }
}
