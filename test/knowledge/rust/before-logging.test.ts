import { describe, expect, it } from 'vitest';
import { rustPanic } from '../../../src/knowledge/rust/panic/rust-panic.js';
import { recorded, runParser } from '../run-parser.js';

const isEarly = (text: string) => runParser(rustPanic, text).failures.map(({ facts }) => facts['beforeLogging'] === 1);

const PANIC = "thread 'main' panicked at src/main.rs:3:5:\ncalled `Option::unwrap()` on a `None` value";
const inCompose = (text: string) => text.replaceAll(/^/gm, 'web-1  | ');

describe('a panic before the first line of a log', () => {
  it('is the first thing a container prints, in Compose and with time stamps, at each of its starts', () => {
    expect(isEarly(recorded('container/panicked-before-logging'))).toEqual([true]);
    const starts = isEarly(recorded('container/panicked-before-logging-logs'));
    expect(starts.length).toBeGreaterThan(2);
    expect(new Set(starts)).toEqual(new Set([true]));
  });

  it('is none where the container logged before, also on its other stream, or goes on', () => {
    expect(isEarly(recorded('container/panicked-after-logging'))).toEqual([false]);
    expect(isEarly(inCompose(`INFO listening\n${PANIC}`))).toEqual([false]);
    expect(isEarly(inCompose(`${PANIC}\nINFO worker restarted`))).toEqual([false]);
  });

  it('is none outside of a container, or where the beginning is not known', () => {
    expect(isEarly(PANIC)).toEqual([false]);
    expect(isEarly(`#12 0.331 ${PANIC.replace('\n', '\n#12 0.331 ')}`)).toEqual([false]);
    expect(isEarly(inCompose(`${'\n'.repeat(70)}${PANIC}`))).toEqual([false]);
  });
});
