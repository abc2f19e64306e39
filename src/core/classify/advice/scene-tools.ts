import type { Scene } from '../../domain/pattern.js';
import { type Sign, shown, shows } from './signs.js';

/** Tools of one kind: a project is built by one of them, whichever is used beside it to install that one. */
const KINDS: readonly { readonly signs: readonly Sign<Scene>[]; readonly installer?: Scene }[] = [
  {
    installer: 'npm',
    signs: [
      ['npm', /^npm (?:ERR!|error|WARN|warn|notice)\b|\bnpm (?:ci|install|run|test|exec)\b|package-lock\.json/],
      ['pnpm', /\bpnpm\b|ERR_PNPM_/],
      [
        'yarn',
        /\bYN\d{4}\b|^yarn (?:run|install) v|^\$ yarn\b|\byarn (?:install|run|build|test)\b|yarn\.lock|yarnpkg\.com/,
      ],
      ['bun', /^bun (?:test|install|add|run|build) v|\bbun (?:install|run|test|x)\b|bun\.lockb?\b/],
    ],
  },
  {
    installer: 'pip',
    signs: [
      [
        'pip',
        /\bpip3? install\b|^\s*(?:Collecting \S|Requirement already satisfied: )|^ERROR: (?:Could not|No matching|Cannot) /,
      ],
      [
        'uv',
        /\buv (?:sync|run|pip|lock|build|tool|venv|python|add)\b|\buv\.lock\b|[\\/]uv[\\/](?:cache|python|builds-)|\.cache\/uv\/|^\s*[×x] (?:Failed to (?:build|download|resolve)|No solution found)/,
      ],
      [
        'poetry',
        /\bpoetry (?:install|lock|run|build|add|update|check|publish)\b|\bpoetry\.lock\b|pypoetry|\bSolverProblemError\b/,
      ],
      ['pdm', /\bpdm (?:install|lock|run|sync|build)\b|\bpdm\.lock\b|\[Pdm\w+\]/],
      ['pipenv', /\bpipenv\b|\bPipfile\b/],
    ],
  },
  {
    signs: [
      ['maven', /^\[(?:INFO|ERROR|WARNING)\] |\bmvnw? |maven-\w+-plugin|\.m2\/repository/],
      ['gradle', /^> Task :|^(?:> )?Execution failed for task |\bgradlew?\b|\bGradle\b|build\.gradle/],
      ['sbt', /^\[(?:info|error|warn)\] |\bsbt\b/],
      ['ant', /\bbuild\.xml:\d+:|^Buildfile: |^\s{2,}\[(?:javac|junit|java|exec|scalac)\] /],
    ],
  },
  {
    signs: [
      ['make', /^g?make(?:\[\d+\])?: |^\$? ?g?make(?: |$)/],
      [
        'cmake',
        /^CMake (?:Error|Warning)|^-- (?:Configuring|Build files|Found|The \w+ compiler)|\bcmake (?:-|\.|\.\.)|CMakeLists\.txt/,
      ],
      ['go', /^go(?:: | build | test | vet |version go)|\/pkg\/tool\/\w+\/link: |\bgo (?:build|test|vet|install) /],
    ],
  },
];

/** A Python of conda, whatever installs its packages. */
const CONDA = /\b(?:conda|mamba|micromamba)\b|[\\/](?:mini|ana)(?:conda|forge)\d?[\\/]/i;

const OF_GITHUB =
  /##\[group\]|^Run (?:actions|npm|pip|cargo|docker)\b|Current runner version|\/home\/runner\/|\b[A-Z]:\\a\\\w|\bGITHUB_[A-Z]|\bactions\/\w+@|Process completed with exit code|Post job cleanup|^Resource not accessible|\.github\//;
/** Jobs of other forges and servers, by the words of their runners and the places they work in. */
const OF_OTHERS =
  /travis_(?:fold|time)|\/home\/travis\/|^The command ".{1,300}" (?:exited with|failed and exited with)|gitlab-runner|section_(?:start|end):|^ERROR: Job failed|\/builds\/|##\[section\]|(?:Bash|Cmd\.exe|PowerShell) exited with code|\/vsts?\/|\/vss\/|\[Pipeline\]|^Finished: FAILURE|\/jenkins\/|\/home\/circleci\/|CIRCLE_[A-Z]|buildkite/;
/** Somebody's own machine. */
const OF_A_PERSON =
  /(?:\/Users\/|\/home\/|\b[A-Z]:\\Users\\)(?!runner|travis|circleci|vsts|jenkins|gitlab|ubuntu|ec2-user|build|appveyor|ContainerAdmin|ContainerUser|Default|Public)[\w.-]+[\\/]|^PS [A-Z]:\\/i;

/**
 * The tools that a project is built with, and whether its job is one of GitHub's (`github`) or runs anywhere else
 * (`elsewhere`); neither where nothing shows it. Of a kind of tools the failure's own lines count before all others.
 */
export function toolsShown(own: readonly string[], beside: readonly string[]): Scene[] {
  const isShown = (sign: RegExp): boolean => shows(sign, own) || shows(sign, beside);
  return [
    ...KINDS.flatMap(({ signs, installer }) => {
      const near = shown(signs, own);
      const seen = near.length > 0 ? near : shown(signs, beside);
      return seen.length > 1 ? seen.filter((scene) => scene !== installer) : seen;
    }),
    ...(isShown(CONDA) ? (['conda'] as const) : []),
    ...placeBy(isShown),
  ];
}

function placeBy(isShown: (sign: RegExp) => boolean): Scene[] {
  if (isShown(OF_GITHUB)) return ['github'];
  return isShown(OF_OTHERS) || isShown(OF_A_PERSON) ? ['elsewhere'] : [];
}
