import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { saidIn, verdictAddress } from '../../../src/core/render/verdict-issue.js';

const RUN = { serverUrl: 'https://github.com', repository: 'octo/app' };
const FINGERPRINT = '0123456789abcdef';

const parts = (pattern?: string) => {
  const { origin, pathname, searchParams } = new URL(verdictAddress(RUN, FINGERPRINT, pattern) ?? '');
  return { place: origin + pathname, fields: Object.fromEntries(searchParams) };
};

test('the address fills in the form, and says the same to a repository without it', () => {
  const { place, fields } = parts('rust/moved-value');
  expect(place).toBe('https://github.com/octo/app/issues/new');
  const form = parse(readFileSync(`.github/ISSUE_TEMPLATE/${fields['template']}`, 'utf8'));
  const ids = form.body.map(({ id }: { id?: string }) => id);
  expect(fields).toMatchObject({ fingerprint: FINGERPRINT, pattern: 'rust/moved-value' });
  expect(ids).toEqual(expect.arrayContaining(['fingerprint', 'pattern', 'verdict']));
  expect(fields['title']?.startsWith(form.title)).toBe(true);
  expect(saidIn(fields['title'] ?? '', 'It was the network.')).toEqual({ fingerprint: FINGERPRINT, verdict: 'wrong' });
});

test('what the form makes is read again, by its own labels', () => {
  const { title, body } = parse(readFileSync('.github/ISSUE_TEMPLATE/wrong-answer.yml', 'utf8'));
  const answers: Record<string, string> = {
    fingerprint: `\`${FINGERPRINT}\``,
    verdict: 'right',
    cause: '_No response_',
  };
  const written = body
    .filter(({ id }: { id?: string }) => id !== undefined)
    .map(
      (field: { id: string; attributes: { label: string } }) =>
        `### ${field.attributes.label}\r\n\r\n${answers[field.id] ?? ''}`,
    )
    .join('\r\n\r\n');
  expect(saidIn(title, written)).toEqual({ fingerprint: FINGERPRINT, verdict: 'right' });
});

test.each([
  ['another title', 'It is wrong', `### Fingerprint\n\n${FINGERPRINT}`],
  ['no fingerprint', 'whydunit: wrong answer (a/b)', '### Fingerprint\n\n_No response_\n\n### Pattern\n\na/b'],
  ['a broken one', 'whydunit: wrong answer', '### Fingerprint\n\n0123; DROP TABLE'],
  ['one far below', 'whydunit: wrong answer', `${'x\n'.repeat(5_000)}### Fingerprint\n\n${FINGERPRINT}`],
])('%s says nothing', (_, title, body) => {
  expect(saidIn(title, body)).toBeUndefined();
});

test.each([
  ['a run of GitLab', { ...RUN, forge: 'gitlab' as const }, FINGERPRINT],
  ['no repository', { serverUrl: 'https://github.com' }, FINGERPRINT],
  ['a fingerprint that is none', RUN, 'x'],
])('%s has no address', (_, run, fingerprint) => {
  expect(verdictAddress(run, fingerprint)).toBeUndefined();
});
