import { expect, test } from 'vitest';
import { formatReport } from '../../../src/commands/formats.js';
import type { Report } from '../../../src/core/domain/report.js';
import { secretsIn } from '../../../src/core/redact/environment.js';
import { renderGate } from '../../../src/core/render/gate/page.js';
import { incidentStory, incidentTitle } from '../../../src/core/render/incident.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { FORMATS } from '../../../src/settings/command-line.js';
import { diagnose } from '../../../src/walk/diagnose.js';
import { leaks } from './leaks.js';
import { failingLog, KNOWN, type Plant, planted } from './planted.js';

const PLANTS = planted();
/**
 * How many plants a format may be silent of: some have no evidence but a message, which says nothing of the log where
 * nobody knows the failure; chats quote one line, and the secret may stand on another.
 */
const SILENT: Readonly<Record<string, number>> = { sarif: 60, gitlab: 60, azure: 60, slack: 100, teams: 100 };
const SECRETS = PLANTS.flatMap(({ secrets }) => secrets);
const patterns = await loadCatalogue([]);
const around = (colour: boolean, width: number) => ({ ...patterns, terminal: { colour, width } });

function reportOf(plants: readonly Plant[]): Promise<Report> {
  const sources = plants.map((plant) => ({
    name: `${plant.id}.log`,
    kind: 'file' as const,
    outcome: 'failed' as const,
    open: () => bytesOf(failingLog(plant, Number(plant.id.slice(-3)))),
  }));
  return diagnose({ sources, patterns, failOn: 'P0', run: {}, secrets: secretsIn(KNOWN) });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const REPORTS = await Promise.all(PLANTS.map((plant) => reportOf([plant])));
const ALL = await reportOf(PLANTS);

test('150 secrets are planted, and found where nothing is redacted', () => {
  expect(PLANTS).toHaveLength(150);
  expect(new Set(SECRETS).size).toBeGreaterThan(150);
  const unseen = PLANTS.filter((plant, index) => leaks(failingLog(plant, index), plant.secrets).length === 0);
  expect(unseen.map(({ id }) => id)).toEqual([]);
});

test.each(FORMATS)(
  '[S3] of 150 planted secrets, each in the evidence of a report of its own, %s shows none',
  async (format) => {
    const leaked: string[] = [];
    const silent: string[] = [];
    for (const [index, plant] of PLANTS.entries()) {
      const text = await formatReport(format, REPORTS[index] as Report, around(true, 120));
      for (const part of leaks(text, plant.secrets)) leaked.push(`${plant.id} ${plant.kind}: ${part}`);
      if (!text.includes('[redacted: ')) silent.push(`${plant.id} ${plant.kind}`);
    }
    expect(leaked).toEqual([]);
    expect(silent.slice(SILENT[format] ?? 0)).toEqual([]);
  },
);

test.each(FORMATS)('[S3] all of them in one report: %s shows none', async (format) => {
  const text = await formatReport(format, ALL, around(false, 80));
  expect(leaks(text, SECRETS)).toEqual([]);
  expect(text).toContain('[redacted: ');
});

test('[S3] neither does the page of the gate, nor the issue of an incident', () => {
  const texts = [
    renderGate(ALL),
    ...ALL.diagnoses.flatMap((found) => [incidentTitle(found), incidentStory(ALL, found)]),
  ];
  expect(ALL.diagnoses.length).toBeGreaterThan(0);
  expect(texts.filter((text) => text.includes('[redacted: ')).length).toBeGreaterThan(1);
  expect(leaks(texts.join('\n'), SECRETS)).toEqual([]);
});
