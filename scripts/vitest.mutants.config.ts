import { defineConfig } from 'vitest/config';

/** The tests that are to notice a fault in a folder: `npm run mutants` names them. */
export default defineConfig({
  logLevel: 'error',
  test: {
    include: (process.env['WHYDUNIT_MIRROR'] ?? 'test/core').split(' ').map((path) => `${path}/**/*.test.ts`),
    // Thousands of texts, runs of whole crowds, measures of time, all recorded runs: minutes for each mutant. A page's
    // script is made of functions, which look different with a fault in them.
    exclude: [
      'test/core/redact/{planted,linear,harmless}.test.ts',
      'test/core/render/{hostile,budget,comment-shape,comments-read,golden}.test.ts',
      'test/world/github/contributions/race.test.ts',
    ],
    testTimeout: 60_000,
    testNamePattern: /^(?!.* takes (?:as long|time) )/,
  },
});
