import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import { jsonObject } from '../../../core/json.js';
import type { EngineAnswer, EngineIdentity } from '../capture.js';
import { firstBytes } from '../first-bytes.js';
import { withWholeTimes } from '../log-times.js';
import { pathState } from '../path-state.js';
import { EngineTrouble, troubleOf } from '../trouble.js';
import type { EngineAddress, EngineEnvironment } from './address.js';
import { Answer } from './answer.js';
import { filesIn } from './archive.js';
import { Demultiplexer } from './demultiplex.js';
import type { Engine, FileContent, LogText, PathState } from './engine.js';
import { modemOptions } from './modem-options.js';

/** One answer may take this long; an engine under load takes seconds. */
const ANSWER_MS = 15_000;
/** All answers together: a job waits for us. */
const ALL_MS = 120_000;
/** Lines asked of a container's log. */
const LOG_LINES = 10_000;
/** Bytes kept of a container's log, and bytes read of it at most. */
const LOG_BYTES = 4 * 1024 ** 2;
const MOST_LOG_BYTES = 256 * 1024 ** 2;
const STUMBLED_MS = 250;
/** Answers waited for in vain; then the engine is taken to hang. */
const MOST_LATE = 3;
const EVENT_BYTES = 4 * 1024 ** 2;
const EVENTS_SINCE_S = 24 * 3600;
/** Files of a directory: configuration fragments, a few lines each. */
const DIRECTORY_BYTES = 1024 ** 2;

/** An engine with Docker's API, reached through dockerode: Docker itself, or Podman's compatible service. */
export class DockerEngine implements Engine {
  readonly identity: EngineIdentity;
  readonly isLocal: boolean;
  readonly #docker: Docker;
  readonly #address: EngineAddress;
  /** Ends everything that is still going on when all time is used up. */
  readonly #end = AbortSignal.timeout(ALL_MS);

  readonly #answerMs: number;
  #late = 0;

  private constructor(docker: Docker, address: EngineAddress, identity: EngineIdentity, answerMs: number) {
    this.#docker = docker;
    this.#address = address;
    this.identity = identity;
    this.#answerMs = answerMs;
    this.isLocal = address.url.startsWith('unix://');
  }

  /**
   * Asks the engine who it is. Rejects with an EngineTrouble.
   * @param answerMs how long each answer may take
   */
  static async connect(
    address: EngineAddress,
    env: EngineEnvironment,
    answerMs: number = ANSWER_MS,
  ): Promise<DockerEngine> {
    const what = 'its version';
    try {
      const docker = new Docker(modemOptions(address, env));
      const version = new Answer(await within(answerMs, what, docker.version()));
      return new DockerEngine(docker, address, identityOf(version), answerMs);
    } catch (error) {
      throw troubleOf(error, what, address);
    }
  }

