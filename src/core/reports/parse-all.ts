import { KnownError } from '../errors.js';
import type { Told } from './accept.js';
import { parseReport } from './report-schema.js';

export interface Parsed {
  readonly told: readonly Told[];
  /** Why others are no reports, each a sentence. */
  readonly broken: readonly string[];
}

/** The reports among some texts; what is none is named, and does not keep the others from being read. */
export function parseReports(texts: readonly { readonly name: string; readonly text: string }[]): Parsed {
  const told: Told[] = [];
  const broken: string[] = [];
  for (const { name, text } of texts) {
    try {
      told.push({ name, report: parseReport(text, name) });
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      broken.push(error.message);
    }
  }
  return { told, broken };
}
