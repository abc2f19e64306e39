import { createReadStream, statSync } from 'node:fs';
import type { Report } from '../src/core/domain/report.js';
import { type Source, textSource } from '../src/core/domain/source.js';
import type { Ordinary } from '../src/core/telling/ordinary.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnose } from '../src/walk/diagnose.js';

const catalogue = await loadCatalogue([]);

/** A log file of which nobody said how its run ended. */
export function logSource(path: string, name: string): Source {
  return {
    name,
    kind: 'file',
    outcome: 'unknown',
    size: statSync(path).size,
    open: () => createReadStream(path, { highWaterMark: 1 << 20 }),
  };
}

/**
 * Diagnoses one log file with the built-in catalogue.
 * @param ordinary what a run that passed printed
 */
export function diagnoseFile(path: string, name: string, ordinary?: Ordinary): Promise<Report> {
  return diagnoseSource(logSource(path, name), ordinary);
}

/** The same of a text at hand. */
export function diagnoseText(text: string, name: string): Promise<Report> {
  return diagnoseSource(textSource(name, text, 'unknown'));
}

function diagnoseSource(source: Source, ordinary?: Ordinary): Promise<Report> {
  const sources = [source];
  return diagnose({ sources, patterns: catalogue, failOn: 'P0', run: {}, ...(ordinary && { ordinary }) });
}
