import type { Capture, ContainerCapture } from './capture.js';

/** One file of a collection, by its path inside it. */
export interface CaptureFile {
  /** With forward slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a collection, except its manifest: what `whydunit collect` writes, and what becomes the sources of
 * `--docker`. So both give the same diagnosis.
 */
export function captureFiles(capture: Capture): CaptureFile[] {
  return [
    ...capture.containers.flatMap(containerFiles),
    { path: 'events.ndjson', text: capture.events.map((event) => `${JSON.stringify(event)}\n`).join('') },
    { path: 'images.json', text: pretty(capture.images) },
    ...(capture.disk === undefined ? [] : [{ path: 'disk.json', text: pretty(capture.disk) }]),
    { path: 'ps.txt', text: capture.ps },
  ];
}

function containerFiles(container: ContainerCapture): CaptureFile[] {
  const folder = `containers/${folderName(container)}`;
  const inspect = { ...container.inspect, ...(hasAny(container.findings) && { Whydunit: container.findings }) };
  return [
    { path: `${folder}/inspect.json`, text: pretty([inspect]) },
    ...(container.log === undefined ? [] : [{ path: `${folder}/log.txt`, text: container.log }]),
    ...(container.stats === undefined ? [] : [{ path: `${folder}/stats.json`, text: pretty(container.stats) }]),
    ...(container.top === undefined ? [] : [{ path: `${folder}/top.txt`, text: container.top }]),
  ];
}

/** Engines allow letters, digits and `_.-` in names; whatever else claims to be a name does not become a path. */
function folderName({ name, id }: ContainerCapture): string {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/.test(name) ? name : id.replace(/[^A-Za-z0-9]/g, '').slice(0, 12);
}

function hasAny(findings: ContainerCapture['findings']): boolean {
  return Object.keys(findings).length > 0;
}

/** As `docker inspect` prints it. */
function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 4)}\n`;
}
