import type { Location } from '../../../core/domain/failure.js';

/**
 * Reads `src/main.rs:2:5`, also with a drive letter (`C:\app\src\main.rs:2:5`) or without a column.
 * @returns undefined when the text does not end in numbers
 */
export function rustLocation(text: string): Location | undefined {
  const place = text.trim();
  const last = place.lastIndexOf(':');
  const tail = numberOf(place.slice(last + 1));
  if (last <= 0 || tail === undefined) return undefined;
  const before = place.lastIndexOf(':', last - 1);
  const middle = before > 0 ? numberOf(place.slice(before + 1, last)) : undefined;
  if (middle === undefined) return { file: place.slice(0, last), line: tail };
  return { file: place.slice(0, before), line: middle, column: tail };
}

function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/**
 * The dependency a file belongs to, as `name-version`, when cargo fetched it: from a registry (`registry/src/<index>/serde-1.0.1/…`)
 * or from git (`git/checkouts/name-hash/…`). Undefined for the project's own files.
 */
export function dependencyOf(file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  const registry = path.indexOf('registry/src/');
  if (registry >= 0) return path.slice(registry).split('/')[3];
  const checkouts = path.indexOf('git/checkouts/');
  return checkouts >= 0 ? path.slice(checkouts).split('/')[2] : undefined;
}
