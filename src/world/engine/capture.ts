import type { Facts } from '../../core/domain/failure.js';

/** What an engine says of itself. */
export interface EngineIdentity {
  /** `Docker Engine`, `Podman Engine`, or what it calls itself. */
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  /** The host's, in Go's words: linux, windows. */
  readonly os: string;
  /** The host's, in Go's words: amd64, arm64. */
  readonly arch: string;
}

/** An answer of the engine's API, untouched. */
export type EngineAnswer = Readonly<Record<string, unknown>>;

/** One container as it was found: nothing of it was changed or started. */
export interface ContainerCapture {
  /** Without the engine's leading slash; unique on its engine. */
  readonly name: string;
  readonly id: string;
  /** `GET /containers/{id}/json`. */
  readonly inspect: EngineAnswer;
  /** What investigation found, flat; the member `Whydunit` of inspect.json. Empty when there was nothing to find. */
  readonly findings: Facts;
  /**
   * The last lines, both streams in the order they were written, as `docker logs --timestamps` prints them. Empty when
   * the container printed nothing; absent when its log could not be read.
   */
  readonly log?: string;
  /** `GET /containers/{id}/stats`, one shot; only of containers that run. */
  readonly stats?: EngineAnswer;
  /** Its processes, as `docker top` prints them; only of containers that run. */
  readonly top?: string;
}

/** What an engine knew at one moment, in memory. `whydunit collect` writes it to disk, `--docker` diagnoses it as it is. */
export interface Capture {
  readonly engine: EngineIdentity;
  /** When, in ISO 8601. */
  readonly collected: string;
  /** In the order they died, those that live last. */
  readonly containers: readonly ContainerCapture[];
  /** Recent events, oldest first; an engine keeps its last 256 only. */
  readonly events: readonly EngineAnswer[];
  /** `GET /images/{name}/json` of the containers' images. */
  readonly images: readonly EngineAnswer[];
  /** `GET /system/df`; absent when the engine does not say. */
  readonly disk?: EngineAnswer;
  /** A table of all containers, in the words of `docker ps -a`. */
  readonly ps: string;
  /** What could not be seen and what was cut, each a sentence. */
  readonly notes: readonly string[];
}
