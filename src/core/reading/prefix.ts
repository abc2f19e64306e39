/** What stood before the tool's own words, taken apart. */
export interface Stripped {
  /** Without anything a CI system, container engine or builder put in front. */
  readonly text: string;
  /** Without what the CI system put in front; what the step itself printed. */
  readonly printed: string;
  readonly channel: string;
  readonly time?: string;
  readonly job?: string;
  readonly step?: string;
}

/** `2026-11-22T04:53:51.7439207Z `, also in brackets (Jenkins) and with an offset. */
const TIME_STAMP = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d))\]? ?/;
/** Docker Desktop's log view: a stamp to the second and no zone, which programs' own stamps have or give more digits. */
const DESKTOP_STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?![A-Z]{3,5} |\[|- )/;
/**
 * The clock a host's build page puts before each line: Vercel's `[12:36:17.521] text`, `12:36:56.014 text` and, copied,
 * `12:36:56.014 | text`; EdgeOne's `▲  ` after it; Netlify's `7:47:53 PM: text`. Programs that stamp their own lines go on
 * with a level or a bracket.
 */
const CLOCK =
  /^(?:\[\d\d:\d\d:\d\d\](?:$| (?!\[|\(|- |(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b))|\[\d\d:\d\d:\d\d\.\d{3}\] |\d\d:\d\d:\d\d\.\d{3} (?!\[|\(|- |(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b)(?:\|(?: |$))?(?:▲ {0,2})?|\d{1,2}:\d\d:\d\d [AP]M: )/;
/** Mozilla's mach puts minutes and seconds since the start before each line of the build: `131:32.79 text`. */
const MACH = /^ {0,2}\d{1,4}:\d\d\.\d\d (?=\S)/;
/** `docker compose logs -t` of Docker Desktop: a stamp to the millisecond and a bar, inside the service's own. */
const INNER_STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \|(?: |$)/;
/** GitLab's runner marks each line `00O `, `01E `, with `+` for a continued one, after the time. */
const GITLAB_MARK = /^\d\d[OE][ +]/;
/** BuildKit plain progress: `#12 3.806 text` and `#12 text`. */
const BUILDKIT = /^#(\d{1,4}) (?:\d{1,6}\.\d{1,3} ?)?/;
/**
 * What failed in a build that drew its progress is printed at the end with seconds in front, in four significant
 * digits: `0.742 text`, `24.10 text`, `1054. text` (`%#-5.4g` in BuildKit's progressui).
 */
const ELAPSED = /^(?:0\.\d{3,5}|[1-9]\.\d{3}|[1-9]\d\.\d\d|[1-9]\d\d\.\d|[1-9]\d{3}\.\d?)(?: |$)/;
/**
 * Programs' logs gathered by a host: syslog and journald, Heroku, Fly, `kubectl logs --prefix`, `act`, Cloud Build, Capistrano,
 * pm2, syslog by RFC 5424 (its head ends in structured data, `-` where there is none). The group says whose.
 */
const GATHERED: readonly RegExp[] = [
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,64} ([\w./-]{1,64})(?:\[\d{1,10}\])?: ?/,
  /^((?:app|heroku)\[[\w.-]{1,40}\]): ?/,
  /^((?:app|runner|proxy)\[[\w-]{1,40}\]) [a-z]{3} \[(?:debug|info|warn|error)\] ?/,
  /^\[pod\/([\w./-]{1,200})\] ?/,
  /^\[([^\]]{1,80}\/[^\]]{1,80})\] {2,4}\| ?/,
  /^(Step #\d{1,3}(?: - "[^"]{1,80}")?): /,
  /^ {0,4}\*\* \[(?:out|err) :: ([^\]]{1,80})\] ?/,
  /^\d{1,3}\|([\w.-]{1,80}) *\| ?/,
  /^<\d{1,3}>1 \d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) \S{1,255} (\S{1,48}) \S{1,128} \S{1,32} (?:-|\[[^\]]{1,400}\]) ?/,
];
/** `journalctl -o short-iso`: behind a stamp with an offset stand host and program. */
const JOURNAL_ISO = /^\S{1,64} ([\w./-]{1,64})\[\d{1,10}\]: ?/;
/** A container runtime's file (CRI), behind its stamp: the stream, and whether the line is whole. */
const CRI = /^std(?:out|err) [FP] /;
/** glog and klog, which Python tools write too: `I1123 01:02:03.456789     312 relay.py:42] text`. */
const GLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6} {1,7}\d{1,20} [\w./-]{1,100}:\d{1,6}\] /;
/**
 * A tool's own log, or what hands on a compiler's words: Ansible's log (`… p=21 u=root n=ansible | text`), MacPorts'
 * (`:info:build text`), the Android plugin of Gradle (`C/C++: text`).
 */
