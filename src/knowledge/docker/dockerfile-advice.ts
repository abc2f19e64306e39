import { type Diagnosis, everyOccurrence } from '../../core/domain/diagnosis.js';
import type { Fix } from '../../core/domain/pattern.js';
import { quote } from '../../core/domain/quoted.js';
import { type Instruction, instructionsOf } from './dockerfile.js';

/** A repository's Dockerfile. */
export interface Dockerfile {
  readonly path: string;
  readonly text: string;
}

/** What to change, with the line it is about; by each the patterns that fail for it. */
interface Remark {
  readonly causes: RegExp;
  look(all: readonly Instruction[], file: string): Fix | undefined;
}

/** What installs what a project depends on, by the words of each tool. */
const INSTALLS =
  /\b(?:npm (?:ci|i|install)|yarn(?: install|$)|pnpm (?:i|install)|pip3? install|poetry install|uv (?:sync|pip install)|bundle install|go mod download|cargo (?:fetch|build|install)|composer install|mvn\b|gradle\b)/;
const COMPILES = /\b(?:cargo build|go build|npm run build|mvn\b|gradle\b|make\b|gcc\b|g\+\+)/;
const EVERYTHING = /^(?:--\S+\s+)*\.\/? +\S+$/;

const REMARKS: readonly Remark[] = [
  {
    causes:
      /^(?:net\/|npm\/network|npm\/native-addon|cargo\/registry-network|apt\/network|http\/(?:rate-limited|server-error)|python\/binary-incompatible|docker\/build-killed)/,
    look: copiesFirst,
  },
  { causes: /^(?:docker\/no-space|container\/disk|ci\/disk-full|docker\/build-killed)$/, look: isOneStage },
  {
    causes: /^(?:compose\/healthcheck-missing|container\/dependency-not-ready|service\/hung|container\/restart-loop)$/,
    look: hasNoCheck,
  },
  { causes: /^(?:container\/user-permission|container\/read-only-fs)$/, look: givesFilesToRoot },
  { causes: /^(?:kubernetes\/|npm\/no-permission|node\/browser-missing)/, look: runsAsRoot },
];

/** What a Dockerfile adds to how a failure is mended, each with the lines it is about; nothing where it has no part in it. */
export function dockerfileAdvice(pattern: string, { path, text }: Dockerfile): readonly Fix[] {
  const all = instructionsOf(text);
  if (!all.some(({ keyword }) => keyword === 'FROM')) return [];
  return REMARKS.flatMap(({ causes, look }) => (causes.test(pattern) ? (look(all, path) ?? []) : []));
}

/** What keeps a container's image sound, whatever it died of; each a sentence of prose. */
export function dockerfileHabits({ path, text }: Dockerfile): readonly string[] {
  const all = instructionsOf(text);
  const last = finalStage(all);
  if (last.length === 0) return [];
  const user = last.filter(({ keyword }) => keyword === 'USER').at(-1);
  const isRoot = user === undefined || /^(?:root|0)(?::|$)/.test(user.words);
  return [
    ...(isRoot ? [`${quote(path)} lets it run as root: end it with USER and a number, after a COPY --chown.`] : []),
    ...(last.some(({ keyword }) => keyword === 'HEALTHCHECK')
      ? []
      : [`${quote(path)} has no HEALTHCHECK: without one nobody sees a service that runs and does not answer.`]),
    ...(isOneStage(all, path) === undefined
      ? []
      : [`${quote(path)} has one stage: compilers and caches go out with the image. Build in one, run in a second.`]),
  ];
}

/** Whether what failed is of this Dockerfile: a step that failed stands in it. */
export function isOf(diagnosis: Diagnosis, { text }: Dockerfile): boolean {
  const steps = everyOccurrence(diagnosis).flatMap(({ failure }) =>
    failure.kind === 'build-step' && failure.name !== undefined ? [failure.name] : [],
  );
  const commands = instructionsOf(text).flatMap(({ keyword, words }) => (keyword === 'RUN' ? [plain(words)] : []));
  return steps.some((step) => {
    const wanted = plain(step)
      .replace(/^(?:\[[^\]]*\] )?(?:RUN )?/, '')
      .replace(/(?:…|\.\.\.)$/, '');
    return wanted.length > 3 && commands.some((command) => command.includes(wanted));
  });
}

