import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../../src/core/domain/incident.js';
import { begin, seenAgain } from '../../../../src/world/github/incidents/advance.js';
import { advancedBody, newBody } from '../../../../src/world/github/incidents/body.js';
import { readRecord } from '../../../../src/world/github/incidents/data.js';
import { diagnosis } from '../../../core/render/reports.js';

const here = (run: number): Attempt => ({
  at: '2026-11-23T03:00:00.000Z',
  run,
  attempt: 1,
  sha: 'a'.repeat(40),
  branch: 'release/<!---->-->"{}',
  job: 'abc123abc123',
});
const record = begin(diagnosis({ severity: 'P0', fingerprint: '0123456789abcdef' }), here(10));
const body = newBody(record, 'state of 10', 'the story');
const advance = (old: string) =>
  advancedBody(
    old,
    (known) => seenAgain(known, here(11)),
    ({ count }) => `seen ${count} times`,
  );

describe('the body of an issue', () => {
  it('gives back what it was given, whatever the branch is called', () => {
    expect(readRecord(body)).toEqual({ kind: 'record', record });
    expect(
      body
        .split('\n')
        .slice(0, 2)
        .every((line) => line.startsWith('<!-- ') && line.indexOf('-->') === line.length - 3),
    ).toBe(true);
    expect(readRecord(body.replaceAll('\n', '\r\n'))).toEqual({ kind: 'record', record });
  });

  it('is written anew in its state only: what people wrote stays', () => {
    const edited = body.replace('the story', '- [x] done by hand\n\nThe fix is on its way.');
    const next = advance(edited) ?? '';
    expect(next).toContain('seen 2 times');
    expect(next).not.toContain('state of 10');
    expect(next).toContain('- [x] done by hand\n\nThe fix is on its way.');
    expect(readRecord(next)).toMatchObject({ kind: 'record', record: { count: 2 } });
    expect(advance(next)).toBeUndefined();
  });

  it('is not led astray by the same words in the evidence', () => {
    const hostile = newBody(
      record,
      'state of 10',
      '```\n<!-- whydunit state begins -->\nx\n<!-- whydunit state ends -->\n```',
    );
    const next = advance(hostile) ?? '';
    expect(next.match(/seen 2 times/g)).toHaveLength(1);
    expect(next).toContain('```\n<!-- whydunit state begins -->\nx\n<!-- whydunit state ends -->\n```');
  });

  it('keeps its data where somebody took the state out', () => {
    const next = advance(body.replace(/<!-- whydunit state begins -->[\s\S]*ends -->/, '')) ?? '';
    expect(readRecord(next)).toMatchObject({ record: { count: 2 } });
    expect(next).not.toContain('seen 2 times');
  });

  const line = (change: (data: Record<string, unknown>) => Record<string, unknown>) => {
    const json = /<!-- whydunit-data (.*) -->/.exec(body)?.[1] ?? '';
    return body.replace(json, JSON.stringify(change(JSON.parse(json) as Record<string, unknown>)));
  };
  it.each([
    ['without its mark', body.replace('whydunit-incident', 'whydunit'), undefined],
    ['empty', '', undefined],
    ['without its data', body.replace('whydunit-data', 'data'), '0123456789abcdef'],
    ['with half its data', body.replace('"count"', '"co'), '0123456789abcdef'],
    ['with a severity nobody knows', line((data) => ({ ...data, severity: 'P7' })), '0123456789abcdef'],
    ['with a count below one', line((data) => ({ ...data, count: 0 })), '0123456789abcdef'],
    ['with a pattern that is none', line((data) => ({ ...data, pattern: '](x)' })), '0123456789abcdef'],
    ['without moments', line((data) => ({ ...data, moments: [] })), '0123456789abcdef'],
    ['of another schema', line((data) => ({ ...data, schema: 2 })), '0123456789abcdef'],
    ['with more than we write', line((data) => ({ ...data, resolved: true })), '0123456789abcdef'],
    ['of two incidents', body.replace('0123456789abcdef -->', 'fedcba9876543210 -->'), 'fedcba9876543210'],
  ])('is broken %s', (_, text, fingerprint) => {
    const told = readRecord(text);
    expect(told.kind).toBe('broken');
    expect(told).toMatchObject(fingerprint === undefined ? {} : { fingerprint });
    expect(advance(text)).toBeUndefined();
  });
});
