import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const benches = 'tests/bench/**'

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/e2e/**', benches],
          pool: 'forks',
          // Generous: a busy machine is slow, and no test asserts on time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [benches],
          pool: 'forks',
          // Each file starts a browser and a Postil; two at a time is what a small machine carries.
          maxWorkers: 2,
          // The page's policy forbids Playwright's waitForFunction; tests poll, and their patience is not an assertion.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          globalSetup: [resolve(root, 'tests/support/e2eSetup.ts')],
        },
      },
    ],
  },
})
