import type { Line } from '../domain/line.js';

/** Where a frame of a backtrace lies: `at /rustc/…/panicking.rs:5:5`, `File "…", line 5`, `at f (node:internal/…:1:2)`; the JVM's, `at a.b.C.f(C.java:5)`, in which class. */
const PLACE =
  /^\s{0,40}(?:at (?:.{1,300} \()?(?<at>[^\s()]{1,400}):\d{1,7}(?::\d{1,7})?\)?|at (?<method>[\w.$/@<>-]{1,300})\([^()]{1,200}\)|File "(?<file>[^"]{1,400})", line \d{1,7}\b.*)\s*$/;
/** The name of the next frame, above its place: `   4: core::panicking::panic_fmt`. */
const NAME = /^\s{0,10}\d{1,4}:\s{1,6}(?:0x[0-9a-f]{4,16} - )?\S/;
/** Not the project's own: the standard library, the toolchain, dependencies. */
const FOREIGN =
  /^(?:(?:[\w.]{1,60}(?:@[\w.-]{1,40})?\/)?(?:(?:java|javax|jdk|sun|kotlin|kotlinx|scala|groovy|junit)\.|org\.(?:junit|testng|opentest4j|hamcrest|assertj|mockito|scalatest|gradle|codehaus\.groovy|apache\.(?:maven|tools\.ant))\.)|\/rustc\/|node:|\/usr\/lib\/|\/usr\/local\/lib\/|<frozen )|[/\\](?:\.cargo|\.rustup|site-packages|dist-packages|node_modules|library[/\\](?:std|core|alloc|test)[/\\]src|lib[/\\]python3\.\d{1,2})[/\\]/;

/** Python's marks below the source line of a frame. */
const MARKS = /^\s{3,}[\^~]{1,1000}\s*$/;

/**
 * The lines of a failure without the frames of a backtrace that lie outside the project, where there are frames of its own:
 * they are what a reader looks for, and stand below all the others.
 * @param needed lines that stay in any case
 */
export function withoutForeignFrames(lines: readonly Line[], needed: ReadonlySet<number>): readonly Line[] {
  const places = lines.map(({ text }) => placeIn(text));
  const isForeign = places.map((place) => place !== undefined && FOREIGN.test(place));
  if (!isForeign.includes(true) || !places.some((place, index) => place !== undefined && !isForeign[index]))
    return lines;
  return lines.filter((line, index) => {
    if (needed.has(line.number)) return true;
    if (places[index] !== undefined) return !isForeign[index];
    if (NAME.test(line.text)) return isForeign[index + 1] !== true && !isPlaceless(lines, places, index);
    const above = MARKS.test(line.text) ? index - 2 : index - 1;
    return !(isForeign[above] === true && isSource(line, lines[above]));
  });
}

/** The source line that Python shows below a frame, or the marks below that. */
function isSource(line: Line, frame: Line | undefined): boolean {
  return /^\s{3,}\S/.test(line.text) && /^\s*File "/.test(frame?.text ?? '');
}

/** A frame of a library that was built without debug information has a name and no place. */
function isPlaceless(lines: readonly Line[], places: readonly (string | undefined)[], index: number): boolean {
  const next = lines[index + 1];
  return places[index + 1] === undefined && next !== undefined && NAME.test(next.text);
}

function placeIn(text: string): string | undefined {
  const found = PLACE.exec(text)?.groups;
  return found?.['at'] ?? found?.['method'] ?? found?.['file'];
}
