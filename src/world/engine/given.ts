import type { Answer } from './connection/answer.js';
import type { Findings } from './findings.js';
import { variablesOf } from './investigate/variables.js';

const MOST = 20;
/** What Podman sets where nobody sets another. */
const PODMANS_PIDS = 2048;
/** What the engine or the shell sets, whoever starts it. */
const ITS_OWN = new Set(['PATH', 'HOME', 'HOSTNAME', 'TERM', 'container']);
/** Networks that are there without anybody having made them, or are the host's own or another container's. */
const PLAIN_NETWORK = /^(?:|default|bridge|none|host|podman|slirp4netns.*|pasta.*|private|container:.*|ns:.*)$/;

/**
 * With what the container was started beside its image, so that it can be started alone again: names of variables, never
 * their values. What the image itself sets is left out; without the image's own answer nothing is said of variables.
 * @param image the engine's answer to inspect of the container's image
 */
export function givenOf(inspect: Answer, image: Answer | undefined): Findings {
  const host = inspect.at('HostConfig');
  const user = inspect.text('Config', 'User');
  const network = host.text('NetworkMode');
  const pids = host.number('PidsLimit') ?? 0;
  const [entrypoint, words] = commandOf(inspect, image);
  return {
    ...filled('givenPorts', host.entries('PortBindings').flatMap(ports)),
    ...filled('givenVariables', image === undefined ? [] : variables(inspect, image)),
    ...filled('givenVolumes', inspect.list('Mounts').flatMap(volume)),
    ...filled(
      'givenTmpfs',
      host.entries('Tmpfs').map(([path]) => path),
    ),
    ...(user !== '' && user !== image?.text('Config', 'User') && { givenUser: user }),
    ...(!PLAIN_NETWORK.test(network) && { givenNetwork: network }),
    ...(host.isTrue('ReadonlyRootfs') && { givenReadOnly: 1 as const }),
    ...(pids > 0 && pids !== PODMANS_PIDS && { givenPids: pids }),
    ...(entrypoint !== undefined && { givenEntrypoint: entrypoint }),
    ...(words.length > 0 && { givenWords: JSON.stringify(words) }),
  };
}

function filled(name: keyof Findings, all: readonly string[]): Findings {
  const plain = all.filter((each) => !/\s/.test(each)).slice(0, MOST);
  return plain.length === 0 ? {} : { [name]: plain.join(' ') };
}

/** `8080:80`, as `-p` takes it; the engine chooses the port where nobody did. */
function ports([inside, bindings]: [string, Answer]): string[] {
  const port = inside.replace(/\/tcp$/, '');
  return bindings.list().map((binding) => `${binding.text('HostPort').replace(/^0$/, '')}:${port}`);
}

function variables(inspect: Answer, image: Answer): string[] {
  const own = new Set(image.texts('Config', 'Env').map((variable) => variable.replace(/=.*/s, '')));
  return [...variablesOf(inspect).keys()].filter((name) => !own.has(name) && !ITS_OWN.has(name));
}

/** A volume or folder where it was mounted; one without a name of its own was made for this container and holds nothing. */
function volume(mount: Answer): string[] {
  const from = mount.text('Type') === 'volume' ? mount.text('Name') : mount.text('Source');
  const isTold = ['volume', 'bind'].includes(mount.text('Type')) && !/^[0-9a-f]{64}$/.test(from) && from !== '';
  return isTold ? [`${from}:${mount.text('Destination')}`] : [];
}

/** Entry point and words where they are others than the image's own. */
function commandOf(inspect: Answer, image: Answer | undefined): [string | undefined, readonly string[]] {
  const entrypoint = inspect.texts('Config', 'Entrypoint');
  const words = inspect.texts('Config', 'Cmd');
  const [first, ...rest] = entrypoint;
  const same = (one: readonly string[], other: readonly string[]) => JSON.stringify(one) === JSON.stringify(other);
  if (first !== undefined && !same(entrypoint, image?.texts('Config', 'Entrypoint') ?? []))
    return [first, [...rest, ...words]];
  return [undefined, same(words, image?.texts('Config', 'Cmd') ?? []) ? [] : words];
}
