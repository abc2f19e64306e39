import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { patternPage } from '../../core/render/pattern/page.js';
import { pageAsTerminal } from '../../core/render/pattern/terminal.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import type { PatternSet } from '../../knowledge/catalogue/pattern-set.js';
import { proofOf } from '../../knowledge/catalogue/proofs.js';
import type { Terminal } from '../../settings/terminal.js';
import { readPatternFiles } from '../../world/patterns/pattern-files.js';

/**
 * The page of a pattern as a terminal shows it.
 * @param globs where the user's own patterns lie
 * @throws KnownError for an id that there is none of, with the one that may be meant
 */
export async function patternShown(id: string, globs: readonly string[], terminal: Terminal): Promise<string> {
  const files = await readPatternFiles(globs);
  const { patterns } = await loadCatalogue(files);
  const pattern = patterns.find((candidate) => candidate.id === id);
  if (pattern === undefined) throw unknownPattern(id, patterns);
  return pageAsTerminal(patternPage(pattern, await proofOf(id, files)), terminal);
}

function unknownPattern(id: string, patterns: PatternSet['patterns']): KnownError {
  const ids = patterns.map((candidate) => candidate.id);
  const family = ids.filter((each) => each.startsWith(`${id.replace(/\/$/, '')}/`));
  const meant =
    nearest(id, ids) ??
    nearest(
      id,
      ids.map((each) => each.slice(each.indexOf('/') + 1)),
    );
  const fix =
    family.length > 0
      ? `It is a family: ${family.join(', ')}`
      : meant === undefined
        ? undefined
        : `Did you mean ${ids.find((each) => each.endsWith(meant)) ?? meant}?`;
  return new KnownError('unknown-pattern', { where: id, what: 'is no pattern', ...(fix !== undefined && { fix }) });
}
