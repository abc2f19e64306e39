import type { Condition, Scene } from '../../domain/pattern.js';

/** For which logs a piece of advice is meant, in words; empty where it is for all. */
export function logsOf({ on, off, says }: Condition): string {
  return [
    ...(on === undefined ? [] : [`where the log shows ${on.map((each) => SHOWN_AS[each]).join(' or ')}`]),
    ...(off === undefined ? [] : [`where it shows no ${off.map((each) => SHOWN_AS[each]).join(' and no ')}`]),
    ...(says === undefined ? [] : ['where its own words say so']),
  ].join(', ');
}

const SHOWN_AS: Readonly<Record<Scene, string>> = {
  windows: 'Windows',
  macos: 'macOS',
  debian: 'Debian or Ubuntu',
  alpine: 'Alpine',
  fedora: 'Fedora or RHEL',
  podman: 'Podman',
  compose: 'Compose',
  npm: 'npm',
  pnpm: 'pnpm',
  yarn: 'Yarn',
  bun: 'Bun',
  pip: 'pip',
  uv: 'uv',
  poetry: 'Poetry',
  pdm: 'PDM',
  pipenv: 'Pipenv',
  conda: 'conda',
  maven: 'Maven',
  gradle: 'Gradle',
  sbt: 'sbt',
  ant: 'Ant',
  make: 'make',
  cmake: 'CMake',
  go: 'Go',
  github: 'a job of GitHub',
  elsewhere: 'another place than a job of GitHub',
};
