import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Below errors, vite only tells that the parser comes without the sources its source maps name.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    // Against real container engines: npm run test:docker.
    exclude: ['test/docker/**'],
    // It imports JSON without saying so, which Node refuses and vite does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
