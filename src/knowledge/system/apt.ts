import type { Line } from '../../core/domain/line.js';
import { saysRetry } from '../../core/parse/ending.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

/** Lines of apt-get and dpkg that belong to the error after them. Sources: apt-pkg and apt-private message catalogues. */
const BEFORE =
  /^(?:Err:\d|Err https?:|W: |E: |Failed to fetch |  +\d{3} {2}|  Temporary failure|  Could not|  Unable to connect|  Connection|  The following signatures|  The repository|Package .{1,120} is not available, but|This may mean that the package|is only available from another source|However the following packages replace it|  [\w.+:-]{1,100}(?::\w+)?$|The following packages have unmet dependencies|Some packages could not be installed|requested an impossible situation|distribution that some required|or been moved out of Incoming|The following information may help|\s+[\w.+:-]{1,100} : (?:Depends|PreDepends|Conflicts|Breaks|Recommends)|\s+(?:Depends|PreDepends|Conflicts|Breaks): |dpkg: error|Errors were encountered while processing| [\w.+:-]{1,100}$| (?:installed|new) \S{1,100} package | subprocess | unable to |dpkg: dependency problems|N: |Reading package lists|Building dependency tree|Reading state information)/;
/** What dpkg only notes. */
const NO_DPKG_ERROR = /^dpkg: (?:warning|info|considering|\.\.\.|\S{1,60}: warning)/;
/** Lines of what dpkg said that state the failure. */
const MOST_SAID = 2;
const MOST_BEFORE = 40;
const MOST_AFTER = 20;

/** Errors of apt-get, apt and dpkg: the `E: ` lines and what led to them. A lone warning (`W: `) is no failure. */
export const apt: Parser = {
  name: 'apt',
  anchors: [
    'E: Unable to locate package',
    'E: Unable to fetch',
    'E: Unable to correct problems',
    'E: Unable to ',
    "E: Couldn't find any package",
    'E: Failed to fetch',
    'E: Package ',
    'E: The repository',
    'E: The package ',
    'E: Release file',
    'E: Sub-process',
    'E: Unmet dependencies',
    'E: Could not ',
    'E: Version ',
    'E: dpkg was interrupted',
    'E: Invalid ',
    'E: Conflicting ',
    'E: Malformed ',
    'E: The list of sources',
    'E: Some index files failed',
    'E: Some files failed to download',
    'E: Held packages',
    'E: Packages were ',
    "E: You don't have enough free space",
    'E: Write error',
    'E: gnupg',
    'E: There are problems and -y was used',
    'E: There were unauthenticated packages',
  ],
  start(line, before) {
    return errorText(line.text) === undefined ? undefined : new AptReading(line, before);
  },
};

/**
 * Where apt says that dpkg failed: what dpkg had said of the first package it could not do, with the lines set in below it.
 * Other packages are set up before apt says so. The program's name is the same in all languages.
 * @param first the first line that belongs to the error anyway
 */
function saidByDpkg(line: Line, before: readonly Line[], first: Line | undefined): readonly Line[] {
  if (!/^(?:##\[error\])?E: Sub-process \S*dpkg /.test(line.text)) return [];
  const end = first === undefined ? before.length : before.indexOf(first);
  const above = before.slice(0, end);
  const at = above.findIndex(
    ({ text, step }) => step === line.step && /^dpkg: \S/.test(text) && !NO_DPKG_ERROR.test(text),
  );
  if (at < 0) return [];
  const rest = above.slice(at + 1);
  const over = rest.findIndex(({ text }) => !/^\s\S/.test(text));
  return above.slice(at, over < 0 ? undefined : at + 1 + over);
}

function errorText(text: string): string | undefined {
  return /^(?:##\[error\])?E: (.{3,500})/.exec(text)?.[1];
}

class AptReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #message: string;
  #after = 0;
  #isRetried = false;

  constructor(line: Line, before: readonly Line[]) {
    const context: Line[] = [];
    for (const each of before.slice(-MOST_BEFORE).reverse()) {
      if (each.step !== line.step || (each.text.trim() !== '' && !BEFORE.test(each.text))) break;
      context.push(each);
    }
    const said = saidByDpkg(line, before, context.at(-1));
    for (const [index, each] of said.entries()) this.#excerpt.add(each, index < MOST_SAID);
    for (const each of context.reverse()) if (each.text.trim() !== '') this.#excerpt.add(each);
    this.#excerpt.add(line, true);
    this.#message = errorText(line.text) as string;
  }

  next(line: Line): 'more' | 'refused' {
    const isError = errorText(line.text) !== undefined;
    if (saysRetry(line.text)) this.#isRetried = true;
    if (++this.#after > MOST_AFTER || !(isError || /^[NW]: /.test(line.text))) return 'refused';
    this.#excerpt.add(line, isError);
    return 'more';
  }

  end() {
    if (this.#isRetried) return { failures: [] };
    const name =
      /^(?:Unable to locate package|Couldn't find any package by \w+) '?([^\s']+)|^Package '([^']+)'|^Version '.{1,80}' for '([^']+)'/.exec(
        this.#message,
      );
    const packageName = name?.[1] ?? name?.[2] ?? name?.[3];
    return {
      failures: [
        this.#excerpt.failure({
          tool: 'apt',
          kind: 'dependency',
          message: this.#message,
          ...(packageName && { name: packageName }),
        }),
      ],
    };
  }
}
