import type { Line } from '../../core/domain/line.js';
import type { Ran } from '../../core/domain/source.js';
import type { Parser, Reading } from '../../core/parse/parser.js';

const VERSION = String.raw`v?(\d+\.\d[\w.+~-]{0,40})`;

/** What one line says by itself: whole lines as the tool, the runner or the builder prints them, so that prose tells nothing. */
const LINES: readonly (readonly [name: string, form: RegExp])[] = [
  ['Rust', new RegExp(String.raw`^rustc ${VERSION}(?: \(|$)`)],
  ['Cargo', new RegExp(String.raw`^cargo ${VERSION}(?: \(|$)`)],
  ['Docker', new RegExp(String.raw`^Docker version ${VERSION}, build \S+$`)],
  ['Docker', new RegExp(`^ ?Server Version: ${VERSION}$`)],
  ['Docker Compose', new RegExp(`^(?:Docker Compose|docker-compose) version ${VERSION}`)],
  ['Podman', new RegExp(`^podman version ${VERSION}$`)],
  ['Python', new RegExp(String.raw`^platform \S+ -- Python ${VERSION}, pytest-`)],
  ['Python', new RegExp(`^Python ${VERSION}$`)],
  ['Python', /^Successfully set up CPython \((\d[\w.+-]{0,40})\)$/],
  ['pytest', new RegExp(String.raw`^platform \S+ -- Python \S+, pytest-${VERSION},`)],
  ['Node.js', new RegExp(String.raw`^Node\.js ${VERSION}$`)],
  ['Node.js', new RegExp(`^node: ${VERSION}$`)],
  ['Go', /^go version go(\d[\w.]{0,20}) \S+$/],
  ['Java', /^openjdk version "([\w.+-]{1,40})"/],
  ['Operating system', /^Image: ((?:ubuntu|windows|macos)-[\w.-]{1,40})$/],
  ['Operating system', /^PRETTY_NAME="([^"]{1,80})"$/],
  ['Operating system', /^ ?Operating System: (\S.{0,80})$/],
  ['Base image', /^(?:#\d+ )?\[[^\]]{1,80}\] FROM (\S{1,100})$/],
  ['Base image', /^Step \d+\/\d+ : FROM (?:--platform=\S+ )?([^\s$]{1,100})(?: [Aa][Ss] \S+)?$/],
];

/**
 * What ran: the versions of tools, systems and base images, as they say of themselves on a line of their own. No failure
 * comes of it; a report of the bug is filled in with it.
 */
export const versions: Parser = {
  name: 'versions',
  anchors: [
    'rustc 1.',
    'cargo 1.',
    'docker version ',
    'server version: ',
    'compose version ',
    'podman version ',
    ' -- python ',
    'python 3.',
    'cpython (',
    'node.js v',
    'node: v',
    'go version go',
    'openjdk version',
    'image: ubuntu-',
    'image: windows-',
    'image: macos-',
    'pretty_name="',
    'operating system: ',
    '] from ',
    ' : from ',
  ],
  start(line) {
    const ran = LINES.flatMap(([name, form]) => told(name, form, line));
    return ran.length === 0 ? undefined : reading(ran);
  },
};

function told(name: string, form: RegExp, { text }: Line): Ran[] {
  const version = form.exec(text)?.[1];
  // What a digest adds nobody types.
  return version === undefined ? [] : [{ name, version: version.replace(/@sha256:\w+$/, '') }];
}

function reading(ran: readonly Ran[]): Reading {
  return { isDone: true, next: () => 'refused', end: () => ({ failures: [], ran }) };
}
