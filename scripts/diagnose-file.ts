import { createReadStream, statSync } from 'node:fs';
import type { Report } from '../src/core/domain/report.js';
import type { Source } from '../src/core/domain/source.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnose } from '../src/walk/diagnose.js';

const catalogue = await loadCatalogue([]);

/** Diagnoses one log file with the built-in catalogue, as a file of which nobody said how its run ended. */
export function diagnoseFile(path: string, name: string): Promise<Report> {
  const source: Source = {
    name,
    kind: 'file',
    outcome: 'unknown',
    size: statSync(path).size,
    open: () => createReadStream(path, { highWaterMark: 1 << 20 }),
  };
  return diagnose({ sources: [source], patterns: catalogue, failOn: 'P0', run: {} });
}
