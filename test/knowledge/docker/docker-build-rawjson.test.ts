import { describe, expect, it } from 'vitest';
import { dockerBuildRawjson } from '../../../src/knowledge/docker/docker-build-rawjson.js';
import { shell } from '../../../src/knowledge/system/shell.js';
import { recorded, runParser } from '../run-parser.js';

const read = (text: string) => runParser(dockerBuildRawjson([shell]), text).failures;
const log = (said: string) =>
  JSON.stringify({ logs: [{ vertex: 'a', stream: 1, data: Buffer.from(said).toString('base64') }] });
const vertex = (error?: string) =>
  JSON.stringify({ vertexes: [{ digest: 'a', name: '[2/2] RUN make', ...(error && { error }) }] });

describe('rawjson progress', () => {
  it('tells the failed step with what it printed, decoded', () => {
    const [failure, ...others] = read(recorded('buildkit/rawjson-run-fails'));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      kind: 'build-step',
      role: 'wrapper',
      name: 'echo checking schema; exit 3',
      code: '3',
    });
    expect(failure?.lines.map((line) => line.text)).toContain('checking schema');
  });

  it('reads the failures inside a step with the parsers it was given', () => {
    const text = [
      vertex(),
      log('building\n/bin/sh: 1: c'),
      log('make: not found\n'),
      vertex('process "/bin/sh -c cmake ." did not complete successfully: exit code: 127'),
    ].join('\n');
    expect(read(text)).toEqual([
      expect.objectContaining({ tool: 'shell', name: 'cmake', channel: '#1' }),
      expect.objectContaining({ tool: 'docker', role: 'cause', name: 'cmake .' }),
    ]);
  });

  it('is silent where all steps passed', () => {
    expect(read(recorded('buildkit/rawjson-passes'))).toEqual([]);
  });

  it('survives broken and foreign lines', () => {
    expect(read('{"vertexes":[{"digest":"a"')).toEqual([]);
    expect(read('{"vertexes":[null,1,"x",{"digest":1,"name":2}]}\n{"logs":[{}]}\n{"logs":7}')).toEqual([]);
    expect(read('{"vertexes":[]}\nplain text')).toEqual([]);
  });
});
