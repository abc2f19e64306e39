import { defineConfig } from 'vitest/config';

/** The bundled action and command line as processes of their own, and a real browser: `npm run test:processes`. */
export default defineConfig({
  logLevel: 'error',
  test: {
    include: ['test/action/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/browser/**/*.test.ts'],
    // They mostly wait, for processes and on purpose; some pause before they look again.
    maxWorkers: 4,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