function plain(command: string): string {
  return command
    .replace(/^(?:--\S+ )+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** From the last FROM on. */
function finalStage(all: readonly Instruction[]): readonly Instruction[] {
  const start = all.findLastIndex(({ keyword }) => keyword === 'FROM');
  return start < 0 ? [] : all.slice(start);
}

function stagesOf(all: readonly Instruction[]): number {
  return all.filter(({ keyword }) => keyword === 'FROM').length;
}

function copiesFirst(all: readonly Instruction[], file: string): Fix | undefined {
  const copy = all.find(({ keyword, words }) => /^(?:COPY|ADD)$/.test(keyword) && EVERYTHING.test(words));
  const install = all.find(({ keyword, words }) => keyword === 'RUN' && INSTALLS.test(words) && !/ -g /.test(words));
  if (copy === undefined || install === undefined || install.line < copy.line) return undefined;
  return {
    text: `${at(file, copy)} copies everything before the dependencies are installed, so that every change fetches and builds them anew, and what lies in the folder (node_modules, target) goes with it. Copy the lock file first, install, then copy the rest.`,
    code: `${copy.text}\n${install.text}`,
    language: 'dockerfile',
  };
}

function isOneStage(all: readonly Instruction[], file: string): Fix | undefined {
  const [from] = all;
  const compiles = all.find(({ keyword, words }) => keyword === 'RUN' && COMPILES.test(words));
  if (from === undefined || compiles === undefined || stagesOf(all) > 1) return undefined;
  return {
    text: `${at(file, compiles)} builds in the stage that is shipped: compilers, sources and caches stay in its layers. Build in a first stage and copy only the result into a second.`,
    code: `${from.text}\n${compiles.text}`,
    language: 'dockerfile',
  };
}

function hasNoCheck(all: readonly Instruction[], file: string): Fix | undefined {
  const last = finalStage(all);
  const [from] = last;
  if (from === undefined || last.some(({ keyword }) => keyword === 'HEALTHCHECK')) return undefined;
  const port = last.find(({ keyword }) => keyword === 'EXPOSE');
  const asked = /^\d+/.exec(port?.words ?? '')?.[0] ?? 'PORT';
  return {
    text: `${at(file, from)} begins the stage that is shipped, and it has no HEALTHCHECK: nobody can wait for it, nor see that it hangs.`,
    code: `HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD wget -q -O /dev/null http://localhost:${asked}/health || exit 1`,
    language: 'dockerfile',
  };
}

function givesFilesToRoot(all: readonly Instruction[], file: string): Fix | undefined {
  const last = finalStage(all);
  const user = last.filter(({ keyword }) => keyword === 'USER').at(-1);
  const copy = last.find(({ keyword, words }) => /^(?:COPY|ADD)$/.test(keyword) && !words.includes('--chown'));
  if (user === undefined || copy === undefined || /^(?:root|0)(?::|$)/.test(user.words)) return undefined;
  return {
    text: `${at(file, copy)} gives its files to root, and ${at(file, user)} lets another user run. Copy with --chown, and make the folders it writes to before USER.`,
    code: `${copy.text}\n${user.text}`,
    language: 'dockerfile',
  };
}

function runsAsRoot(all: readonly Instruction[], file: string): Fix | undefined {
  const last = finalStage(all);
  const user = last.filter(({ keyword }) => keyword === 'USER').at(-1);
  const [from] = last;
  if (from === undefined || (user !== undefined && !/^(?:root|0)(?::|$)/.test(user.words))) return undefined;
  return {
    text: `${at(file, user ?? from)} leaves the container to run as root, which this refuses. Name a user by its number.`,
    code: `${(user ?? from).text}\nUSER 1000:1000`,
    language: 'dockerfile',
  };
}

function at(file: string, { line }: Instruction): string {
  return `${quote(file)}:${quote(String(line))}`;
}
