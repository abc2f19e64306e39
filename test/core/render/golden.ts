import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const FOLDER = new URL('./golden/', import.meta.url);

/**
 * Compares with the file kept under golden/. `UPDATE_GOLDEN=1 npx vitest run test/render` writes the files anew; read
 * the diff before you commit it.
 */
export function expectGolden(name: string, text: string): void {
  const file = new URL(name, FOLDER);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(existsSync(file), `golden/${name} is missing: run with UPDATE_GOLDEN=1`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
