/**
 * The logs that `npm run bench` reads, made from a seed: the words are those of the tools, the log is nobody's. Each is
 * written to a file piece by piece and made anew when it is missing or of another size.
 */
import { closeSync, existsSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Small deterministic generator (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS =
  'alpha parser client server index token stream buffer schema worker queue cache router config session handler engine reader writer filter module layout render signal record value option header status metric output source target'.split(
    ' ',
  );
const CRATES =
  'serde tokio hyper anyhow regex rayon clap syn quote libc rand bytes futures tracing axum tower uuid chrono'.split(
    ' ',
  );

/** What stands for a random part: `%w` word, `%c` crate, `%n` number, `%v` version, `%h` hash, `%d` digit. */
const NEUTRAL = `   Compiling %c v%v
   Compiling %c-%w v%v (/home/runner/work/app/crates/%w)
  Downloaded %c v%v
    Checking %c v%v
     Running unittests src/lib.rs (target/debug/deps/%w-%h)
test %w::tests::%w_%w ... ok
tests/test_%w.py::test_%w_%w PASSED                                    [ %n%]
tests/%w/test_%w.py::Test%w::test_%w[%w-%n] PASSED [ %n%]
#%n [build %n/9] RUN apt-get install -y lib%w-dev
#%n %n.%n Get:%n http://deb.debian.org/debian bookworm/main amd64 lib%w amd64 %v [%n kB]
#%n %n.%n Setting up lib%w:amd64 (%v) ...
#%n DONE %n.%ds
#%n CACHED
npm http fetch GET 200 https://registry.npmjs.org/%w-%w %nms (cache hit)
  ✓ %w › %w returns %w for %n (%n ms)
[INFO] Downloading from central: https://repo.maven.apache.org/maven2/org/%w/%w/%v/%w-%v.pom
[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/org/%w/%w/%v/%w-%v.jar (%n kB at %n kB/s)
[ %n%] Building CXX object src/%w/CMakeFiles/%w.dir/%w.cpp.o
[%n/%n] Linking CXX static library lib%w.a
-- Looking for %w.h - found
I1122 04:53:51.%n       1 %w.go:%n] Successfully synced %w/%w-%h
level=info ts=2026-11-22T04:53:51Z caller=%w.go:%n msg="request done" method=GET path=/%w/%w status=200 duration=%nms
{"level":"info","msg":"%w %w","id":"%h","elapsed_ms":%n}
INFO:     127.0.0.1:%n - "GET /%w/%n HTTP/1.1" 200 OK
2026-11-22 04:53:51,%n INFO %w.%w: %w %w loaded in %n ms
Collecting %w-%w==%v
  Using cached %w_%w-%v-py3-none-any.whl (%n kB)
Requirement already satisfied: %w>=%v in /usr/lib/python3/dist-packages (from %w)
remote: Counting objects: %n% (%n/%n), done.
Receiving objects: %n% (%n/%n), %n.%n MiB | %n.%n MiB/s
webpack %v compiled successfully in %n ms
dist/assets/%w-%h.js   %n.%n kB │ gzip: %n.%n kB
ok  	example.com/%w/%w	0.%ns
=== RUN   Test%w/%w_%n
--- PASS: Test%w (0.%ns)
Unpacking lib%w (%v) over (%v) ...
Cache restored from key: %w-%h
+ %w --%w=%n --%w %w
drwxr-xr-x 2 runner docker %n Nov 22 04:53 %w`.split('\n');

/** What a step of an image build prints. */
const BUILDKIT = NEUTRAL.filter((line) => line.startsWith('#%n %n.%n '));

/** How a tool sums up; once in some hundreds of lines. */
const TALLIES = `test result: ok. %n passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.%ns
collected %n items
============================= %n passed in %n.%ns ==============================
added %n packages, and audited %n packages in %ns
[INFO] Tests run: %n, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.%n s -- in org.%w.%wTest
 PASS  src/%w/%w.test.ts (%n tests) %nms
    Finished \`dev\` profile [unoptimized + debuginfo] target(s) in %n.%ns`.split('\n');

const FAILURES = `error[E0308]: mismatched types
thread 'main' panicked at src/%w.rs:%n:%n:
E   AssertionError: assert %n == %n
npm error code ERESOLVE
failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2
write /var/lib/docker/tmp/%h: no space left on device
ERROR 1045 (28000): Access denied for user 'root'@'172.17.0.1' (using password: YES)
FATAL:  password authentication failed for user "%w"
Error: connect ECONNREFUSED 127.0.0.1:%n
fatal: unable to access 'https://example.com/%w.git/': Could not resolve host: example.com`.split('\n');

type Next = () => number;

function pick<T>(list: readonly T[], next: Next): T {
  return list[Math.floor(next() * list.length)] as T;
}

function filled(template: string, next: Next): string {
  return template.replace(/%[wcnvhd]/g, (what) => {
    if (what === '%w') return pick(WORDS, next);
    if (what === '%c') return pick(CRATES, next);
    if (what === '%d') return String(Math.floor(next() * 10));
    if (what === '%n') return String(Math.floor(next() * next() * 1000));
    if (what === '%v') return `${Math.floor(next() * 9)}.${Math.floor(next() * 40)}.${Math.floor(next() * 20)}`;
    return Math.floor(next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  });
}

function stamp(number: number): string {
  const at = new Date(Date.UTC(2026, 10, 22, 4, 0, 0) + number * 7).toISOString();
  return `${at.slice(0, -1)}${String(number % 10_000).padStart(4, '0')}Z `;
}

function coloured(text: string): string {
  return `\u001b[1m\u001b[32m${text.slice(0, 12)}\u001b[0m${text.slice(12)}`;
}

/** One line of each corpus by its number. */
const LINES = {
  neutral: (number, next) => {
    const chance = next();
    const kind = chance < 1 / 10_000 ? FAILURES : chance < 1 / 300 ? TALLIES : NEUTRAL;
    const text = filled(pick(kind, next), next);
    return stamp(number) + (next() < 0.08 ? coloured(text) : text);
  },
  pytest: (number, next) =>
    number % 100_001 === 0
      ? '============================= test session starts =============================='
      : filled(`tests/%w/test_%w.py::test_%w_%w[${number}] PASSED                    [ %n%]`, next),
  'cargo-test': (number, next) => {
    if (number % 100_002 === 0) return '\nrunning 100000 tests';
    if (number % 100_002 === 100_001)
      return '\ntest result: ok. 100000 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 9.01s\n';
    return filled(`test %w::%w::tests::%w_%w_${number} ... ok`, next);
  },
  'docker-build': (number, next) => {
    const step = 5 + Math.floor(number / 60);
    if (number % 60 === 0) return filled(`#${step} [build ${step % 20}/20] RUN make %w`, next);
    if (number % 60 === 59) return filled(`#${step} DONE %n.%ds`, next);
    return filled(pick(BUILDKIT, next), next).replace(/^#\d+/, `#${step}`);
  },
  compose: (_, next) => filled('%w-1  | INFO:     172.18.0.1:%n - "GET /%w/%n HTTP/1.1" 200 OK', next),
  'job-log': (number, next) => stamp(number) + coloured(filled('   Compiling %c-%w v%v', next)),
  junit: (number, next) => junit(number, next, ''),
  'junit-output': (number, next) =>
    junit(number, next, filled('<system-out>%w %w took %n ms\nstep %n of %w done</system-out>', next)),
  'cargo-json': (_, next) =>
    filled(
      '{"reason":"compiler-artifact","package_id":"registry+https://github.com/rust-lang/crates.io-index#%c@%v","target":{"kind":["lib"],"name":"%c","src_path":"/root/.cargo/registry/src/%c-%v/src/lib.rs"},"profile":{"opt_level":"0","debuginfo":2},"features":["default","%w"],"filenames":["/app/target/debug/deps/lib%c-%h.rlib"],"fresh":false}',
      next,
    ),
} as const satisfies Record<string, (number: number, next: Next) => string>;

function junit(number: number, next: Next, output: string): string {
  if (number === 0) return '<?xml version="1.0" encoding="utf-8"?>\n<testsuites>';
  if (number % 200 === 1)
    return `${number > 1 ? '</testsuite>' : ''}${filled('<testsuite name="%w" tests="199" failures="0" errors="0" time="%n.%n">', next)}`;
  const open = filled(`<testcase classname="tests.%w.test_%w" name="test_%w[${number}]" time="0.%n"`, next);
  return output === '' ? `${open} />` : `${open}>${output}</testcase>`;
}

export type CorpusName = keyof typeof LINES;
export const CORPORA = Object.keys(LINES) as CorpusName[];

/** Path of a corpus of so many bytes (within one line), made if it is not there. */
export function corpus(name: CorpusName, bytes: number, folder: string): string {
  const path = join(folder, `${name}-${bytes}.log`);
  if (existsSync(path) && statSync(path).size >= bytes) return path;
  const next = random(20261128);
  const file = openSync(path, 'w');
  let [written, number] = [0, 0];
  while (written < bytes) {
    const lines: string[] = [];
    for (let length = 0; length < Math.min(1 << 20, bytes); number++) {
      const line = LINES[name](number, next);
      length += line.length + 1;
      lines.push(line);
    }
    written += writeSync(file, `${lines.join('\n')}\n`);
  }
  if (name.startsWith('junit')) writeSync(file, '</testsuite></testsuites>\n');
  closeSync(file);
  return path;
}

/** Logs that are failures from end to end. */
const DENSE: Readonly<Record<string, () => Iterable<string>>> = {
  '5,000 distinct errors of rustc': function* () {
    for (let n = 1; n <= 5_000; n++)
      yield `error[E0425]: cannot find value \`v${n}\` in this scope\n  --> src/m.rs:${n}:5\n   |\n12 |     v${n}\n   |     ^^ not found in this scope\n\n`;
  },
  '20,000 failed tests of pytest': function* () {
    yield '=========================== short test summary info ============================\n';
    for (let n = 0; n < 20_000; n++)
      yield `FAILED tests/test_m${n % 50}.py::test_case_${n} - AssertionError: assert ${n} == ${n + 1}\n`;
    yield '===================== 20000 failed in 12.34s =====================\n';
  },
  '20,000 failed tests of Go': function* () {
    for (let n = 0; n < 20_000; n++)
      yield `=== RUN   TestCase${n}\n    case_test.go:${n + 10}: got ${n}, want ${n + 1}\n--- FAIL: TestCase${n} (0.00s)\n`;
    yield 'FAIL\nFAIL\texample.com/app\t1.234s\nFAIL\n';
  },
  'every line a failure': function* () {
    const next = random(20261129);
    for (let n = 0; n < 120_000; n++) yield `${filled(pick(FAILURES, next), next)}\n`;
  },
  'one line of 20 MB, a hit every 60 bytes': function* () {
    for (let n = 0; n < 333_000; n++) yield `npm error code ERESOLVE ${String(n).padStart(36)}`;
    yield '\n';
  },
};

/** The logs that are all failure, made anew. */
export function dense(folder: string): { readonly name: string; readonly path: string; readonly bytes: number }[] {
  return Object.entries(DENSE).map(([name, make]) => {
    const path = join(folder, `${name.replace(/\W+/g, '-')}.log`);
    writeFileSync(path, [...make()].join(''));
    return { name, path, bytes: statSync(path).size };
  });
}
