/** How each tool is asked for one test. Flags: `cargo test --help`, `pytest --help`, nextest's filterset language. */
const ONE_TEST: Readonly<Record<string, (name: string) => string>> = {
  libtest: (name) => `cargo test -- --exact ${name}`,
  nextest: (name) => `cargo nextest run ${name}`,
  pytest: (name) => `pytest ${name}`,
};

/** What is asked of a failure, whether it is the house's own or a report's. */
interface Named {
  readonly tool: string;
  readonly kind: string;
  readonly name?: string;
}

/** The command that runs nothing but the failing test, where the tool is known and the name is safe in a shell. */
export function commandFor(failures: readonly Named[]): string | undefined {
  for (const { tool, kind, name } of failures) {
    const command = kind === 'test' && Object.hasOwn(ONE_TEST, tool) ? ONE_TEST[tool] : undefined;
    const word = name === undefined ? undefined : shellWord(name);
    if (command !== undefined && word !== undefined) return command(word);
  }
  return undefined;
}

/** A name as one word of a command line: bare, or between single quotes; undefined where it could be more, or another's file. */
function shellWord(name: string): string | undefined {
  if (name === '' || name.length > 300 || /^[-/~]|\.\.\/|['\p{C}]/u.test(name)) return undefined;
  return /^[A-Za-z0-9._/:@+=,-]+$/.test(name) ? name : `'${name}'`;
}
