import { readFileSync } from 'node:fs';
import { release, type } from 'node:os';
import type { Ran } from '../../core/domain/source.js';

/** This machine's system by the name it gives itself: `Debian GNU/Linux 12 (bookworm)`; elsewhere its kernel, `Darwin 24.1.0`. */
export function thisMachine(): readonly Ran[] {
  return [{ name: 'Operating system', version: prettyName() ?? `${type()} ${release()}` }];
}

function prettyName(): string | undefined {
  try {
    return /^PRETTY_NAME="?([^"\n]{1,100})/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
