import { warning } from '@actions/core';
import { endingOf } from '../../core/errors.js';

/** Says something in one channel. One that fails costs a warning and nothing else; undefined then. */
export async function channel<T>(name: string, say: () => Promise<T>): Promise<T | undefined> {
  try {
    return await say();
  } catch (error) {
    warning(`${name}: ${endingOf(error, false).message}`);
    return undefined;
  }
}
