import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Below errors, vite only tells that the parser comes without the sources its source maps name.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    // Against real container engines: npm run test:docker.
    exclude: ['test/docker/**'],
    // Times are no test: many of these start processes, and some pause on purpose before they look again.
    testTimeout: 60_000,
    // They mostly wait, for processes and on purpose.
    maxWorkers: 4,
    hookTimeout: 60_000,
    // It imports JSON without saying so, which Node refuses and vite does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
