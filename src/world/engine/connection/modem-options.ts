import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { EngineTrouble } from '../trouble.js';
import type { EngineAddress, EngineEnvironment } from './address.js';

/** How dockerode is told of an address: everything is given, so that it looks at no environment itself. */
export function modemOptions({ url }: EngineAddress, env: EngineEnvironment): Docker.DockerOptions {
  if (url.startsWith('unix://')) return { socketPath: url.slice('unix://'.length) };
  if (url.startsWith('npipe://')) return { socketPath: url.slice('npipe://'.length) };
  const address = parsed(url);
  if (address === undefined || !['tcp:', 'http:', 'https:'].includes(address.protocol)) {
    const how = 'an engine is reached through unix://, npipe://, tcp:// or https://';
    throw new EngineTrouble('no-engine', `The engine's address ${url} cannot be used: ${how}`);
  }
  const secure = Boolean(env['DOCKER_TLS_VERIFY']) || address.protocol === 'https:' || address.port === '2376';
  return {
    host: address.hostname,
    port: address.port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    ...(secure && certificates(env['DOCKER_CERT_PATH'])),
  };
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function certificates(folder: string | undefined): Pick<Docker.DockerOptions, 'ca' | 'cert' | 'key'> {
  if (!folder) return {};
  try {
    const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((file) => readFileSync(join(folder, file), 'utf8'));
    return { ca: ca as string, cert: cert as string, key: key as string };
  } catch (error) {
    throw new EngineTrouble('no-permission', `The certificates in ${folder} cannot be read`, error);
  }
}
