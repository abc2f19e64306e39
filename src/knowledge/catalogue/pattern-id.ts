import { KnownError } from '../../core/errors.js';

/** `…/docker/no-space.yaml` → `docker/no-space`. */
export function idOf(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .replace(/\.ya?ml$/, '')
    .split('/')
    .filter(Boolean);
  const id = parts.slice(-2).join('/');
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) {
    throw new KnownError('broken-pattern', {
      where: path,
      what: 'The path gives no pattern id',
      fix: 'Name it family/name.yaml, in lower-case letters, digits and dashes',
    });
  }
  return id;
}
