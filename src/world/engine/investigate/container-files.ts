import { posix } from 'node:path';
import type { Engine, FileContent, PathState } from '../connection/engine.js';

/** Questions about one container's files; a program with very many libraries is not looked at to its end. */
const MOST_QUESTIONS = 400;
const MOST_LINKS = 8;

/** A path of a container that leads to something. */
export interface Found {
  /** Where the links end. */
  readonly path: string;
  readonly state: PathState;
}

/** The file system of one container, read through its engine; nothing is asked twice. */
export class ContainerFiles {
  readonly #engine: Engine;
  readonly #container: string;
  readonly #states = new Map<string, Promise<PathState | undefined>>();

  constructor(engine: Engine, container: string) {
    this.#engine = engine;
    this.#container = container;
  }

  /** True when no more can be asked: then nothing is known of what was not found. */
  get isExhausted(): boolean {
    return this.#states.size >= MOST_QUESTIONS;
  }

  /** What a path leads to, links followed; undefined when it leads nowhere. */
  async find(path: string): Promise<Found | undefined> {
    let at = posix.normalize(path);
    for (let links = 0; links < MOST_LINKS; links++) {
      const state = await this.#state(at);
      if (state === undefined || state.type !== 'link') return state && { path: at, state };
      if (state.target === undefined) return undefined;
      at = posix.resolve(posix.dirname(at), state.target);
    }
    return undefined;
  }

  /** The first of the paths that leads to a file. */
  async findFile(paths: readonly string[]): Promise<Found | undefined> {
    for (const path of paths) {
      const found = await this.find(path);
      if (found?.state.type === 'file') return found;
    }
    return undefined;
  }

  /** A file's beginning. */
  read({ path }: Found, most: number): Promise<FileContent | undefined> {
    return this.#engine.file(this.#container, path, most);
  }

  /** A small text file; empty when there is none. */
  async text(path: string, most: number): Promise<string> {
    const found = await this.findFile([path]);
    return found === undefined ? '' : ((await this.read(found, most))?.bytes.toString('utf8') ?? '');
  }

  /** The texts of the files in a directory, in order of name. */
  async texts(path: string): Promise<string[]> {
    const found = await this.find(path);
    if (found?.state.type !== 'directory') return [];
    const files = await this.#engine.directory(this.#container, found.path);
    return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bytes]) => bytes.toString('utf8'));
  }

  #state(path: string): Promise<PathState | undefined> {
    const known = this.#states.get(path);
    if (known !== undefined) return known;
    const state = this.isExhausted ? Promise.resolve(undefined) : this.#engine.state(this.#container, path);
    this.#states.set(path, state);
    return state;
  }
}