const HANDED_ON =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} p=\d{1,8} u=\S{1,64} (?:n=\S{1,64} )?\|(?: |$)|:(?:debug|info|notice|msg|warn|error):\w{1,30}(?: |$)|C\/C\+\+: )/;
/** The wheel that a terminal's program turns, with what it was doing, and far behind it what it then said on the same line. */
const SPINNER = /^[\u2801-\u28ff] \S.{0,200}? {8,}(?=\S)/;
/** Nix retells the end of a failed builder's log: `       > text`. */
const NIX = /^ {7}>(?: |$)/;
/** Compose: `backend-1  | text`, `backend_1  | text`, a container's own name, or a service's task and node (`docker service logs`). */
const COMPOSE = /^([A-Za-z0-9][\w.-]{0,80}(?:@[\w.-]{1,64})?) *\| ?/;
/** A byte order mark, also after its bytes were read as code page 437, 850 or Windows-1252. */
const BYTE_ORDER_MARK = /^(?:\uFEFF|∩╗┐|´╗┐|ï»¿)/;
/** One before a stamp, read in any code page, or lost in one: `gh run view --log` puts it before each step's first line. */
const MARK_OF_STAMP = /^(?:[^\0-\x7f]{1,3}|\?{3})(?=\d{4}-\d\d-\d\dT)/;

/**
 * Takes the prefixes off a line, from the outside in.
 * @param line a line without colour codes
 */
export function stripPrefixes(line: string): Stripped {
  let rest = line.replace(BYTE_ORDER_MARK, '').replace(MARK_OF_STAMP, '');
  let time: string | undefined;
  let job: string | undefined;
  let step: string | undefined;

  // `gh run view --log`: job <tab> step <tab> time text
  const firstTab = rest.indexOf('\t');
  const secondTab = firstTab > 0 && firstTab < 200 ? rest.indexOf('\t', firstTab + 1) : -1;
  if (secondTab > 0 && secondTab < 500) {
    const tail = rest.slice(secondTab + 1).replace(MARK_OF_STAMP, '');
    if (TIME_STAMP.test(tail)) {
      job = rest.slice(0, firstTab);
      step = rest.slice(firstTab + 1, secondTab);
      rest = tail;
    }
  }
  const stamp = TIME_STAMP.exec(rest);
  if (stamp) {
    time = stamp[1];
    rest = rest.slice(stamp[0].length).replace(BYTE_ORDER_MARK, '').replace(GITLAB_MARK, '');
  }
  const printed = rest;
  const channel = { name: '' };
  if (stamp) rest = withoutRuntime(rest, stamp[1] as string, channel);
  else rest = rest.replace(DESKTOP_STAMP, '').replace(CLOCK, '');
  const text = stripTool(rest.replace(MACH, '').replace(HANDED_ON, '').replace(SPINNER, ''), channel);
  return {
    text,
    printed,
    channel: channel.name,
    ...(time && { time }),
    ...(job && { job }),
    ...(step !== undefined && { step }),
  };
}

/** What a container runtime or the journal put behind its stamp; GitHub's stamps have no offset, so they are no journal's. */
function withoutRuntime(text: string, time: string, channel: { name: string }): string {
  const journal = time.endsWith('Z') ? null : JOURNAL_ISO.exec(text);
  if (journal === null) return text.replace(CRI, '');
  channel.name = journal[1] as string;
  return text.slice(journal[0].length);
}

/** Compose and BuildKit prefixes may be nested (a build inside a service's log), three deep at most. */
function stripTool(line: string, channel: { name: string }): string {
  let rest = withoutGatherer(line, channel);
  for (let depth = 0; depth < 3; depth++) {
    const buildkit = rest.startsWith('#') ? BUILDKIT.exec(rest) : null;
    const compose = buildkit ? null : composePrefix(rest);
    const match = buildkit ?? compose;
    if (!match) break;
    channel.name += (channel.name && '/') + (buildkit ? `#${match[1]}` : match[1]);
    rest = rest.slice(match[0].length);
    const inner = TIME_STAMP.exec(rest) ?? INNER_STAMP.exec(rest);
    if (inner) rest = rest.slice(inner[0].length);
  }
  const elapsed = channel.name === '' ? ELAPSED.exec(rest) : null;
  return elapsed ? rest.slice(elapsed[0].length) : rest;
}

/** Takes off what a log gatherer or a logging library put in front; a bar at the very left is BitBake's, when no table's. */
function withoutGatherer(line: string, channel: { name: string }): string {
  for (const prefix of GATHERED) {
    const match = prefix.exec(line);
    if (!match) continue;
    channel.name = match[1] as string;
    return line.slice(match[0].length);
  }
  if (line.startsWith('|') && !line.trimEnd().endsWith('|')) return line.replace(/^\| ?/, '');
  if (line.startsWith('       >')) return line.replace(NIX, '');
  const glog = GLOG.exec(line);
  return glog ? line.slice(glog[0].length) : line;
}

/** Tables and compiler excerpts use bars too: `12 | let x` and `LL | x` are no service names. */
function composePrefix(text: string): RegExpExecArray | null {
  const bar = text.indexOf('|');
  if (bar < 2 || bar > 90 || text[bar - 1] !== ' ') return null;
  const match = COMPOSE.exec(text);
  return match && !/^(?:\d+|LL)$/.test(match[1] as string) ? match : null;
}
