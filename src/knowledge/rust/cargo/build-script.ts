/** Reads what a build script printed: it is any program at all, so these are the words of the compilers and finders they call. */

const REASON =
  /(?:fatal error[: ]|(?:^|[^\w])error(?::|\[| [A-Z]+\d+ ?:)|[Cc]ould ?n[o']t find|[Cc]ould not find|not found|[Nn]o such file|No package '|was not found|[Uu]nable to (?:find|locate)|[Cc]annot find|required by|is required|command not found|failed to (?:find|execute|run|load|open|read)|didn't match any|is not set|undefined reference)/;
const LIBRARY: readonly RegExp[] = [
  /^\s*Package ([\w.+-]{1,60}) was not found in the pkg-config search path/,
  /The system library `([\w.+-]{1,60})` required by crate/,
  /No package '([\w.+-]{1,60})' found/,
  /The file `([\w.+-]{1,60})\.pc` needs to be installed/,
  /find directory of (OpenSSL) installation/,
];

/** True for a line that says why, not for cargo's directives or the environment that build scripts print. */
export function isReason(text: string): boolean {
  const said = text.trimStart().replace(/^cargo::?(?:warning|error)=/, '');
  if (said.startsWith('cargo:') || /^[A-Z_a-z0-9-]{1,80} ?= ?/.test(said) || said.includes(' panicked at '))
    return false;
  return REASON.test(said.slice(0, 1000));
}

/** Name of the system library the script looked for in vain. */
export function neededLibrary(text: string): string | undefined {
  for (const expression of LIBRARY) {
    const name = expression.exec(text)?.[1];
    if (name !== undefined) return name === 'OpenSSL' ? 'openssl' : name;
  }
  return undefined;
}

/** pkg-config and linker names whose Debian package is called otherwise. */
const DEBIAN: Readonly<Record<string, string>> = {
  alsa: 'libasound2-dev',
  atk: 'libatk1.0-dev',
  cairo: 'libcairo2-dev',
  fontconfig: 'libfontconfig1-dev',
  freetype2: 'libfreetype-dev',
  ffi: 'libffi-dev',
  'gdk-3.0': 'libgtk-3-dev',
  'gdk-pixbuf-2.0': 'libgdk-pixbuf-2.0-dev',
  'gio-2.0': 'libglib2.0-dev',
  'glib-2.0': 'libglib2.0-dev',
  'gobject-2.0': 'libglib2.0-dev',
  'gtk+-3.0': 'libgtk-3-dev',
  gtk4: 'libgtk-4-dev',
  'gstreamer-1.0': 'libgstreamer1.0-dev',
  pango: 'libpango1.0-dev',
  mysqlclient: 'default-libmysqlclient-dev',
  openssl: 'libssl-dev',
  crypto: 'libssl-dev',
  pq: 'libpq-dev',
  'wayland-client': 'libwayland-dev',
  xcb: 'libxcb1-dev',
  z: 'zlib1g-dev',
  zlib: 'zlib1g-dev',
};

/** The package that holds a library's headers on Debian and Ubuntu, as far as its name follows the rule. */
export function debianPackage(library: string): string {
  return DEBIAN[library] ?? (library.startsWith('lib') ? `${library}-dev` : `lib${library.toLowerCase()}-dev`);
}