  async containers(): Promise<EngineAnswer[]> {
    const list: unknown = await this.#ask('the list of containers', (abortSignal) =>
      this.#docker.listContainers({ all: true, abortSignal }),
    );
    return Array.isArray(list) ? (list as EngineAnswer[]) : [];
  }

  async inspect(container: string): Promise<EngineAnswer> {
    const answer = await this.#ask(`container ${container}`, (abortSignal) =>
      this.#docker.getContainer(container).inspect({ abortSignal }),
    );
    if (new Answer(answer).text('Id') === '')
      throw new EngineTrouble('refused', `container ${container}: the engine's answer cannot be understood`);
    return answer as unknown as EngineAnswer;
  }

  async stats(container: string): Promise<EngineAnswer> {
    const answer = await this.#ask(`the use of resources of ${container}`, (abortSignal) => {
      const options = { stream: false, 'one-shot': true, abortSignal } as { stream: false };
      return this.#docker.getContainer(container).stats(options);
    });
    return answer as unknown as EngineAnswer;
  }

  async top(container: string): Promise<EngineAnswer> {
    const answer: unknown = await this.#ask(`the processes of ${container}`, (abortSignal) => {
      const options = { abortSignal } as object;
      return this.#docker.getContainer(container).top(options);
    });
    return answer as EngineAnswer;
  }

  async image(name: string): Promise<EngineAnswer> {
    const answer = await this.#ask(`image ${name}`, (abortSignal) => {
      const options = { abortSignal } as object;
      return this.#docker.getImage(name).inspect(options);
    });
    return answer as unknown as EngineAnswer;
  }

  async disk(): Promise<EngineAnswer> {
    const answer: unknown = await this.#ask('the use of disk space', () => this.#docker.df());
    return answer as EngineAnswer;
  }

  async log(container: string, framed: boolean): Promise<LogText> {
    const log = new Demultiplexer(framed, LOG_BYTES);
    let size = 0;
    const options = { stdout: 1, stderr: 1, timestamps: 1, follow: 0, tail: LOG_LINES };
    await this.#ask(`the log of ${container}`, async (abortSignal) => {
      const stream = await this.#dial(`/containers/${encodeURIComponent(container)}/logs?`, options, abortSignal);
      for await (const chunk of stream) {
        log.feed(chunk as Buffer);
        size += (chunk as Buffer).length;
        if (size > MOST_LOG_BYTES) break;
      }
    });
    return { text: withWholeTimes(log.text()), dropped: log.dropped };
  }

  async events(): Promise<EngineAnswer[]> {
    const until = Math.floor((await this.#clock()) / 1000);
    const text = await this.#ask('recent events', async (abortSignal) => {
      const options = { since: until - EVENTS_SINCE_S, until, abortSignal };
      return firstBytes((await this.#docker.getEvents(options)) as Readable, EVENT_BYTES);
    });
    return text.toString('utf8').split('\n').flatMap(asEvent);
  }

  /** The engine's own time in milliseconds: events up to a moment that is still to come would be waited for. */
  async #clock(): Promise<number> {
    try {
      const info: unknown = await this.#ask('its time', () => this.#docker.info());
      const time = Date.parse(new Answer(info).text('SystemTime'));
      return Number.isNaN(time) ? Date.now() : time;
    } catch (error) {
      if (error instanceof EngineTrouble && error.kind !== 'not-answering') return Date.now();
      throw error;
    }
  }

  async state(container: string, path: string): Promise<PathState | undefined> {
    return this.#whereThere(`${path} in ${container}`, async (abortSignal) => {
      const options = { path, abortSignal } as { path: string };
      const response = (await this.#docker.getContainer(container).infoArchive(options)) as Readable & {
        headers: Record<string, string | undefined>;
      };
      response.resume();
      return pathState(response.headers['x-docker-container-path-stat']);
    });
  }

  async file(container: string, path: string, most: number): Promise<FileContent | undefined> {
    const found = await this.#whereThere(`${path} in ${container}`, async (abortSignal) =>
      filesIn(await this.#archive(container, path, abortSignal), { most, stopAfter: 1 }),
    );
    return found?.values().next().value;
  }

  async directory(container: string, path: string): Promise<ReadonlyMap<string, Buffer>> {
    const found = await this.#whereThere(`${path} in ${container}`, async (abortSignal) =>
      filesIn(await this.#archive(container, path, abortSignal), { most: DIRECTORY_BYTES, stopAfter: 200 }),
    );
    return new Map([...(found ?? [])].map(([name, { bytes }]) => [name, bytes]));
  }

  async #archive(container: string, path: string, abortSignal: AbortSignal): Promise<Readable> {
    const options = { path, abortSignal } as { path: string };
    return (await this.#docker.getContainer(container).getArchive(options)) as Readable;
  }

  /** As #ask; undefined where there is no such path. */
  async #whereThere<T>(what: string, call: (abortSignal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#ask(what, call);
    } catch (error) {
      if (error instanceof EngineTrouble && error.kind === 'gone') return undefined;
      throw error;
    }
  }

  /** One question, with an end, whatever the engine does; once more where the engine stumbled. */
  async #ask<T>(what: string, call: (abortSignal: AbortSignal) => Promise<T>, again = true): Promise<T> {
    const stop = new AbortController();
    try {
      if (this.#late >= MOST_LATE || this.#end.aborted) throw new EngineTrouble('not-answering', NO_MORE);
      const signal = AbortSignal.any([stop.signal, this.#end]);
      return await within(this.#answerMs, what, call(signal));
    } catch (error) {
      if (error instanceof LateAnswer) this.#late++;
      if (!again || !hasStumbled(error)) throw troubleOf(error, what, this.#address);
    } finally {
      stop.abort();
    }
    await sleep(STUMBLED_MS);
    return this.#ask(what, call, false);
  }

  /** A GET whose answer is read bit by bit; dockerode itself would keep all of it in memory. */
  #dial(path: string, options: object, abortSignal: AbortSignal): Promise<Readable> {
    const statusCodes = { 200: true, 404: 'no such container', 500: 'server error' };
    return new Promise((done, fail) => {
      const request = { path, method: 'GET', isStream: true, statusCodes, options, abortSignal };
      this.#docker.modem.dial(request, (error, stream) => (error ? fail(error) : done(stream as Readable)));
    });
  }
}

/** Podman answers 500 now and then while a container's file system is being unmounted; 501 is meant. */
function hasStumbled(error: unknown): boolean {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 500 && status !== 501;
}

function identityOf(version: Answer): EngineIdentity {
  const [component] = version.list('Components');
  return {
    name: component?.text('Name') || 'Docker Engine',
    version: version.text('Version'),
    apiVersion: version.text('ApiVersion'),
    os: version.text('Os'),
    arch: version.text('Arch'),
  };
}

const NO_MORE = 'The engine does not answer in time, nothing more is asked of it';

class LateAnswer extends EngineTrouble {
  constructor(what: string, ms: number) {
    super('not-answering', `${what}: the engine did not answer in ${ms / 1000} seconds`);
  }
}

/** Rejects when it takes longer: an engine that dies half-way leaves some answers open for ever. */
async function within<T>(ms: number, what: string, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new LateAnswer(what, ms)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function asEvent(line: string): EngineAnswer[] {
  const event = jsonObject(line);
  return event === undefined ? [] : [event as EngineAnswer];
}
