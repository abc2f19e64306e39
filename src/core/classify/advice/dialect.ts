import type { Scene } from '../../domain/pattern.js';
import { onSystem, SYSTEMS } from './system-dialect.js';

/** A command as authors write it, and how another tool of its kind is asked for the same. */
type Phrase = readonly [RegExp, string];

interface Dialect {
  readonly scene: Scene;
  readonly phrases: readonly Phrase[];
}

/** Tools of one kind, of which a project has one. */
interface Kind {
  /** Begins a command of the kind, as authors write it. */
  readonly words: RegExp;
  /** Whose commands those are. */
  readonly author: Scene;
  readonly dialects: readonly Dialect[];
}

/** What runs in the project's own environment. */
const PYTHON = String.raw`(?:python3?|pytest|coverage|mypy|alembic|celery|tox)\b.*`;

/** Commands of a Python that was asked for its packages: those that install are the manager's own. */
function inEnvironment(scene: Scene, installs: string): Dialect {
  return {
    scene,
    phrases: [
      [/^python3? -m pip install -e \.$/, installs],
      [/^python3? -m pip (?:install|download|wheel|index|config|cache)\b.*/, ''],
      [/^python3\b(.*)/, `${scene} run python$1`],
      [new RegExp(`^(${PYTHON})`), `${scene} run $1`],
    ],
  };
}

/** What `npm` and `npx` are asked for, by the manager that the lockfile is of. */
function ofScripts(scene: Scene, ci: string, exec: string, why?: string): Dialect {
  return {
    scene,
    phrases: [
      [/^npm ci$/, ci],
      [/^npm install$/, `${scene} install`],
      ...(why === undefined ? [] : [[/^npm (?:ls|explain) ([^-\s]\S*)$/, `${why} $1`] as const]),
      [/^npm test$/, `${scene} run test`],
      [/^npm run (.+)/, `${scene} run $1`],
      [/^npx (?:--no-install )?([^-\s].*)/, `${exec} $1`],
    ],
  };
}

const KINDS: readonly Kind[] = [
  {
    words: /^(?:npm|npx)\b/,
    author: 'npm',
    dialects: [
      ofScripts('pnpm', 'pnpm install --frozen-lockfile', 'pnpm exec', 'pnpm why'),
      ofScripts('yarn', 'yarn install', 'yarn run', 'yarn why'),
      ofScripts('bun', 'bun install --frozen-lockfile', 'bunx'),
    ],
  },
  {
    words: new RegExp(`^${PYTHON}`),
    author: 'pip',
    dialects: [
      {
        scene: 'uv',
        phrases: [
          [/^python3? -m pip install -e \.$/, 'uv sync'],
          [/^python3? -m pip (list|freeze|show|check|tree)\b(.*)/, 'uv pip $1$2'],
          [/^python3? -m pip\b.*/, ''],
          ...inEnvironment('uv', 'uv sync').phrases.slice(1),
        ],
      },
      inEnvironment('poetry', 'poetry install'),
      inEnvironment('pdm', 'pdm install'),
      inEnvironment('pipenv', 'pipenv install --dev'),
    ],
  },
  {
    words: /^(?:mvn|\.\/mvnw)\b/,
    author: 'maven',
    dialects: [
      {
        scene: 'gradle',
        phrases: [
          [/^mvn(?: -[Bqe])* test$/, './gradlew test'],
          [/^mvn(?: -[Bqe])* (?:compile|test-compile)$/, './gradlew testClasses'],
          [/^mvn(?: -[Bqe])* package$/, './gradlew assemble'],
          [/^mvn(?: -[Bqe])* verify$/, './gradlew build'],
          [/^mvn(?: -[Bqe])* dependency:(?:tree|resolve)\b.*/, './gradlew dependencies'],
        ],
      },
      {
        scene: 'sbt',
        phrases: [
          [/^mvn(?: -[Bqe])* (?:test|verify)$/, 'sbt test'],
          [/^mvn(?: -[Bqe])* (?:compile|test-compile)$/, 'sbt Test/compile'],
          [/^mvn(?: -[Bqe])* package$/, 'sbt package'],
        ],
      },
      { scene: 'ant', phrases: [] },
    ],
  },
  {
    words: /^(?:gradle|\.\/gradlew)\b/,
    author: 'gradle',
    dialects: [
      {
        scene: 'maven',
        phrases: [
          [/^\.\/gradlew test$/, 'mvn -B test'],
          [/^\.\/gradlew build\b.*/, 'mvn -B verify'],
          [/^\.\/gradlew dependencies\b.*/, 'mvn -B dependency:tree'],
        ],
      },
      { scene: 'sbt', phrases: [[/^\.\/gradlew (?:test|build)$/, 'sbt test']] },
      { scene: 'ant', phrases: [] },
    ],
  },
];

