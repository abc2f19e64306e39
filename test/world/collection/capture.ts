import { manifestOf } from '../../../src/world/collection/manifest.js';
import type { Capture, ContainerCapture } from '../../../src/world/engine/capture.js';
import { type CaptureFile, captureFiles } from '../../../src/world/engine/files.js';

const LOG = '2026-11-23T03:00:00.000000000Z';

/** A container that ended with an exit code after it had printed some lines. */
export function ended(
  name: string,
  exitCode: number,
  lines: readonly string[],
  env: readonly string[] = [],
): ContainerCapture {
  return {
    name,
    id: name.padEnd(64, '0'),
    inspect: {
      Id: name.padEnd(64, '0'),
      State: { Status: 'exited', Running: false, OOMKilled: false, ExitCode: exitCode, Error: '' },
      Name: `/${name}`,
      Config: { Env: [...env], Cmd: ['serve', '--port', '8080'] },
    },
    findings: {},
    log: lines.map((line) => `${LOG} ${line}\n`).join(''),
  };
}

/** What an engine was seen to hold. */
export function capture(...containers: readonly ContainerCapture[]): Capture {
  return {
    engine: { name: 'Docker Engine', version: '28.5.2', apiVersion: '1.51', os: 'linux', arch: 'amd64' },
    collected: '2026-11-23T03:04:05.678Z',
    containers,
    events: [{ Type: 'container', Action: 'die', Actor: { ID: 'web' } }],
    images: [],
    ps: 'CONTAINER ID   NAMES\n',
    notes: ['The log of web is long: only its last 10 lines were read'],
  };
}

/** The files of a collection, its manifest first. */
export function collectionFiles(of: Capture): CaptureFile[] {
  const files = captureFiles(of);
  const manifest = manifestOf(of, files, '1.2.3');
  return [{ path: 'manifest.json', text: JSON.stringify(manifest) }, ...files];
}
