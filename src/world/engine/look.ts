import type { Capture, ContainerCapture, EngineAnswer, EngineIdentity } from './capture.js';
import { Answer } from './connection/answer.js';
import type { Engine } from './connection/engine.js';
import { inOrderOfDeath } from './death.js';
import { withUnreadyDependencies } from './dependency.js';
import { factsOf } from './findings.js';
import { givenOf } from './given.js';
import { keepsNoLog } from './investigate/build-step.js';
import { investigate } from './investigate/investigate.js';
import { isUnreachable } from './investigate/ports.js';
import { withKills } from './kills.js';
import { containerOutcome } from './outcome.js';
import { whenDown } from './restarting.js';
import { isOfTheRun, named, ofTheCommand, type Wish } from './select.js';
import { containerTable, processTable } from './table.js';
import { EngineTrouble } from './trouble.js';

/** Containers asked at the same time. */
const AT_ONCE = 4;
/** Containers inspected, and those told of in full. */
const MOST_INSPECTED = 300;
const MOST_TOLD = 60;

/**
 * Looks at an engine without changing or starting anything: the containers that are wanted, in the order they died, with
 * what investigation finds about those that failed. Rejects with an EngineTrouble only when the engine does not even
 * list its containers; whatever fails after that is a note.
 */
export async function look(engine: Engine, wish: Wish): Promise<Capture> {
  const notes = new Notes();
  const list = await engine.containers();
  // Reading files out of containers is an event of its own, so these come first.
  const events = await notes.unless(engine.events(), []);
  const { chosen, unmatched } = named(list, wish.filters);
  for (const filter of unmatched) notes.add(`No container fits ${filter}`);
  const inspected = await inspectAll(engine, chosen, notes);
  const wanted = wantedOf(engine, inspected, wish, notes);
  const captured = await forEach(wanted, (inspect) => capture(engine, inspect, wish.all, notes));
  const seen = withUnreadyDependencies(inOrderOfDeath(withKills(captured, events, engine.identity), events), inspected);
  const images = await imagesOf(engine, seen, notes);
  const containers = seen.map((container) => withGiven(container, images, engine.identity));
  const disk = wish.all ? await notes.unless<EngineAnswer | undefined>(engine.disk(), undefined) : undefined;
  return {
    engine: engine.identity,
    collected: new Date().toISOString(),
    containers,
    events,
    images,
    ...(disk && { disk }),
    ps: containerTable(list),
    notes: notes.all,
  };
}

/** Sentences about what could not be seen; what is over once is said once. */
class Notes {
  readonly #notes = new Set<string>();

  get all(): string[] {
    return [...this.#notes];
  }

  add(sentence: string): void {
    this.#notes.add(sentence);
  }

  /** What was asked; the substitute and a note when the engine does not say. */
  async unless<T>(asked: Promise<T>, substitute: T): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof EngineTrouble)) throw error;
      this.add(error.message);
      return substitute;
    }
  }
}

async function inspectAll(engine: Engine, list: readonly EngineAnswer[], notes: Notes): Promise<EngineAnswer[]> {
  const ids = list.map((container) => new Answer(container).text('Id'));
  if (ids.length > MOST_INSPECTED)
    notes.add(`Only the newest ${MOST_INSPECTED} of ${ids.length} containers were looked at`);
  const inspect = async (id: string) => whenDown(await engine.inspect(id), () => engine.inspect(id));
  const inspected = await forEach(ids.slice(0, MOST_INSPECTED), (id) =>
    notes.unless<EngineAnswer | undefined>(inspect(id), undefined),
  );
  return inspected.filter((inspect) => inspect !== undefined);
}

