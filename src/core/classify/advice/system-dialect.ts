import type { Scene } from '../../domain/pattern.js';

type Phrase = readonly [RegExp, string];

/** The same questions, as Windows' own programs take them; `findstr` and `netstat` are there in every shell. */
const ON_WINDOWS: readonly Phrase[] = [
  [/^(?:sudo )?ss -ltnp? ["']sport = :([\w{}.]+)["']$/, 'netstat -ano | findstr ":$1"'],
  [/^(?:sudo )?ss -ltnp?$/, 'netstat -ano | findstr LISTENING'],
  [/^getent hosts ([\w{}.-]+)(?:; .*)?$/, 'nslookup $1'],
  [/^ls(?: -\w+)? ([\w{}./-]+)$/, 'dir $1'],
  [/^export (\w+)=(\S+)$/, '$env:$1 = "$2"'],
  [
    /^((?:python3?|pytest|npm|pnpm|pip|git|docker|node|cargo|go|uv|poetry)\b[^|$]*) \| grep -i "([^"$]*)"$/,
    '$1 | findstr /i "$2"',
  ],
  [/^(\w+)=([\w./:=+-]+) (\S.*)$/, '$env:$1 = "$2"; $3'],
];
/** Programs and signs of a shell that Windows has not, unless somebody brought them. */
const NOT_ON_WINDOWS =
  /(?:^|[|;&] ?)(?:sudo|grep|ls|cat|find|sed|awk|head|tail|env|export|df|du|free|ss|ip|getent|ldd|ldconfig|file|id|ps|type|command|which|chmod|chown|dmesg|journalctl|systemctl|strace|timeout|ulimit|test|xargs|apt-get|apt|yum|dnf|apk|pacman|brew|uname|nm|objdump|readelf|lsof|cp|mv|rm|tee|touch|xcode-select|xcrun)(?= |$)|\$\(|\$\{|\/dev\/|\/proc\/|\/etc\/|\|\||\[ |(?:^|[^:])\$[A-Z]/;

const ON_MACOS: readonly Phrase[] = [
  [/^(?:sudo )?ss -ltnp? ["']sport = :([\w{}.]+)["']$/, 'lsof -nP -iTCP:$1 -sTCP:LISTEN'],
  [/^(?:sudo )?ss -ltnp?$/, 'lsof -nP -iTCP -sTCP:LISTEN'],
  [/^getent hosts ([\w{}.-]+)(?:; .*)?$/, 'dscacheutil -q host -a name $1'],
  [/^ldd (\S+)$/, 'otool -L $1'],
];
const NOT_ON_MACOS =
  /(?:^|[|;&] ?)(?:sudo )?(?:ss|ip|getent|ldd|ldconfig|free|dmesg|journalctl|systemctl|strace|apt-get|apt|yum|dnf|apk|pacman)(?= |$)|\/proc\//;

/** Brings what is there on one system only. */
const ONLY_ON: readonly (readonly [RegExp, readonly Scene[]])[] = [
  [/(?:^|[|;&] ?)(?:brew|xcode-select|xcrun|otool)(?= )/, ['macos']],
  [/(?:^|[|;&] ?)(?:sudo )?(?:apt|apt-get|apt-cache|apt-mark|dpkg)(?= )/, ['debian']],
  [/(?:^|[|;&] ?)(?:sudo )?apk /, ['alpine']],
  [/(?:^|[|;&] ?)(?:sudo )?(?:dnf|yum)(?= )/, ['fedora']],
];
/** The systems whose programs differ. */
export const SYSTEMS: readonly Scene[] = ['windows', 'macos', 'debian', 'alpine', 'fedora'];

/** A command as the shell and the programs of that system take it; undefined where they have nothing like it. */
export function onSystem(command: string, scene: ReadonlySet<Scene>): string | undefined {
  const isShown = SYSTEMS.some((system) => scene.has(system));
  const elsewhere = ONLY_ON.some(([words, systems]) => words.test(command) && !systems.some((each) => scene.has(each)));
  if (isShown && elsewhere) return undefined;
  if (scene.has('windows'))
    return said(command, ON_WINDOWS, NOT_ON_WINDOWS)?.replace(/(^|run )python3(?= )/, '$1python');
  if (scene.has('macos')) return said(command, ON_MACOS, NOT_ON_MACOS);
  return command;
}

function said(command: string, phrases: readonly Phrase[], unknown: RegExp): string | undefined {
  const [words, instead] = phrases.find(([each]) => each.test(command)) ?? [];
  const told = words === undefined || instead === undefined ? command : command.replace(words, instead);
  return unknown.test(told.replace(/\$env:/g, '')) ? undefined : told;
}
