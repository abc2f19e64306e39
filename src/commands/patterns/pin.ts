import { KnownError } from '../../core/errors.js';
import { count } from '../../core/render/words.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import { packAccess } from '../../settings/pack-access.js';
import { ADDRESS_FORMS, packAddress } from '../../world/packs/address.js';
import { checksumOf } from '../../world/packs/checksum.js';
import { fetchPack } from '../../world/packs/fetch.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Downloads a pack, checks its patterns beside the built-in ones, and says how a configuration names it.
 * @param written `npm:NAME@VERSION` or `github:OWNER/NAME@COMMIT`
 * @throws KnownError `bad-option` for another address, `broken-pattern` for a pattern that cannot be used, and what
 * keeps it from being downloaded
 */
export async function pinPack(written: string, env: Environment): Promise<{ text: string; notes: string[] }> {
  const address = packAddress(written);
  if (address === undefined)
    throw new KnownError('bad-option', {
      where: `patterns pin ${written}`,
      what: 'is no pack of one version',
      fix: `Write ${ADDRESS_FORMS}`,
    });
  const files = await fetchPack(address, written, packAccess(env).hosts);
  await loadCatalogue(files.map(({ path, text }) => ({ path: `${written}/${path}`, text })));
  const ids = files.map(({ path }) => path.replace(/^patterns\/|\.ya?ml$/g, ''));
  return {
    text: `packs:\n  - ${written}#${checksumOf(files)}\n`,
    notes: [
      `${count(files.length, 'pattern')}: ${ids.join(', ')}`,
      'Read them before you trust them: they decide over gates',
    ],
  };
}
