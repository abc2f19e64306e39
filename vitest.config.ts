import { defineConfig } from 'vitest/config';

/** What is for every change: `npm test`, or of one family `npm test -- rust`. */
export default defineConfig({
  // Below errors, vite only tells that the parser comes without the sources its source maps name.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    // Those start processes, browsers and engines: npm run test:processes, npm run test:docker.
    exclude: ['test/action/**', 'test/cli/**', 'test/browser/**', 'test/docker/**', 'test/scorecard/**'],
    // All cores: by itself vitest leaves one to whoever watches.
    maxWorkers: '100%',
    // A process reads the catalogue once, not once for each file; a test that changes the process puts it back.
    isolate: false,
    // Times are no test: a busy machine takes as long as it takes.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // It imports JSON without saying so, which Node refuses and vite does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
