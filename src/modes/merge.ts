import { KnownError } from '../errors.js';
import type { ActionInputs } from '../options/inputs.js';

/** In the making. */
export async function mergeMode({ mode }: ActionInputs): Promise<number> {
  throw new KnownError('not-available', { where: 'mode', what: `The mode ${mode} is not available in this version` });
}
