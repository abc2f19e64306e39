import { defineConfig } from 'vitest/config';

/** Whatever proves a row of the scorecard, wherever it lies: `npm run scorecard` names the files. */
export default defineConfig({
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/docker/**', 'test/browser/**'],
    // Half of them compute, half wait for processes and for time to pass.
    maxWorkers: 3,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
