import { existsSync } from 'node:fs';
import type { Source } from '../../core/domain/source.js';
import { KnownError } from '../../core/errors.js';
import { parseReport } from '../../core/reports/report-schema.js';
import type { PatternsRequest } from '../../settings/requests.js';
import { gatherSources } from '../../world/files/gather.js';
import { readReportFile } from '../../world/reports/report-file.js';
import { writeFileWhole } from '../../world/sinks/file.js';
import { type Draft, draftFile, draftFrom, idFor } from './draft.js';
import { HOME } from './home.js';
import { scaffold } from './scaffold.js';
import { nearMisses, type Tried, tryDraft } from './try-draft.js';

const ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/**
 * Writes the beginning of a new pattern, never over a file that is there: an example to fill in or, from a report, a draft
 * of its unknown failure that is tried on the given logs at once.
 * @returns what to say of it
 */
export async function startPattern({ operands, from, baseline }: PatternsRequest): Promise<string> {
  if (from === undefined) return written(operands[0] ?? '', scaffold);
  const { name, text } = await readReportFile(from);
  const draft = draftFrom(parseReport(text, name));
  if (draft === undefined)
    throw new KnownError('bad-option', {
      where: from,
      what: 'holds no unknown failure with words of its own',
      fix: 'Name the report of a run with a failure that no pattern knows',
    });
  const [first] = operands;
  const isNamed = first !== undefined && ID.test(first) && !existsSync(first);
  const green = baseline === undefined ? [] : (await gatherSources([baseline])).sources;
  const misses = await nearMisses(draft, green);
  const said = await written(isNamed ? first : idFor(draft), (id) => draftFile(id, draft, misses));
  return `${said}${await tried(draft, operands.slice(isNamed ? 1 : 0), green)}`;
}

async function written(id: string, content: (id: string) => string): Promise<string> {
  if (!ID.test(id)) {
    throw new KnownError('bad-option', {
      where: `patterns new ${id}`,
      what: 'is no pattern id',
      fix: 'Write family/name in lower-case letters, digits and dashes, e.g. docker/registry-down',
    });
  }
  const path = `${HOME}/${id}.yaml`;
  if (existsSync(path))
    throw new KnownError('bad-option', {
      where: path,
      what: 'is already there',
      fix: 'Choose another name, or edit that file',
    });
  await writeFileWhole(path, content(id));
  return `Wrote ${path}. Edit it, then:
  whydunit patterns test ${path}
  whydunit --patterns '${HOME}/**/*.yaml' build.log
`;
}

/** What the draft would have matched, in words. */
async function tried(draft: Draft, logs: readonly string[], green: readonly Source[]): Promise<string> {
  const red = logs.length === 0 ? [] : (await gatherSources(logs)).sources;
  const lines: string[] = [];
  for (const source of red) lines.push(sentence(await tryDraft(draft, source)));
  for (const source of green) lines.push(`${sentence(await tryDraft(draft, source))} (passed)`);
  return lines.length === 0
    ? ''
    : `\nAs it stands it would have matched:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function sentence({ name, hits, first }: Tried): string {
  if (hits === 0) return `nothing in ${name}`;
  return `${hits} ${hits === 1 ? 'line' : 'lines'} of ${name}, the first at ${first}`;
}
