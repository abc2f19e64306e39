import { readFileSync } from 'node:fs';
import { EngineTrouble } from '../trouble.js';
import type { EngineAddress, EngineEnvironment } from './address.js';
import { engineAddresses } from './address.js';
import { DockerEngine } from './docker-engine.js';
import type { Engine } from './engine.js';

/**
 * The engine of this environment: the one that was chosen, else the first that answers. Rejects with the trouble that is
 * worth the most words: a socket that may not be used says more than one that is not there.
 */
export async function connectEngine(env: EngineEnvironment): Promise<Engine> {
  const addresses = engineAddresses(env, readText);
  const troubles: EngineTrouble[] = [];
  for (const address of addresses) {
    try {
      return await DockerEngine.connect(address, env);
    } catch (error) {
      if (!(error instanceof EngineTrouble)) throw error;
      troubles.push(error);
    }
  }
  throw troubles.find(({ kind }) => kind !== 'no-engine') ?? noEngine(addresses, troubles);
}

function noEngine(addresses: readonly EngineAddress[], troubles: readonly EngineTrouble[]): EngineTrouble {
  const [first] = troubles;
  if (first !== undefined && addresses.length === 1) return first;
  const places = addresses.map(({ url }) => url.replace('unix://', '')).join(', ');
  return new EngineTrouble('no-engine', `There is no container engine here: looked for ${places}`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
