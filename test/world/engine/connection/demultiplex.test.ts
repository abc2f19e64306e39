import { describe, expect, test } from 'vitest';
import { Demultiplexer } from '../../../../src/world/engine/connection/demultiplex.js';
import { frame } from '../fake-engine.js';

function read(bytes: Buffer, sizes: number, framed = true, most = 1e6): Demultiplexer {
  const log = new Demultiplexer(framed, most);
  for (let at = 0; at < bytes.length; at += sizes) log.feed(bytes.subarray(at, at + sizes));
  return log;
}

describe('a multiplexed log', () => {
  const bytes = Buffer.concat([frame(1, 'one\n'), frame(2, 'zwei – größer\n'), frame(1, ''), frame(1, 'three\n')]);

  test.each([1, 2, 3, 7, 8, 9, 1000])('comes out in order, in pieces of %i bytes', (size) => {
    expect(read(bytes, size).text()).toBe('one\nzwei – größer\nthree\n');
  });

  test('that is cut off gives what has come', () => {
    expect(read(bytes.subarray(0, bytes.length - 3), 5).text()).toBe('one\nzwei – größer\nthr');
    expect(read(bytes.subarray(0, 15), 4).text()).toBe('one\n');
  });

  test('of a terminal has no frames', () => {
    expect(read(Buffer.from('plain\r\ntext\r\n'), 4, false).text()).toBe('plain\r\ntext\r\n');
  });

  test('without frames, whatever the engine said of the terminal, is taken as it is', () => {
    expect(read(Buffer.from('2026-11-23T03:30:00Z plain text\n'), 6).text()).toBe('2026-11-23T03:30:00Z plain text\n');
    expect(read(Buffer.from('tiny'), 2).text()).toBe('tiny');
  });

  test('keeps its end when it is long, from the beginning of a line on', () => {
    const long = Buffer.concat(Array.from({ length: 100 }, (_, index) => frame(1, `line number ${index}\n`)));
    const log = read(long, 64, true, 100);
    expect(log.dropped).toBeGreaterThan(1000);
    expect(log.text()).toMatch(/^line number 9\d\n/);
    expect(log.text()).toMatch(/line number 99\n$/);
    expect(log.text().length).toBeLessThanOrEqual(100);
  });
});
