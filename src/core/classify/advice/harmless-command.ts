/** Scripts of a package.json by the names that are theirs everywhere. */
const SCRIPTS = /^(?:test|run (?:build|check|lint|test|typecheck)(?::[\w-]+)*)$/;
const MODULES = /^-m (?:mypy|pytest|unittest)(?= |$)/;
const GOALS = /^(?:-B )?(?:clean )?(?:compile|package|test|verify)(?= |$)/;
const TASKS = /^(?:assemble|build|check|test)(?= |$)/;
const ANYTHING = /^/;

/**
 * What builds, checks or tests a project, and how it may be asked to. Whoever writes a log must not choose what people delete,
 * fetch, install, publish or run, so this is what is let through, not what is kept out.
 */
const PROGRAMS: Readonly<Record<string, RegExp>> = {
  cargo: /^(?:build|check|clippy|doc|fmt|nextest run|test)(?= |$)/,
  pytest: ANYTHING,
  python: MODULES,
  python3: MODULES,
  tox: ANYTHING,
  mypy: ANYTHING,
  ruff: /^(?:check|format --check)(?= |$)/,
  go: /^(?:build|test|vet)(?= |$)/,
  npm: SCRIPTS,
  pnpm: SCRIPTS,
  yarn: SCRIPTS,
  make: /^(?:all|build|check|lint|test)?$/,
  ctest: ANYTHING,
  mvn: GOALS,
  './mvnw': GOALS,
  gradle: TASKS,
  './gradlew': TASKS,
  docker: /^(?:compose build|build(?: -[ft] [\w.:/-]+)* \.)$/,
};

/** They choose what is looked at and how much is said; none names a program, a place to write to or a place elsewhere. */
const OPTION =
  /^(?:-[Bkmpqstvx]|-vv|-race|-run|-tags|--all|--workspace|--all-targets|--all-features|--no-default-features|--features|--package|--lib|--bins|--tests|--doc|--release|--locked|--frozen|--offline|--no-fail-fast|--no-daemon|--stacktrace|--verbose|--quiet|--check|--strict)$/;
/** A name, or a path that stays within the project. */
const OPERAND = /^(?:\.|(?:\.\/)?\w[\w+-]*(?:(?:\.|\/|::|:)\w[\w+-]*)*(?:\/\.\.\.)?|\.\/\.\.\.)$/;
const QUOTED = /^(?:'[\w ]{1,100}'|"[\w ]{1,100}")$/;

/**
 * A command out of a log that can be given on to people: one that only builds, checks or tests the project they have.
 * @returns undefined for anything else
 */
export function harmlessCommand(text: string | undefined): string | undefined {
  const said = text?.trim() ?? '';
  if (said.length > 300) return undefined;
  const [program = '', ...words] = said.match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  const asked = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program] : undefined;
  const rest = words.join(' ');
  const start = asked?.exec(rest)?.[0];
  if (start === undefined || said !== [program, ...words].join(' ')) return undefined;
  const others = words.slice(start === '' ? 0 : start.split(' ').length);
  return others.every((word) => OPTION.test(word) || OPERAND.test(word) || QUOTED.test(word)) ? said : undefined;
}
