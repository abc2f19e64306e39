import { posix } from 'node:path';
import type { EngineAnswer } from '../../../src/world/engine/capture.js';
import type { Engine, FileContent, LogText, PathState } from '../../../src/world/engine/connection/engine.js';
import { EngineTrouble } from '../../../src/world/engine/trouble.js';

/** A file of a made-up container: a text or bytes, a link, or all that an archive says of it. */
export type MemoryFile =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly text: string; readonly mode?: number; readonly user?: number; readonly group?: number };

/** What an engine in memory holds. */
export interface MemoryContainer {
  /** As inspect answers; `null` for one that is gone between list and inspect. */
  readonly inspect: EngineAnswer | null;
  readonly log?: string;
  readonly files?: Readonly<Record<string, MemoryFile>>;
}

/** An engine that only exists in memory: containers by name, each with an id, a log and files. */
export class MemoryEngine implements Engine {
  readonly identity = { name: 'Engine', version: '28.5.2', apiVersion: '1.51', os: 'linux', arch: 'amd64' };
  readonly isLocal = false;
  readonly #containers: Readonly<Record<string, MemoryContainer>>;
  /** Every question after this many is answered with trouble: the engine has died. */
  readonly #dies: number;
  asked = 0;

  constructor(containers: Readonly<Record<string, MemoryContainer>>, dies = Number.POSITIVE_INFINITY) {
    this.#containers = containers;
    this.#dies = dies;
  }

  async containers(): Promise<EngineAnswer[]> {
    this.#ask('the list of containers');
    return Object.entries(this.#containers).map(([name, { inspect }]) => ({
      Id: `id-${name}`,
      Names: [`/${name}`],
      State: ((inspect?.['State'] ?? {}) as { Status?: string }).Status,
      Labels: ((inspect?.['Config'] ?? {}) as { Labels?: object }).Labels ?? {},
    }));
  }

  async inspect(container: string): Promise<EngineAnswer> {
    this.#ask(`container ${container}`);
    const { inspect } = this.#find(container);
    if (inspect === null) throw new EngineTrouble('gone', `container ${container}: it is no longer there`);
    return { Id: `id-${container.replace('id-', '')}`, Name: `/${container.replace('id-', '')}`, ...inspect };
  }

  async log(container: string): Promise<LogText> {
    this.#ask(`the log of ${container}`);
    return { text: this.#find(container).log ?? '', dropped: 0 };
  }

  async stats(): Promise<EngineAnswer> {
    this.#ask('stats');
    return {};
  }

  async top(container: string): Promise<EngineAnswer> {
    this.#ask('processes');
    return { Titles: ['PID', 'CMD'], Processes: [['1', `serve ${container}`]] };
  }

  async image(name: string): Promise<EngineAnswer> {
    this.#ask(`image ${name}`);
    return { Id: name };
  }

  async events(): Promise<EngineAnswer[]> {
    this.#ask('recent events');
    return [];
  }

  async disk(): Promise<EngineAnswer> {
    this.#ask('the use of disk space');
    return {};
  }

  async state(container: string, path: string): Promise<PathState | undefined> {
    this.#ask(`${path} in ${container}`);
    const files = this.#find(container).files ?? {};
    const file = files[path];
    const name = posix.basename(path);
    if (file === undefined) {
      const isFolder = Object.keys(files).some((each) => each.startsWith(`${path}/`));
      return isFolder ? { name, size: 0, type: 'directory', permissions: 0o755 } : undefined;
    }
    if (typeof file === 'object' && 'link' in file)
      return { name, size: 0, type: 'link', permissions: 0o777, target: file.link };
    return { name, size: 1, type: 'file', permissions: 0o755 };
  }

  async file(container: string, path: string, most: number): Promise<FileContent | undefined> {
    this.#ask(`${path} in ${container}`);
    const file = this.#find(container).files?.[path];
    if (file === undefined || (typeof file === 'object' && 'link' in file)) return undefined;
    const { mode = 0o755, user = 0, group = 0 } = typeof file === 'object' && 'text' in file ? file : {};
    const bytes = Buffer.from(typeof file === 'object' && 'text' in file ? file.text : file);
    return { bytes: bytes.subarray(0, most), whole: bytes.length <= most, permissions: mode, user, group };
  }

  async directory(container: string, path: string): Promise<ReadonlyMap<string, Buffer>> {
    this.#ask(`${path} in ${container}`);
    const files = Object.entries(this.#find(container).files ?? {});
    return new Map(
      files.flatMap(([each, file]): [string, Buffer][] =>
        posix.dirname(each) === path && typeof file === 'string' ? [[posix.basename(each), Buffer.from(file)]] : [],
      ),
    );
  }

  #ask(what: string): void {
    this.asked++;
    if (this.asked > this.#dies) throw new EngineTrouble('not-answering', `${what}: the engine went away`);
  }

  #find(container: string): MemoryContainer {
    const found = this.#containers[container.replace(/^id-/, '')];
    if (found === undefined) throw new EngineTrouble('gone', `${container}: it is no longer there`);
    return found;
  }
}