function wantedOf(engine: Engine, inspected: readonly EngineAnswer[], wish: Wish, notes: Notes): EngineAnswer[] {
  const now = Date.now();
  const everything = wish.all || wish.filters.length > 0;
  const ofTheRun = inspected.filter(
    (inspect) => everything || isOfTheRun(inspect, now) || (engine.isLocal && isUnreachable(new Answer(inspect))),
  );
  // An engine elsewhere has a clock of its own.
  const isTimed = !everything && wish.command !== undefined && engine.isLocal;
  const wanted = isTimed ? ofTheCommand(ofTheRun, wish.command) : ofTheRun;
  const left = ofTheRun.length - wanted.length;
  if (left > 0 && !wish.command?.only) notes.add(`${left} of the failed containers did so before the command began`);
  if (wanted.length > MOST_TOLD) notes.add(`Only the newest ${MOST_TOLD} of ${wanted.length} containers are told of`);
  return wanted.slice(0, MOST_TOLD);
}

/** @param all everything there is of it, for a collection */
async function capture(engine: Engine, inspect: EngineAnswer, all: boolean, notes: Notes): Promise<ContainerCapture> {
  const answer = new Answer(inspect);
  const id = answer.text('Id');
  const name = answer.text('Name').replace(/^\//, '') || id.slice(0, 12);
  const isRunning = answer.isTrue('State', 'Running') && !answer.isTrue('State', 'Restarting');
  const log = keepsNoLog(answer)
    ? undefined
    : await notes.unless(engine.log(name, !answer.isTrue('Config', 'Tty')), undefined);
  if (log !== undefined && log.dropped > 0)
    notes.add(`The log of ${name} is long: only its last ${log.text.split('\n').length - 1} lines were read`);
  const stats = isRunning ? await notes.unless<EngineAnswer | undefined>(engine.stats(name), undefined) : undefined;
  const top = isRunning && all ? await notes.unless<EngineAnswer | undefined>(engine.top(name), undefined) : undefined;
  const processes = processTable(new Answer(top));
  const seen = {
    ...{ name, id, inspect },
    ...(log && { log: log.text }),
    ...(stats && { stats }),
    ...(processes !== '' && { top: processes }),
  };
  const findings = factsOf(await investigate(engine, seen, (sentence) => notes.add(sentence)));
  if (keepsNoReason(engine, answer) && !('programFinding' in findings) && !('userFinding' in findings))
    notes.add(
      `${name} was never started, and ${engine.identity.name} does not keep the reason: start it again to see it`,
    );
  return { ...seen, findings };
}

/** What it was started with is told of a container that failed: whoever wants to see it again starts it so. */
function withGiven(
  container: ContainerCapture,
  images: readonly EngineAnswer[],
  { name }: EngineIdentity,
): ContainerCapture {
  const inspect = new Answer(container.inspect);
  if (containerOutcome(container.inspect).outcome !== 'failed') return container;
  const id = (answer: Answer, member: string) => answer.text(member).replace(/^sha256:/, '');
  const known = images.find((image) => id(new Answer(image), 'Id') === id(inspect, 'Image'));
  const podman = name.startsWith('Podman') ? { givenEngine: 'podman' as const } : {};
  const given = factsOf({ ...podman, ...givenOf(inspect, known && new Answer(known)) });
  return { ...container, findings: { ...container.findings, ...given } };
}

/** Podman answers only whoever starts a container with the reason why it cannot be. */
function keepsNoReason({ identity }: Engine, inspect: Answer): boolean {
  const isNew = inspect.text('State', 'Status') === 'created' && inspect.text('State', 'Error') === '';
  return isNew && identity.name.startsWith('Podman');
}

async function imagesOf(
  engine: Engine,
  containers: readonly ContainerCapture[],
  notes: Notes,
): Promise<EngineAnswer[]> {
  const names = new Set(containers.map(({ inspect }) => new Answer(inspect).text('Image')));
  names.delete('');
  const images = await forEach([...names], (name) =>
    notes.unless<EngineAnswer | undefined>(engine.image(name), undefined),
  );
  return images.filter((image) => image !== undefined);
}

/** Does the same for each, some at once; results in order. */
async function forEach<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await action(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