/** Speaks of one forge's jobs. */
const OF_GITHUB = /\$\{?GITHUB_|^gh (?:api|cache|pr|run|workflow)\b/;

/** A piece of a workflow file: only GitHub reads it. */
const WORKFLOW =
  /\buses: [\w./-]{1,100}@|\$\{\{ |^(?:permissions|concurrency|strategy|defaults|jobs|on):|\bworking-directory:|\bruns-on:/m;

/** Whether code to write is of use where the failure happened. */
export function isOfUse(code: string, scene: ReadonlySet<Scene>): boolean {
  return !(scene.has('elsewhere') && WORKFLOW.test(code));
}

/** A loop or a condition is one command, whatever stands in it. */
const IS_BLOCK = /(?:^|[;\s])(?:do|then|done|fi)(?:[;\s]|$)/;

/**
 * A command as it is said where the failure happened: by the package manager, the build tool and the system that its log
 * shows. Of several that stand one after the other those are left out that cannot be said there. The words are from kept
 * tables: no log chooses them.
 * @returns undefined where nothing of it can be said there
 */
export function inDialect(command: string, scene: ReadonlySet<Scene>): string | undefined {
  if (scene.size === 0) return command;
  if (scene.has('windows') && IS_BLOCK.test(command)) return undefined;
  const all = IS_BLOCK.test(command) ? [command, ''] : [...apart(command, ['; ', '\n']), ''];
  let said = '';
  for (let at = 0; at < all.length; at += 2) {
    const one = ofOne(all[at] as string, scene);
    if (one !== undefined) said += (said === '' ? '' : all[at - 1]) + one;
  }
  return said === '' ? undefined : said;
}

function ofOne(command: string, scene: ReadonlySet<Scene>): string | undefined {
  const parts = apart(command, [' && ', ' || ', ' | ']).map((part, index) =>
    index % 2 === 1 ? part : ofTools(part, scene),
  );
  return parts.includes(undefined) ? undefined : onSystem(parts.join(''), scene);
}

/** A line between those of its separators that do not stand in quotes: text, separator, text, … */
function apart(line: string, separators: readonly string[]): string[] {
  const parts: string[] = [];
  let quote = '';
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string;
    if (quote !== '') {
      if (sign === quote) quote = '';
      continue;
    }
    if (sign === '"' || sign === "'") quote = sign;
    const separator = separators.find((each) => line.startsWith(each, at));
    if (separator === undefined) continue;
    parts.push(line.slice(from, at), separator);
    at += separator.length - 1;
    from = at + 1;
  }
  return [...parts, line.slice(from)];
}

/**
 * The forms that `inDialect` gives a command in one place or another, `undefined` where it cannot be said somewhere; nothing
 * but itself for one that is said alike everywhere.
 */
export function formsOf(command: string): ReadonlySet<string | undefined> {
  const tools: Scene[] = ['podman', ...KINDS.flatMap(({ dialects }) => dialects.map(({ scene }) => scene))];
  const scenes = [undefined, ...SYSTEMS].flatMap((system) =>
    [undefined, 'elsewhere' as const, ...tools].map(
      (tool) => new Set([system, tool].filter((each) => each !== undefined)),
    ),
  );
  return new Set(scenes.map((scene) => inDialect(command, scene)));
}

/** What Podman takes as docker does. */
const TAKEN_BY_PODMAN =
  /^((?:sudo )?)docker (?=(?:ps|run|exec|build|logs|inspect|pull|images?|volume|network|info|version|system|rm|start|stop|port|events|container|manifest|login|save|load|tag|stats|top)(?: |$))/;

function ofTools(asAuthored: string, scene: ReadonlySet<Scene>): string | undefined {
  const part = scene.has('podman') ? asAuthored.replace(TAKEN_BY_PODMAN, '$1podman ') : asAuthored;
  if (OF_GITHUB.test(part) && scene.has('elsewhere')) return undefined;
  const [, before = '', asked = ''] = /^((?:\w+=\S+ )*)(.*)$/s.exec(part) ?? [];
  const kind = KINDS.find(({ words }) => words.test(asked));
  const dialect = kind === undefined || scene.has(kind.author) ? undefined : spoken(kind, scene);
  if (dialect === undefined) return part;
  const phrase = dialect.phrases.find(([said]) => said.test(asked));
  const [said, instead] = phrase ?? [];
  if (said === undefined || instead === undefined || instead === '') return undefined;
  return before + asked.replace(said, instead);
}

function spoken({ dialects }: Kind, scene: ReadonlySet<Scene>): Dialect | undefined {
  return dialects.find((dialect) => scene.has(dialect.scene));
}
