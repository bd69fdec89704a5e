/** Which tests run, and how. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // CI counts from the JSON file.
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'test-results.json' }]] : ['default'],
    include: ['tests/**/*.test.ts'],
    // Backstops for what hangs: beside a busy neighbour a test may take many times as long.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
