import { describe, expect, it } from 'vitest';
import { withoutForeignFrames } from '../../../src/core/classify/frames.js';
import type { Line } from '../../../src/core/domain/line.js';

const lines = (text: string) =>
  text
    .split('\n')
    .map((each, index) => ({ number: index + 1, last: index + 1, text: each, printed: each }) as unknown as Line);
const kept = (text: string, needed: number[] = []) =>
  withoutForeignFrames(lines(text), new Set(needed)).map(({ text: each }) => each);

describe('frames of a backtrace', () => {
  it("of Rust: only the project's own stay", () => {
    const text = `stack backtrace:
   0: rust_begin_unwind
             at /rustc/90b35a6/library/std/src/panicking.rs:692:5
   1: shop::book
             at ./src/lib.rs:19:63
   2: core::ops::function::FnOnce::call_once
             at /root/.rustup/toolchains/stable/lib/rustlib/src/rust/library/core/src/ops/function.rs:250:5`;
    expect(kept(text)).toEqual(['stack backtrace:', '   1: shop::book', '             at ./src/lib.rs:19:63']);
  });

  it("of the JVM: those of runtime and test runner go, a module's name in front or not", () => {
    const text = `com.acme.Odd: strange
    at org.junit.jupiter.api.Assertions.fail(Assertions.java:531)
    at com.acme.shop.Till.open(Till.java:8)
    at java.base/java.lang.reflect.Method.invoke(Method.java:569)
    at app//com.acme.shop.TillTest.opens(TillTest.kt:16)
    at jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)`;
    expect(kept(text)).toEqual([
      'com.acme.Odd: strange',
      '    at com.acme.shop.Till.open(Till.java:8)',
      '    at app//com.acme.shop.TillTest.opens(TillTest.kt:16)',
    ]);
    const alone = '    at org.testng.TestRunner.run(TestRunner.java:5)\nsomething';
    expect(kept(alone)).toEqual(alone.split('\n'));
  });

  it('of Python and Node too', () => {
    const python = `  File "/srv/app/shop.py", line 3, in total
    return fetch()
  File "/usr/lib/python3/dist-packages/requests/api.py", line 59, in get
    return request("get", url)
requests.exceptions.ConnectionError: refused`;
    expect(kept(python)).toEqual([
      '  File "/srv/app/shop.py", line 3, in total',
      '    return fetch()',
      'requests.exceptions.ConnectionError: refused',
    ]);
    const node = `TypeError: x
    at total (/srv/app/shop.js:3:9)
    at Module._compile (node:internal/modules/cjs/loader:1469:14)`;
    expect(kept(node)).toEqual(['TypeError: x', '    at total (/srv/app/shop.js:3:9)']);
  });

  it("all stay where none is the project's own, and what proves stays in any case", () => {
    const foreign = `  0: abort\n             at /rustc/90b/library/std/src/panicking.rs:1:1`;
    expect(kept(foreign)).toHaveLength(2);
    expect(kept(`${foreign}\n  1: a\n             at ./src/a.rs:1:1`, [2])).toHaveLength(3);
  });
});

describe('a place outside the project', () => {
  const OWN = '    at total (/srv/app/shop.js:3:9)';
  const goes = (frame: string) => !kept(`${OWN}\n${frame}`).includes(frame);
  it.each([
    '    at f (node:internal/process:1:2)',
    '    at /rustc/90b/library/std/src/a.rs:1:1',
    '    at f (/srv/app/node_modules/a/b.js:1:2)',
    'at C:\\app\\node_modules\\a\\b.js:1:2',
    '  File "/usr/lib/python3.12/runpy.py", line 1, in f',
    '  File "/usr/local/lib/a.py", line 1',
    '  File "<frozen runpy>", line 198, in f',
    '  File "/home/a/.venv/lib/python3.12/a.py", line 1, in f',
    '  File "/a/site-packages/b.py", line 1, in f',
    '    at /home/a/.cargo/registry/src/a/b.rs:1:1',
    '    at java.util.List.of(List.java:1)',
    '    at java.base@17.0.1/java.util.List.of(List.java:1)',
    '    at kotlin.io.Use.use(Use.kt:1)',
    '    at org.gradle.A.b(A.java:1)',
  ])('%s', (frame) => expect(goes(frame)).toBe(true));
  it.each([
    '    at f (/srv/app/nodejs/a.js:1:2)',
    '    at f (/srv/my_node_modules/a.js:1:2)',
    '    at f (/home/rustc/a.rs:1:2)',
    '  File "/srv/usr/lib/a.py", line 1, in f',
    '  File "lib/python/a.py", line 1, in f',
    '  File "/usr/lib/a.py", line x, in f',
    '    at javax2.A.b(A.java:1)',
    '    at org.apache.commons.A.b(A.java:1)',
    '    at com.java.A.b(A.java:1)',
    'look at /usr/lib/a.py:1:2',
    `${' '.repeat(41)}at /usr/lib/a.py:1:2`,
  ])('not %s', (frame) => expect(goes(frame)).toBe(false));

  it('goes with the source line below it, and the marks below that', () => {
    const text = `  File "/srv/a.py", line 3, in total
    return fetch()
           ^^^^^
  File "/usr/lib/python3/b.py", line 59, in get
    return request("get")
           ~~~~~~~^^^^^^^
KeyError: x`;
    expect(kept(text)).toEqual([
      '  File "/srv/a.py", line 3, in total',
      '    return fetch()',
      '           ^^^^^',
      'KeyError: x',
    ]);
  });

  it('goes with the name above it, and so does a name without a place among others', () => {
    const text = `   0: 0x7f12ab - rust_begin_unwind
             at /rustc/90b/library/std/src/panicking.rs:1:1
   1: start_thread
   2: clone
   3: shop::book
             at ./src/lib.rs:19:63`;
    expect(kept(text)).toEqual(['   3: shop::book', '             at ./src/lib.rs:19:63']);
  });
});
