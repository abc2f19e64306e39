import { readFileSync } from 'node:fs';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8');

/** What GitHub's own parser complains about. */
function complaints(content: string): string[] {
  const result = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  return result.context.errors.getErrors().map((error) => error.message);
}

/** What the runner tells the action by way of defaults; nobody sets them. */
const FILLED_IN = ['matrix', 'job-status'];

describe('action.yml', () => {
  it("is accepted by GitHub's own parser, which does refuse mistakes", () => {
    expect(complaints(text)).toEqual([]);
    expect(complaints(text.replace('node24', 'node25'))).not.toEqual([]);
    expect(complaints(text.replace('branding:', 'brand:'))).not.toEqual([]);
  });

  it('has every input and output of the contract, each described', () => {
    const { inputs, outputs } = parse(text) as Record<
      'inputs' | 'outputs',
      Record<string, { description: string; default?: string }>
    >;
    const contract =
      'logs run artifacts job-logs run-id job-id docker containers baseline patterns config fail-on comment comment-mode mention-owners title summary annotations check incidents rerun mode tolerate json junit sarif html token';
    expect(
      Object.keys(inputs)
        .filter((name) => !FILLED_IN.includes(name))
        .sort(),
    ).toEqual(contract.split(' ').sort());
    expect(Object.keys(outputs).sort()).toEqual(
      'status verdict severity primary count p0-count retry-safe report comment-url'.split(' ').sort(),
    );
    for (const entry of [...Object.values(inputs), ...Object.values(outputs)])
      expect(entry.description.length).toBeGreaterThan(10);
    expect(inputs['fail-on']?.default).toBe('P0');
  });
});
