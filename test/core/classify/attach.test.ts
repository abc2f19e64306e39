import { describe, expect, test } from 'vitest';
import { attach } from '../../../src/core/classify/attach.js';
import type { Unknown } from '../../../src/core/domain/diagnosis.js';
import { attachmentsIn } from '../../../src/world/github/attachments.js';
import { growth, LINEAR } from '../../growth.js';
import { failure } from './failures.js';

/** A failed test, as reporters name it. */
const failed = (name: string, file?: string): Unknown => ({
  fingerprint: name,
  primary: false,
  state: 'new',
  evidence: [],
  occurrences: [
    {
      source: 'junit.xml',
      failure: { ...failure('it failed'), name, ...(file !== undefined && { location: { file } }) },
    },
  ],
});

/** Which of an artifact's files were given to which of the tests. */
function given(tests: readonly Unknown[], paths: readonly string[]): Record<string, string[]> {
  const files = paths.map((path) => ({ path, size: 1, open: () => (async function* () {})() }));
  const attachments = attachmentsIn({ archive: { name: 'results', size: 1, files }, url: 'https://github.com/a' });
  const { unknown } = attach({ diagnoses: [], unknown: tests }, attachments);
  return Object.fromEntries(
    unknown.map(({ fingerprint, occurrences: [first] }) => [
      fingerprint,
      (first?.attachments ?? []).map(({ path }) => path),
    ]),
  );
}

describe('attachments belong to the test whose name is in their path', () => {
  test.each([
    // Playwright: folder of file, describe blocks and title, and the browser.
    ['login.spec.ts › Login › shows an error', 'test-results/login-Login-shows-an-error-chromium/test-failed-1.png'],
    [
      '[chromium] › tests/login.spec.ts:3:1 › Login › shows an error',
      'test-results/login-Login-shows-an-error-chromium-retry1/video.webm',
    ],
    [
      'Login › shows an error for a bad password',
      'test-results/login-Login-shows-an-err-1a2b3-ror-for-a-bad-password-chromium/trace.zip',
    ],
    // pytest-playwright: a slug of the node's id.
    [
      'tests/test_login.py::test_shows_error[chromium]',
      'test-results/tests-test-login-py-test-shows-error-chromium/test-failed-1.png',
    ],
    // pytest-html
    ['tests/test_login.py::test_shows_error', 'assets/test_login.py__test_shows_error__0__0.png'],
    // Cypress
    ['Login page shows an error', 'cypress/screenshots/login.cy.js/Login page -- shows an error (failed).png'],
  ])('%s ← %s', (name, path) => {
    expect(given([failed(name), failed('another test that failed')], [path])).toEqual({
      [name]: [path],
      'another test that failed': [],
    });
  });

  test('a short title needs its file beside it', () => {
    const works = failed('works', 'tests/cart.spec.ts');
    expect(
      given([works], ['test-results/login-works-chromium/a.png', 'test-results/cart-works-chromium/b.png']),
    ).toEqual({
      works: ['test-results/cart-works-chromium/b.png'],
    });
  });

  test('the longest name that fits wins', () => {
    const tests = [failed('shows an error'), failed('login › shows an error for guests')];
    const path = 'test-results/login-shows-an-error-for-guests-chromium/a.png';
    expect(given(tests, [path])).toEqual({ 'shows an error': [], 'login › shows an error for guests': [path] });
  });

  test('a video of a file shows each of its tests', () => {
    const tests = [failed('a', 'cypress/e2e/login.cy.js'), failed('b', 'cypress/e2e/cart.cy.js')];
    expect(given(tests, ['cypress/videos/login.cy.js.mp4'])).toEqual({ a: ['cypress/videos/login.cy.js.mp4'], b: [] });
  });

  test('other files are none, and words in the middle of others are no names', () => {
    const tests = [failed('renders the page', 'src/page.test.tsx')];
    expect(given(tests, ['renders-the-page/index.html', 'prerenders-the-pages/a.png', 'coverage/favicon.png'])).toEqual(
      {
        'renders the page': [],
      },
    );
  });

  test('hostile names take as long as they are', () => {
    const named = (length: number) =>
      given(
        Array.from({ length: 30 }, (_, index) => failed(`${'a-'.repeat(length)}${index}`)),
        Array.from({ length: 60 }, () => `${'a-'.repeat(length)}-1a2b3-${'a-'.repeat(length)}.png`),
      );
    expect(growth(named, 1_000)).toBeLessThan(LINEAR);
  });
});
