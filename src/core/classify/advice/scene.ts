import type { Failure } from '../../domain/failure.js';
import type { Condition, Scene } from '../../domain/pattern.js';
import { matchClause } from '../expressions.js';
import type { Findings } from '../findings.js';
import { toolsShown } from './scene-tools.js';
import { type Sign, shown } from './signs.js';

/** What shows a system: its paths, its package manager, what it calls itself. */
const SYSTEMS: readonly Sign<Scene>[] = [
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
const PROGRAMS: readonly Sign<Scene>[] = [
  ['podman', /\bpodman\b|\blibpod\b/],
  [
    'compose',
    /^compose$|\bdocker[- ]compose\b|\bpodman[- ]compose\b|\bcompose\.ya?ml\b|^target [\w.-]{1,80}: failed to solve/,
  ],
];
/** What ran in a build of an image ran on the image's system, whatever the client runs on. */
const IN_BUILD = /(?:^|\/)#\d/;
const OF_CLIENT: readonly Scene[] = ['windows', 'macos'];
/** Of several distributions in one text none is where it ran: they are named as examples. */
const DISTRIBUTIONS: readonly Scene[] = ['debian', 'alpine', 'fedora'];

/**
 * What the log shows of where the failure happened: its own lines first; only where they show no system, the rest of its
 * source, from which nothing is taken that the failure's own place contradicts.
 * @param findings all that is known of its source
 */
export function sceneOf(failure: Failure, findings?: Findings): ReadonlySet<Scene> {
  const own = [...failure.lines.map(({ text }) => text), failure.message, failure.location?.file ?? ''];
  const beside = findings === undefined ? [] : textsOf(findings);
  const said = systemsIn(own);
  const inBuild = IN_BUILD.test(failure.channel);
  const systems = said.length > 0 ? said : systemsIn(beside).filter((each) => !(inBuild && OF_CLIENT.includes(each)));
  return new Set([...systems, ...shown(PROGRAMS, [failure.tool], own, beside), ...toolsShown(own, beside)]);
}

/** The client's system rules out the distributions, which are then those of images or named as examples. */
function systemsIn(texts: readonly string[]): Scene[] {
  const all = shown(SYSTEMS, texts);
  const client = all.filter((each) => OF_CLIENT.includes(each));
  if (client.length > 0) return client;
  const distributions = all.filter((each) => DISTRIBUTIONS.includes(each));
  return distributions.length > 1 ? [] : distributions;
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

/**
 * Whether a piece of advice is meant for that failure.
 * @param hit numbers of the lines by which a pattern knew it: loose lines are those of a whole step, and only these are the
 * failure's own
 */
export function isMeant(
  { on, off, says }: Condition,
  { kind, lines }: Failure,
  scene: ReadonlySet<Scene>,
  hit: readonly number[] = [],
): boolean {
  if (on !== undefined && !on.some((each) => scene.has(each))) return false;
  if (off?.some((each) => scene.has(each))) return false;
  if (says === undefined) return true;
  const own = kind === 'output' && hit.length > 0 ? lines.filter(({ number }) => hit.includes(number)) : lines;
  return own.some(({ text }) => matchClause(says, text) !== undefined);
}
