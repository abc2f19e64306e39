import { literalExpression } from '../literal.js';
import { shellWord } from './shell-word.js';

/** What is asked of a failure, whether it is the house's own or a report's. */
interface Named {
  readonly tool: string;
  readonly kind: string;
  readonly name?: string;
  readonly location?: { readonly file: string };
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Pieces of a command; undefined where the name cannot be asked for. */
type Ask = (name: string, file: string | undefined) => readonly string[] | undefined;

/**
 * How each runner is asked for one test by the name that it prints. Flags: `--help` of cargo, pytest, nextest's filterset
 * language, jest, vitest, mocha, Playwright, Cypress, jasmine, node, RSpec, PHPUnit, Surefire, Gradle, ctest, stestr and
 * `dotnet test`.
 */
const ONE_TEST: Readonly<Record<string, Ask>> = {
  libtest: (name) => ['cargo', 'test', '--', '--exact', name],
  nextest: (name) => ['cargo', 'nextest', 'run', name],
  pytest: pytestNode,
  stestr: (name) => ['stestr', 'run', name],
  trial: (name) => ['trial', name],
  go: (name) => ['go', 'test', '-run', name.split('/').map(whole).join('/'), './...'],
  jest: (name) => ['npx', 'jest', '-t', whole(name.split(' › ').join(' '))],
  vitest: (name) => {
    const [file = '', ...titles] = name.split(' > ');
    const title = titles.join(' ');
    return isSafe(title) ? ['npx', 'vitest', 'run', file, '-t', literalExpression(title)] : undefined;
  },
  mocha: (name) => ['npx', 'mocha', '-f', name],
  cypress: (_, file) =>
    file !== undefined && /\.cy\.[jt]sx?$/.test(file) ? ['npx', 'cypress', 'run', '--spec', file] : undefined,
  jasmine: (name) => ['npx', 'jasmine', `--filter=${whole(name)}`],
  playwright: (name) => {
    const place = /(?:^| › )([^›\s]{1,300}:\d{1,7}):\d{1,7} › /.exec(name)?.[1];
    return place === undefined || !isSafe(place) ? undefined : ['npx', 'playwright', 'test', place];
  },
  'node:test': (name) => [
    'node',
    '--test',
    `--test-name-pattern=${literalExpression(name.split(' > ').at(-1) as string)}`,
  ],
  rspec: (name) => ['bundle', 'exec', 'rspec', '-e', name],
  minitest: rubyMethod,
  'test-unit': rubyMethod,
  phpunit: (name) => [
    'vendor/bin/phpunit',
    '--filter',
    `/${literalExpression(/[^\\]*$/.exec(name)?.[0] as string).replaceAll('/', '\\/')}/`,
  ],
  surefire: (name) => {
    const [, owner, method] = /^([\w.$]{1,300})\.(\w{1,200})$/.exec(name) ?? [];
    return owner === undefined ? undefined : ['mvn', 'test', `-Dtest=${owner}#${method}`];
  },
  gradle: (name) => {
    const [, owner, method] = /^([\w.$]{1,300}) > (\w{1,200})(?:\(\))?$/.exec(name) ?? [];
    return owner === undefined ? undefined : ['./gradlew', 'test', '--tests', `${owner}.${method}`];
  },
  ctest: (name) => ['ctest', '-R', whole(name), '--output-on-failure'],
  ava: (name) => ['npx', 'ava', `--match=${name.split(' › ').at(-1)}`],
  lab: (name, file) => (file === undefined ? undefined : ['npx', 'lab', file, '-g', whole(name)]),
  Meson: (name) => ['meson', 'test', name],
  Automake: (name) => (/\s/.test(name) ? undefined : ['make', 'check', `TESTS=${name}`]),
  vstest: (name) => ['dotnet', 'test', '--filter', `FullyQualifiedName~${/^[^(]*/.exec(name)?.[0]}`],
};

/** pytest takes an address with its file; a name alone is searched for, and what is no test's is none. */
function pytestNode(name: string): readonly string[] | undefined {
  if (/\.(?:py|txt|rst|md)(?:::|$)/.test(name) || name.includes('/')) return ['pytest', name];
  const words = /^(?:Test\w{0,200}\.)?test\w{0,200}(?=\[|$)/i.exec(name)?.[0];
  return words === undefined ? undefined : ['pytest', '-k', words.replace('.', ' and ')];
}

/** Of Ruby's test libraries every file is a program that takes a name. What failed may stand in a helper's file. */
function rubyMethod(name: string, file: string | undefined): readonly string[] | undefined {
  const method = /#(.{1,300})$/.exec(name)?.[1];
  if (
    method === undefined ||
    file === undefined ||
    !/(?:^|\/)(?:test_\w{1,100}|\w{1,100}_(?:test|spec))\.rb$/.test(file)
  )
    return undefined;
  return ['ruby', '-Itest', file, '-n', method];
}

/** The command that runs nothing but the failing test, where its runner is known and the name is safe in a shell. */
export function commandFor(failures: readonly Named[]): string | undefined {
  for (const { tool, kind, name, location, facts } of failures) {
    if (kind !== 'test' || name === undefined || !isSafe(name)) continue;
    const file = location !== undefined && isSafe(location.file) ? location.file : undefined;
    const runner = facts?.['runner'] ?? tool;
    const ask = Object.hasOwn(ONE_TEST, runner) ? ONE_TEST[runner] : undefined;
    const words = ask?.(name, file)?.map((word) => (ACTS.test(word) ? undefined : shellWord(word)));
    if (words?.every((word) => word !== undefined)) return words.join(' ');
  }
  return undefined;
}

/** Begins an option, another's file, or a file of arguments. */
const LEADS_AWAY = /^[-/~@]|\.\.\//;
/** Ends a quotation or a line in some shell, whoever pastes it where: PowerShell takes curly quotes for straight ones. */
const ENDS = /['\u2018-\u201B\p{C}\p{Zl}\p{Zp}]/u;
/** Acts in cmd, which knows no single quotes. */
const ACTS = /[&|<>%]/;
/** What nobody sees in it: the test that runs is another one than is read. */
const UNSEEN = /[^\P{Z} ]|\p{Default_Ignorable_Code_Point}/u;

function isSafe(text: string): boolean {
  return text !== '' && text.length <= 300 && !LEADS_AWAY.test(text) && !ENDS.test(text) && !UNSEEN.test(text);
}

function whole(name: string): string {
  return `^${literalExpression(name)}$`;
}
