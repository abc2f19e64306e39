import type { Failure } from '../../domain/failure.js';
import type { Condition, Scene } from '../../domain/pattern.js';
import { matchClause } from '../expressions.js';
import type { Findings } from '../findings.js';
import { toolsShown } from './scene-tools.js';

/** What shows a system: its paths, its package manager, what it calls itself. */
const SYSTEMS: readonly (readonly [Scene, RegExp])[] = [
  [
    'windows',
    /(?<![\w/.])[A-Za-z]:[\\/](?![\\/])|(?<=\w)\.exe\b|-pc-windows-|\bnpipe:|\/\.\/pipe\/|%2Fpipe%2F|\bThe system cannot find the |NativeCommandError|^windows-\d/i,
  ],
  ['macos', /(?<![\w:])\/Users\/\w|\/opt\/homebrew\/|\/usr\/local\/Cellar\/|-apple-darwin|^macos-\d/],
  ['alpine', /\bapk (?:-\S{1,40} )?(?:add|update|upgrade)\b|alpinelinux|-alpine-linux-musl|\balpine(?::|\d|\b)/i],
  [
    'fedora',
    /\b(?:micro)?(?:dnf|yum) (?:-\S{1,40} )?(?:install|update|makecache|upgrade)\b|\.(?:fc|el)\d{1,2}\b|\b(?:Fedora|Red Hat|Rocky|AlmaLinux|Amazon Linux|CentOS)\b/i,
  ],
  [
    'debian',
    /\bapt(?:-get)? (?:-\S{1,40} )?(?:install|update|upgrade)\b|\bdpkg\b|\bE: Unable to|-linux-gnu\/|\b(?:debian|ubuntu|bookworm|bullseye|trixie|buster|jammy|noble|focal)\b/i,
  ],
];
/** What shows the program that was asked. */
const PROGRAMS: readonly (readonly [Scene, RegExp])[] = [
  ['podman', /\bpodman\b|\blibpod\b/],
  ['compose', /\bdocker[- ]compose\b|\bpodman[- ]compose\b|\bcompose\.ya?ml\b|^target [\w.-]{1,80}: failed to solve/],
];
/** What ran in a build of an image ran on the image's system, whatever the client runs on. */
const IN_BUILD = /(?:^|\/)#\d/;
const OF_CLIENT: readonly Scene[] = ['windows', 'macos'];

/**
 * What the log shows of where the failure happened: its own lines first; only where they show no system, the rest of its
 * source, from which nothing is taken that the failure's own place contradicts.
 * @param findings all that is known of its source
 */
export function sceneOf(failure: Failure, findings?: Findings): ReadonlySet<Scene> {
  const own = [...failure.lines.map(({ text }) => text), failure.message, failure.location?.file ?? ''];
  const beside = findings === undefined ? [] : textsOf(findings);
  const said = shown(SYSTEMS, own);
  const inBuild = IN_BUILD.test(failure.channel);
  const systems =
    said.length > 0 ? said : shown(SYSTEMS, beside).filter((scene) => !(inBuild && OF_CLIENT.includes(scene)));
  const tools = [failure.tool as string, ...own, ...beside];
  return new Set([
    ...systems,
    ...shown(PROGRAMS, tools),
    ...toolsShown(own, beside),
    ...(failure.tool === 'compose' ? (['compose'] as const) : []),
  ]);
}

function shown(signs: typeof SYSTEMS, texts: readonly string[]): Scene[] {
  return signs.filter(([, sign]) => texts.some((text) => sign.test(text.slice(0, 2_000)))).map(([scene]) => scene);
}

const known = new WeakMap<Findings, readonly string[]>();

function textsOf(findings: Findings): readonly string[] {
  const { sections, failures, head = [], tail, loose, ran = [] } = findings;
  const texts = known.get(findings) ?? [
    ...sections.map(({ name }) => name),
    ...ran.map(({ name, version }) => (name === 'Podman' ? 'podman' : version)),
    ...failures.flatMap(({ lines }) => lines.map(({ text }) => text)),
    ...[...head, ...tail, ...loose].map(({ text }) => text),
  ];
  known.set(findings, texts);
  return texts;
}

/** Whether a piece of advice is meant for that failure. */
export function isMeant({ on, off, says }: Condition, failure: Failure, scene: ReadonlySet<Scene>): boolean {
  if (on !== undefined && !on.some((each) => scene.has(each))) return false;
  if (off?.some((each) => scene.has(each))) return false;
  return says === undefined || failure.lines.some(({ text }) => matchClause(says, text) !== undefined);
}
