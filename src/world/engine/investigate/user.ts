import type { Findings } from '../findings.js';
import { EngineTrouble } from '../trouble.js';

/** Podman's words when it is asked for a file of such a container; in Docker's answer they stand in State.Error. */
const UNKNOWN_USER = /unknown (?:user|group) error looking up (?:user|group) "(?<name>[^"]{1,100})"/;

/**
 * Why nothing of a container could be read, where that is also why it could not be started: the image does not know its
 * user. Undefined for other trouble.
 */
export function investigateTrouble(trouble: unknown): Findings | undefined {
  if (!(trouble instanceof EngineTrouble)) throw trouble;
  const name = UNKNOWN_USER.exec(trouble.message)?.groups?.['name'];
  return name === undefined ? undefined : { missingUser: name };
}
