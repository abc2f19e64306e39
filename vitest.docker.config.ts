import { defineConfig } from 'vitest/config';

/** The suite against real container engines: `npm run test:docker`. It starts them itself, see test/docker. */
export default defineConfig({
  logLevel: 'error',
  test: {
    include: ['test/docker/**/*.test.ts'],
    globalSetup: ['test/docker/setup.ts'],
    // Engines on a machine of two processors: one after the other, a few containers at a time.
    fileParallelism: false,
    maxConcurrency: 4,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
