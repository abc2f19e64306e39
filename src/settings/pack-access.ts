import { join } from 'node:path';
import { cacheFolder } from '../world/files/cache-folder.js';
import type { PackAccess } from '../world/packs/packs.js';
import { githubHere } from './github-access.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** npm's own; docs.npmjs.com/cli/using-npm/config#registry. */
const REGISTRY = 'https://registry.npmjs.org';

/**
 * How packs of patterns are come by: npm's registry or the one that npm_config_registry names, the GitHub of the
 * environment with its token, and the folder where a system keeps what can be had again.
 * @param token instead of the environment's; empty for none
 * @throws KnownError `bad-option` for a variable that holds no address
 */
export function packAccess(env: Environment, token?: string): PackAccess {
  const registry = env['npm_config_registry'] || env['NPM_CONFIG_REGISTRY'] || REGISTRY;
  return {
    hosts: { npm: registry.replace(/\/{1,9}$/, ''), github: { ...githubHere(env), ...(token && { token }) } },
    folder: join(cacheFolder(env), 'packs'),
  };
}
