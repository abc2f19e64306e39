import type { Facts } from '../../domain/failure.js';
import { parsedJson } from '../../json.js';
import { shellWord } from '../../shell/shell-word.js';

const IMAGE = /^[a-z0-9][\w./:@-]{0,254}$/i;
const LONGEST = 900;

/** What each option takes; whatever else an answer to inspect holds there is left out. */
const VARIABLE = /^[A-Za-z_]\w{0,99}$/;
const PORT = /^\d{0,5}:\d{1,5}(?:\/udp)?$/;
const USER = /^\w[\w.-]{0,63}(?::\w[\w.-]{0,63})?$/;
const NETWORK = /^[A-Za-z0-9][\w.-]{0,99}$/;
const INSIDE = /^\/[\w./@+-]{1,200}$/;
const VOLUME = /^([\w/][\w./@+-]{0,199}):(\/[\w./@+-]{0,200})$/;
/** Whoever can read these reads the machine's secrets or steers its engine. */
const MACHINES_OWN =
  /^\/(?:$|(?:bin|boot|dev|etc|lib\w*|proc|root|run|sbin|sys|usr)(?:\/|$)|var\/(?:run|lib)(?:\/|$))|(?:^|\/)\.|docker\.sock/;

/**
 * `docker run` with what the engine told of a container: its image, limits, ports (on this machine only), the names of its
 * variables, its volumes (read only), user, network and command. Nothing in it changes what the container changed.
 * @param facts of a failure that an engine told; undefined where they name no image
 */
export function startAgain(facts: Facts): string | undefined {
  const { image } = facts;
  if (typeof image !== 'string' || !IMAGE.test(image)) return undefined;
  const words = wordsOf(facts['givenWords']);
  const run = facts['givenEngine'] === 'podman' ? 'podman run --rm' : 'docker run --rm';
  const bare = [run, ...limits(facts), image];
  const options = [...limits(facts), ...surroundings(facts), ...mounts(facts), ...entrypoint(facts)];
  if (words === undefined) return bare.join(' ');
  const whole = [run, ...options, image, ...words].join(' ');
  return whole.length <= LONGEST ? whole : bare.join(' ');
}

function limits({ memoryLimit, givenPids, givenReadOnly }: Facts): string[] {
  return [
    ...(typeof memoryLimit === 'number' && memoryLimit > 0 ? [`--memory ${memoryLimit}`] : []),
    ...(typeof givenPids === 'number' && givenPids > 0 ? [`--pids-limit ${givenPids}`] : []),
    ...(givenReadOnly === 1 ? ['--read-only'] : []),
  ];
}

function surroundings({ givenUser, givenNetwork, givenPorts, givenVariables }: Facts): string[] {
  return [
    ...each(givenUser, USER).map((user) => `--user ${user}`),
    ...each(givenNetwork, NETWORK).map((network) => `--network ${network}`),
    ...each(givenPorts, PORT).map((port) => `-p 127.0.0.1:${port}`),
    ...each(givenVariables, VARIABLE).map((name) => `-e ${name}`),
  ];
}

function mounts({ givenTmpfs, givenVolumes }: Facts): string[] {
  return [
    ...each(givenTmpfs, INSIDE).map((path) => `--tmpfs ${path}`),
    ...each(givenVolumes, VOLUME).flatMap((volume) => {
      const [, from = ''] = VOLUME.exec(volume) ?? [];
      return MACHINES_OWN.test(from) ? [] : [`-v ${volume}:ro`];
    }),
  ];
}

function entrypoint({ givenEntrypoint }: Facts): string[] {
  const word = typeof givenEntrypoint === 'string' ? shellWord(givenEntrypoint) : undefined;
  return word === undefined ? [] : [`--entrypoint ${word}`];
}

/** Those of a list that are what they should be. */
function each(list: Facts[string] | undefined, form: RegExp): string[] {
  return typeof list === 'string' ? list.split(' ').filter((one) => form.test(one)) : [];
}

/** The words behind the image as a shell takes them; undefined where one cannot be written down in one line. */
function wordsOf(told: Facts[string] | undefined): string[] | undefined {
  if (told === undefined) return [];
  const words = parsedJson(String(told));
  if (words === undefined) return undefined;
  const all = Array.isArray(words) ? words.map((word) => shellWord(String(word))) : [];
  return all.some((word) => word === undefined) ? undefined : (all as string[]);
}
