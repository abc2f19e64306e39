import { containerOf } from '../../domain/source.js';
import type { Recognised } from '../candidate.js';

/**
 * What proves that one failure belongs to another: they happened in one container, build step or test, or one names what
 * the other is about. Each tie is a text; two failures are tied where they have one in common.
 */

/** Shorter values, and words that stand in any log, tie nothing. */
const SHORTEST = 3;
const LONGEST = 300;
const COMMON =
  /^(?:\d{1,3}|[\W_]+|true|false|null|none|nil|undefined|unknown|main|tests?|errors?|failed|failure|default|latest|localhost|127\.0\.0\.1|0\.0\.0\.0|python3?|node|cargo|rust|docker|src|lib|app|root|home|usr|bin|self|the|and|not)$/i;
/** A word of a log as names, addresses and paths are written. */
const WORD = /[\p{L}\p{N}_@][\p{L}\p{N}_@./:\\-]{0,400}[\p{L}\p{N}_]/gu;
/** As much of a consequence is searched for names. */
const MOST_LINES = 200;
const MOST_CHARACTERS = 2_000;

/** The ties of what explains others: where it happened and what it is about. */
export function tiesOfCause(occurrence: Recognised): Set<string> {
  const { failure, match } = occurrence;
  const about = [failure.name, ...Object.values(match?.captures ?? {})].filter((value) => value !== undefined);
  const names = [...about.flatMap(withHost), ...containerNames(occurrence), ...serviceOf(occurrence)];
  return new Set([...placesOf(occurrence), ...names.filter(isTelling).map(naming)]);
}

/** The ties of what may only follow: where it happened and what it names. */
export function tiesOfConsequence(occurrence: Recognised): Set<string> {
  const { failure, match } = occurrence;
  const texts = [failure.message, ...failure.lines.slice(0, MOST_LINES).map(({ text }) => text)];
  const names = [
    ...[failure.name, failure.message, ...Object.values(match?.captures ?? {})].filter((value) => value !== undefined),
    ...containerNames(occurrence),
    ...texts.flatMap(wordsOf),
  ];
  return new Set([...placesOf(occurrence), ...names.filter(isTelling).map(naming)]);
}

/**
 * Where it happened, as far as that makes two failures one thing: a container, a build step, a test, a line of code. Many
 * tests fail in one step or container, each by itself.
 */
function placesOf({ source, group, failure }: Recognised): string[] {
  const { channel, name, kind, location } = failure;
  const places = [
    ...(name === undefined ? [] : [`${kind} ${group} ${name}`]),
    ...(location?.line === undefined ? [] : [`code ${group} ${location.file}:${location.line}`]),
  ];
  if (kind === 'test' || kind === 'collection') return places;
  if (containerOf(group) !== undefined) places.push(`group ${group}`);
  if (channel !== '') places.push(`channel ${source} ${channel}`);
  return places;
}

/** A container by each name it goes by: `docker_mongo_1`, `mongo_1` and `mongo` are one. */
export function containerNames({ failure: { kind, name, channel } }: Recognised): string[] {
  const own = kind === 'container' && name !== undefined ? name : channel;
  if (own === '' || own.startsWith('#')) return [];
  const parts = own.slice(0, LONGEST).split(/[-_]/).slice(-6);
  const last = /^\d+$/.test(parts.at(-1) ?? '') ? parts.length - 1 : parts.length;
  const names = parts.flatMap((_, first) => [parts.slice(first).join('-'), parts.slice(first, last).join('-')]);
  return names.filter((each) => /\p{L}/u.test(each));
}

/** Names of logs that say what it is a log of, and not of whom. */
const NO_SERVICE = /^(?:console|stdout|stderr|std|job|step|build|run|ci|all|full|raw|debug|system|messages|syslog)$/i;

/** A log that is kept for itself is called after the service that wrote it: `cache.log`. */
function serviceOf({ source }: Recognised): string[] {
  const name = /(?:^|[\\/])([\w-]{1,100})\.(?:log|txt|out)$/i.exec(source)?.[1];
  return name === undefined || NO_SERVICE.test(name) ? [] : [name];
}

function naming(value: string): string {
  return `about ${value}`;
}

/** A value, and the host where it is an address: `redis:6379` is about `redis` too. */
function withHost(value: string): string[] {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/:]+):\d{2,5}(?:\/|$)/.exec(value)?.[1];
  return host === undefined ? [value] : [value, host];
}

function wordsOf(text: string): string[] {
  const words = text.slice(0, MOST_CHARACTERS).match(WORD) ?? [];
  return words.flatMap((word) => [word, ...word.split(/[:/]/)]);
}

function isTelling(value: string): boolean {
  return value.length >= SHORTEST && value.length <= LONGEST && !COMMON.test(value);
}
