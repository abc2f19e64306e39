import type { EngineAnswer, EngineIdentity } from '../capture.js';

/** What the engine says of a path in a container, without opening it. */
export interface PathState {
  /** Its name's last part. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** Permission bits, e.g. 0o755. */
  readonly permissions: number;
  /** Where a link leads, as an absolute path in the container, all links on the way followed. */
  readonly target?: string;
}

/** A file of a container, as an archive holds it. */
export interface FileContent {
  /** Its beginning, or all of it. */
  readonly bytes: Buffer;
  /** Whether that is all. */
  readonly whole: boolean;
  readonly permissions: number;
  readonly user: number;
  readonly group: number;
}

/** A log as the engine still has it. */
export interface LogText {
  readonly text: string;
  /** Bytes at its beginning that were left out. */
  readonly dropped: number;
}

/**
 * A container engine, asked only and never told. Every call ends within a bounded time and returns a bounded answer; each
 * rejects with an EngineTrouble.
 */
export interface Engine {
  readonly identity: EngineIdentity;
  /** Its address is a socket of this machine: its processes may be ours. */
  readonly isLocal: boolean;
  /** All containers, as a list has them. */
  containers(): Promise<EngineAnswer[]>;
  inspect(container: string): Promise<EngineAnswer>;
  /** The last lines with their time stamps. `framed`: without a terminal. */
  log(container: string, framed: boolean): Promise<LogText>;
  stats(container: string): Promise<EngineAnswer>;
  /** The processes of a container that runs, with the titles of their columns. */
  top(container: string): Promise<EngineAnswer>;
  image(name: string): Promise<EngineAnswer>;
  /** What happened in the last day, as far as the engine remembers: 256 events. */
  events(): Promise<EngineAnswer[]>;
  disk(): Promise<EngineAnswer>;
  /** Undefined when there is no such path. Follows links on the way, not the last one. */
  state(container: string, path: string): Promise<PathState | undefined>;
  /** The file at a path, up to `most` bytes of it; undefined when there is none or it is no regular file. */
  file(container: string, path: string, most: number): Promise<FileContent | undefined>;
  /** The regular files directly in a directory, by name; bounded. Empty when there is no such directory. */
  directory(container: string, path: string): Promise<ReadonlyMap<string, Buffer>>;
}
