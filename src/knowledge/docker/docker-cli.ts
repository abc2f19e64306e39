import type { Failure, FailureKind } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/**
 * What the docker command line prints when it gives up: the daemon's answers (`Error response from daemon: …`), no daemon
 * at all, or a command line it does not understand. Also the same words behind `docker: `, `ERROR: `, Compose's ` Container
 * x  ` and a build plugin's prefixes. Texts: docker/cli, moby, runc, docker/buildx and docker/compose, 18.09 to 29.
 */
export const dockerCli: Parser = {
  name: 'docker-cli',
  anchors: [
    'Error response from daemon: ',
    'Cannot connect to the Docker daemon',
    'connect to Docker daemon',
    'failed to connect to the docker API',
    'error during connect: ',
    'permission denied while trying to connect',
    'docker daemon is not running',
    'invalid reference format',
    'repository name must be lowercase',
    'OCI runtime ',
    'pull access denied for ',
    'manifest unknown',
    'no matching manifest for ',
    'toomanyrequests: ',
    'denied: requested access',
    'unauthorized: ',
    'no basic auth credentials',
    'denied: ',
    'docker: ',
    'Cannot start service ',
    'Cannot create container for service ',
    'error getting credentials - err: ',
    'for API route and version ',
    'docker buildx',
    'error checking push permissions -- ',
    'resolve : lstat ',
    'unknown flag: --',
    'unknown shorthand flag: ',
    'flag needs an argument: ',
    'invalid argument "',
    'requires exactly ',
    'requires at least ',
    'Status: Downloaded newer image for ',
    'Status: Image is up to date for ',
    'Successfully tagged ',
  ],
  start(line, before) {
    const success =
      /^(?:Status: (?:Downloaded newer image|Image is up to date) for|Successfully tagged) (\S{1,300})/.exec(line.text);
    if (success) return stated(undefined, [{ tool: 'docker', name: success[1] as string, line: line.number }]);
    const said = withoutSpeaker(line.text);
    const push = REFUSED.test(said) ? before.findLast(({ text }) => text.startsWith(PUSH)) : undefined;
    if (push) return stated(pushFailure(push, line, said));
    const kind = kindOf(said, line.text);
    if (kind === 'misuse') return new MisuseReading(line, said);
    return kind && stated(engineFailure(line, said, kind));
  },
};

