import { parse } from 'yaml';
import { fieldsOf } from '../../core/json.js';
import { type BuildFile, joined } from '../../knowledge/docker/index.js';

/** What a Compose file builds its services from; nothing where it is no Compose file. */
export function filesOfCompose(text: string, path: string): readonly BuildFile[] {
  const services = fieldsOf(fieldsOf(parsed(text))['services']);
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  return Object.entries(services).flatMap(([service, value]) => {
    const build = fieldsOf(value)['build'];
    if (typeof build === 'string') return [{ path: joined(joined(folder, build), 'Dockerfile'), service }];
    const { context = '.', dockerfile = 'Dockerfile', dockerfile_inline: inline } = fieldsOf(build);
    if (build === undefined || inline !== undefined || !isText(context) || !isText(dockerfile)) return [];
    return [{ path: joined(joined(folder, context), dockerfile), service }];
  });
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
