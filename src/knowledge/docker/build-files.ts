/** A Dockerfile that something builds. */
export interface BuildFile {
  /** From the folder the command was called in, with `/`. */
  readonly path: string;
  /** The Compose service that is built from it. */
  readonly service?: string;
}

/** Names Compose looks for by itself. */
export const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const BUILD = /^(?:docker|podman|nerdctl)(?: (?:buildx|image|builder))? build$|^buildah (?:bud|build)$/;
const COMPOSE = /^(?:docker compose|docker-compose|podman compose|podman-compose)$/;
/** Options of a build without a value behind them. */
const BARE =
  /^(?:--(?:no-cache|pull|push|load|quiet|rm|force-rm|squash|compress|check|debug|disable-content-trust)|-[qD])$/;
const MOST_WORDS = 20_000;

/** The Dockerfiles and the Compose files that the commands of a script name. */
export function filesOfScript(script: string): {
  readonly builds: readonly string[];
  readonly composes: readonly string[];
} {
  const builds: string[] = [];
  const composes: string[] = [];
  let folder = '.';
  for (const words of commandsOf(script)) {
    const [first = '', second = ''] = words;
    if (first === 'cd' && second !== '') folder = joined(folder, second);
    const at = [2, 3].find((length) => BUILD.test(words.slice(0, length).join(' ')));
    if (at !== undefined) builds.push(...named(words.slice(at), folder));
    if (COMPOSE.test(first) || COMPOSE.test(`${first} ${second}`))
      composes.push(...valuesOf(words, ['-f', '--file']).map((file) => joined(folder, file)));
  }
  return { builds, composes };
}

/** The commands of a script, each as its words; what stands between quotes is one word. */
function commandsOf(script: string): string[][] {
  const commands: string[][] = [[]];
  const text = script.replace(/\\\r?\n/g, ' ');
  for (const [word] of [...text.matchAll(/\n|&&|\|\|?|;|"[^"\n]*"|'[^'\n]*'|[^\s;|&"']+/g)].slice(0, MOST_WORDS)) {
    if (/^(?:\n|&&|\|\|?|;)$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word.replace(/^(["'])(.*)\1$/, '$2'));
  }
  // Shells that trace put a plus before what they run, runners their own words.
  return commands.map((words) => words.slice(words.findIndex((word) => !/^(?:\++|sudo|time|\$|\w+=\S*)$/.test(word))));
}

/** The file a build names, else the one of its folder. */
function named(words: readonly string[], folder: string): string[] {
  const files = valuesOf(words, ['-f', '--file']);
  if (files.length > 0) return files.filter((file) => file !== '-').map((file) => joined(folder, file));
  const operands = words.filter((word, at) => !word.startsWith('-') && !takesValue(words[at - 1] ?? ''));
  const context = operands.at(-1);
  if (context === undefined || /^(?:https?:|git[@:]|ssh:|-$)/.test(context)) return [];
  return [joined(joined(folder, context), 'Dockerfile')];
}

function takesValue(option: string): boolean {
  return option.startsWith('-') && !option.includes('=') && !BARE.test(option);
}

function valuesOf(words: readonly string[], options: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (options.includes(word)) return words[at + 1] ?? [];
    const option = options.find((each) => word.startsWith(`${each}=`));
    return option === undefined ? [] : word.slice(option.length + 1);
  });
}

/** A path below a folder, without `.` and with `..` taken back. */
export function joined(folder: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${folder.startsWith('/') ? '/' : ''}${parts.join('/')}` || '.';
}
