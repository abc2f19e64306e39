import { containerOf } from '../domain/source.js';
import type { Recognised } from './candidate.js';

/** The containers that failures tell of. One goes by several names: `shop_relay_1` to the engine, `relay_1` to Compose. */
export class Containers {
  /** For each name the longest one known that ends with it. */
  readonly #full = new Map<string, string>();

  constructor(all: readonly Recognised[]) {
    const longestFirst = [...new Set(all.map(named))].sort((a, b) => b.length - a.length);
    for (const name of longestFirst)
      for (const ending of endingsOf(name)) if (!this.#full.has(ending)) this.#full.set(ending, name);
  }

  /** The container a failure is of; empty where it is of none. */
  of(recognised: Recognised): string {
    const name = named(recognised);
    return this.#full.get(name) ?? name;
  }
}

function named({ group, failure: { kind, name } }: Recognised): string {
  return containerOf(group) ?? (kind === 'container' ? name : undefined) ?? '';
}

/** The name itself, what is left of it without its first parts, and these without the number of the replica. */
function endingsOf(name: string): string[] {
  const parts = name.slice(0, 300).split(/(?<=[-_])/);
  const endings = parts.slice(0, 6).map((_, from) => parts.slice(from).join(''));
  return endings.flatMap((ending) => [ending, ending.replace(/[-_]\d{1,4}$/, '')]);
}
