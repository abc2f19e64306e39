import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** How one of pip's complaints begins, which lines go on with it, and what it is called in `Failure.code`. */
interface Complaint {
  readonly code: string;
  readonly begins: RegExp;
  /** Further lines that belong to it; none when absent. */
  readonly goesOn?: RegExp;
}

const BUILD_OUTPUT =
  /^(?:\s|ERROR: |error: |[×│╰├]|note: |hint: |Failed to build|Building wheel|Getting requirements|Preparing metadata|Installing build|Installing backend|Running setup|Running command|Complete output|Successfully built|-{10,}$|$)/;

/** In pip's own words (`pip/_internal`), oldest and newest spelling. */
const COMPLAINTS: readonly Complaint[] = [
  { code: 'python-version', begins: /^ERROR: Package '.+' requires a different Python: / },
  {
    code: 'no-matching-distribution',
    begins:
      /^(?:ERROR:)? *(?:Ignored the following (?:yanked )?versions|Could not find a version that satisfies the requirement|No matching distribution found for) /,
    goesOn: /^(?:ERROR:)? *(?:Ignored the following|Could not find a version|No matching distribution) /,
  },
  {
    code: 'conflict',
    begins: /^ERROR: Cannot install .+ because these package versions have conflicting dependencies/,
    goesOn:
      /^(?:\s|The conflict is caused by|Additionally, some packages|To fix this|\d\. |Pip cannot resolve|ERROR: (?:ResolutionImpossible|Cannot install)|$)/,
  },
  { code: 'conflict', begins: /^ERROR: ResolutionImpossible: / },
  {
    code: 'externally-managed',
    begins: /^error: externally-managed-environment/,
    goesOn: /^(?:\s|[×│╰]|note: |hint: |$)/,
  },
  {
    code: 'build',
    begins: /^\s*(?:error: subprocess-exited-with-error|ERROR: Command errored out with exit status)/,
    goesOn: BUILD_OUTPUT,
  },
  {
    code: 'build',
    begins:
      /^\s*(?:ERROR: Failed building wheel for |ERROR: (?:ERROR: )?(?:Could not build wheels|Failed to build installable wheels)|error: (?:metadata-generation-failed|failed-wheel-build-for-install|legacy-install-failure))/,
    goesOn: BUILD_OUTPUT,
  },
  { code: 'hash-mismatch', begins: /^ERROR: THESE PACKAGES DO NOT MATCH THE HASHES/, goesOn: /^(?:\s+\S|$)/ },
  {
    code: 'requirements-file',
    begins:
      /^ERROR: (?:Could not open requirements file|Invalid requirement|Double requirement given|Directory '.*' is not installable|Could not detect requirement name)/,
    goesOn: /^\s+\S/,
  },
  { code: 'platform', begins: /^ERROR: \S+\.whl is not a supported wheel on this platform/ },
  {
    code: 'install',
    begins:
      /^ERROR: (?:Could not install (?:packages|requirement) |Cannot uninstall |Can not perform a '--user' install|Cannot find command |Error \[Errno |HTTP error \d|Failed to )/,
    goesOn: /^(?:Consider using|Check the permissions|HINT: |\[WinError|\s+\S)/,
  },
];
const MOST_LINES = 5000;
const BLANKS = 2;
const OUTPUT_ABOVE = 8;

/** pip's own errors. `Successfully installed` later in the same channel takes them back: it tried another way. */
export const pip: Parser = {
  name: 'pip',
  anchors: [
    'requires a different Python: ',
    'Could not find a version that satisfies',
    'No matching distribution found for',
    'Ignored the following versions',
    'because these package versions have conflicting',
    'ERROR: ResolutionImpossible',
    'externally-managed-environment',
    'subprocess-exited-with-error',
    'Command errored out with exit status',
    'Failed building wheel for',
    'Could not build wheels for',
    'Failed to build installable wheels',
    'metadata-generation-failed',
    'failed-wheel-build-for-install',
    'DO NOT MATCH THE HASHES',
    'Could not open requirements file',
    'ERROR: Invalid requirement',
    'ERROR: Double requirement',
    'is not installable. Neither',
    'is not a supported wheel',
    'ERROR: Could not install ',
    'ERROR: Cannot uninstall ',
    "Can not perform a '--user'",
    'ERROR: Cannot find command',
    'ERROR: HTTP error',
    'Successfully installed ',
  ],
  start(line, before) {
    if (line.text.startsWith('Successfully installed '))
      return { next: () => 'refused', end: () => ({ failures: [], recoveries: [{ tool: 'pip', line: line.number }] }) };
    const complaint = COMPLAINTS.find(({ begins }) => begins.test(line.text));
    return complaint && new PipReading(complaint, line, [...attempts(before), ...lastOutput(complaint, before)]);
  },
};

/** The failed connections directly above that made pip believe a package did not exist. */
function attempts(before: readonly Line[]): Line[] {
  const recent = before.slice(-12);
  return recent.filter((line) => /^\s*WARNING: Retrying |^\s*WARNING: Could not fetch URL /.test(line.text)).slice(-3);
}

/** Of a build whose head was cut off, the last lines that it printed: there the back-end or compiler says why. */
function lastOutput({ code }: Complaint, before: readonly Line[]): readonly Line[] {
  if (code !== 'build') return [];
  const recent = before.slice(-OUTPUT_ABOVE);
  const from = recent.findLastIndex(({ text }) => /^\S/.test(text)) + 1;
  return recent.slice(from).filter(({ text }) => isStatement(text));
}

class PipReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #complaint: Complaint;
  readonly #key: string[] = [];
  #blanks = 0;
  #name: string | undefined;

  constructor(complaint: Complaint, first: Line, attempted: readonly Line[]) {
    this.#complaint = complaint;
    for (const line of attempted) this.#excerpt.add(line, isStatement(line.text));
    this.#take(first);
  }

  next(line: Line): 'more' | 'refused' {
    this.#blanks = line.text.trim() === '' ? this.#blanks + 1 : 0;
    const belongs = this.#complaint.goesOn?.test(line.text) ?? false;
    if (!belongs || this.#blanks > BLANKS || this.#excerpt.size > MOST_LINES) return 'refused';
    this.#take(line);
    return 'more';
  }

  #take(line: Line): void {
    const states = isStatement(line.text);
    if (states && this.#key.length < 8) this.#key.push(line.text.trim());
    this.#name ??= packageIn(line.text);
    this.#excerpt.add(line, states);
  }

  end(): Findings {
    const { code } = this.#complaint;
    const message = chooseMessage(this.#key) ?? this.#excerpt.lines[0]?.text ?? '';
    const failure = this.#excerpt.failure({
      tool: 'pip',
      kind: 'dependency',
      code,
      ...(this.#name !== undefined && { name: this.#name }),
      message: message.replace(/^(?:ERROR|error): +/, ''),
      facts: { installer: 'pip' },
    });
    return { failures: [failure] };
  }
}

/** Lines in which pip, a build back-end or a compiler says what went wrong, between much that does not. */
function isStatement(text: string): boolean {
  return (
    /^\s*(?:ERROR: |error: |× )/.test(text) ||
    /^\s+(?:[A-Z]\w*(?:Error|Exception): |\S+: (?:fatal )?error: |error: |fatal error: |The user requested |\S.* depends on )/.test(
      text,
    )
  );
}

/** Of what was said, the sentence that says most: not the codes pip gives to its errors. */
function chooseMessage(said: readonly string[]): string | undefined {
  const bare =
    /^error: (?:subprocess-exited-with-error|metadata-generation-failed|failed-wheel-build-for-install|legacy-install-failure|externally-managed-environment)$/;
  return (
    said.find((text) => /^(?:ERROR: )?No matching distribution/.test(text)) ??
    said.find((text) => !bare.test(text)) ??
    said[0]
  );
}

function packageIn(text: string): string | undefined {
  const match =
    /(?:No matching distribution found for|satisfies the requirement|Failed building wheel for|Could not build wheels for|Package) '?([A-Za-z0-9][\w.\-[\]]*)/.exec(
      text,
    );
  return match?.[1];
}