const SPEAKER =
  /^(?:##\[error\]|docker: |ERROR: |error: |Error: |buildx failed with: |failed to build: |failed to solve: |Service '[\w.-]{1,80}' failed to build ?: |unable to get image '[^']{1,300}': |\s{0,4}(?:Container|Network|Volume) \S{1,200} {1,4}(?:Error (?!response))?|\s{0,4}\S{1,200} (?:Error|Interrupted) |for \S{1,100}  |Cannot (?:start|create) (?:service|container|container for service) \S{1,100}: |Error response from daemon: )/;

/** Whether the client or the engine says this of itself, whoever hands it on: it is none of a builder's words. */
export function isEngineAnswer(text: string): boolean {
  return kindOf(withoutSpeaker(text), text) !== undefined;
}

/** What was said, without who said it. */
function withoutSpeaker(text: string): string {
  let rest = text;
  for (let depth = 0; depth < 6; depth++) {
    const speaker = SPEAKER.exec(rest);
    if (!speaker) break;
    rest = rest.slice(speaker[0].length);
  }
  return rest;
}

/** Answers to cleaning up or to asking whether something is there: ordinary in good runs. */
const HARMLESS =
  /^(?:No such (?:container|image|network|volume|object|service|config|secret)|network \S{1,200} not found|network with name \S{1,200} already exists|get \S{1,200}: no such volume|remove \S{1,200}: volume is in use|Cannot kill container|cannot kill container|error while removing network|reference does not exist|conflict: unable to (?:remove|delete)|\S{1,200} not found$|a prune operation is already|This node is (?:already|not)|removal of container|container \w{1,100} is not connected|\w{1,12} is already in progress)/;

const UNREACHABLE =
  /^(?:Cannot connect to the Docker daemon|Couldn't connect to Docker daemon|failed to connect to the docker API|error during connect: |(?:Got )?permission denied while trying to connect|(?:The )?docker daemon is not running|dial unix \S{1,200}docker\.sock: |request returned .{1,60} for API route and version )/i;
const PULL =
  /^(?:pull access denied for |manifest for \S{1,300} not found|manifest unknown|no matching manifest for |toomanyrequests: |Get "?https?:\/\/|Head "?https?:\/\/|repository \S{1,300} not found|unauthorized: |denied: |error pulling image|received unexpected HTTP status|You have reached your (?:unauthenticated )?pull rate limit|image operating system |no basic auth credentials|failed to resolve reference )/;
const STARTED = /^OCI runtime (?:exec|create|start) failed: /;
const MISUSE =
  /^(?:unknown flag: --|unknown shorthand flag: |flag needs an argument: |invalid argument "|"docker [\w -]{1,60}" requires |'docker [\w -]{1,60}' requires |'\S{1,60}' is not a docker command|unknown command: docker |unknown docker command: )/;
const REFERENCE =
  /^(?:invalid reference format|invalid tag "|Error parsing reference: |could not parse \S{1,200} as an image)/;

/** Compose v1 hands on the daemon's answer with words of its own. */
const COMPOSE_V1 =
  /^ERROR: (?:for \S{1,100} {2})?Cannot (?:start|create) (?:service|container|container for service) \S/;

/** The registry's answer to a push stands bare below what was pushed. */
const REFUSED =
  /^(?:denied: |unauthorized: |no basic auth credentials|unexpected status|error parsing HTTP |received unexpected HTTP status)/;
const PUSH = 'The push refers to repository [';

function pushFailure(push: Line, line: Line, said: string): Failure {
  const excerpt = new Excerpt().add(push, true).add(line, true);
  const name = push.text.slice(PUSH.length).replace(/\].{0,20}$/, '');
  return excerpt.failure({ tool: 'docker', kind: 'dependency', name, message: said.slice(0, 1000) });
}

/** What sort of trouble it is; undefined when it is none. */
function kindOf(said: string, text: string): FailureKind | 'misuse' | undefined {
  if (UNREACHABLE.test(said)) return 'engine';
  if (said.startsWith('error checking push permissions -- ')) return 'dependency';
  if (text.includes('Error response from daemon: ') || COMPOSE_V1.test(text)) return answerKind(said, text);
  if (said.startsWith('error getting credentials - err: ')) return 'configuration';
  if (STARTED.test(said)) return 'container';
  if (MISUSE.test(said)) return 'misuse';
  if (REFERENCE.test(said) || said.startsWith('resolve : lstat ')) return 'command';
  if (
    /^(?:pull access denied for \S{1,300}, repository does not exist|manifest for \S{1,300} not found: manifest unknown|no matching manifest for \S{1,60} in the manifest list|toomanyrequests: |You have reached your (?:unauthenticated )?pull rate limit)/.test(
      said,
    )
  )
    return 'dependency';
  if (/^docker: [Ee]rror (?:while )?pulling image/.test(text)) return 'dependency';
  // `docker: …` is also how programs called docker-something log; the client's own complaints follow it directly.
  if (
    /^(?:ERROR: )?docker: (?:invalid |Invalid |Cannot |open |stat |failed to |conflicting options|'docker|no |bad format|unknown |"docker|poorly formatted)/.test(
      text,
    )
  )
    return 'misuse';
  return undefined;
}

/** The daemon's answers. A Dockerfile's errors belong to the builders' parsers. */
function answerKind(said: string, text: string): FailureKind | undefined {
  // Programs that hand an answer on say what they like before it.
  const answer = said.split('Error response from daemon: ').at(-1) as string;
  if (
    // What `docker run` needs and does not find is no clean-up.
    (HARMLESS.test(answer) && !text.startsWith('docker: ')) ||
    /^(?:dockerfile parse error|Dockerfile parse error|COPY failed|ADD failed|The command ')/.test(said)
  )
    return undefined;
  if (PULL.test(said)) return 'dependency';
  return /^(?:failed to create |OCI runtime |driver failed |failed to set up container|could not select device driver|Conflict\. The container|[Cc]ontainer \S{1,100} is |unable to find user|error while creating mount|invalid mount|Mounts denied|mount |network \S{1,200} not found)/.test(
    said,
  )
    ? 'container'
    : 'engine';
}

function engineFailure(line: Line, said: string, kind: FailureKind): Failure {
  const image = /^(?:manifest for|pull access denied for|repository) ([^\s,]{1,300})/.exec(said)?.[1];
  return new Excerpt()
    .add(line, true)
    .failure({ tool: 'docker', kind, message: said.slice(0, 1000), ...(image !== undefined && { name: image }) });
}

/**
 * A command line docker does not take. Other programs word it alike, so docker has to be named: in the line itself or in
 * the usage text that follows.
 */
class MisuseReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #said: string;
  #isDocker: boolean;
  #left = 4;

  constructor(line: Line, said: string) {
    this.#excerpt.add(line, true);
    this.#said = said;
    this.#isDocker = /\bdocker\b/.test(line.text);
  }

  next(line: Line): 'more' | 'done' | 'refused' {
    const { text } = line;
    const isUsage = text.trim() === '' || /^(?:Usage:|See '|Run '|Try ')/.test(text);
    if (!isUsage || this.#left-- === 0) return 'refused';
    this.#excerpt.add(line);
    if (/^(?:Usage:\s{1,4}|See '|Run ')docker\b/.test(text)) this.#isDocker = true;
    return 'more';
  }

  end(): Findings {
    if (!this.#isDocker) return { failures: [] };
    return {
      failures: [this.#excerpt.failure({ tool: 'docker', kind: 'command', message: this.#said.slice(0, 1000) })],
    };
  }
}
