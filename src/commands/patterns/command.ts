import { renderPatternList } from '../../core/render/pattern/list.js';
import { printableJson } from '../../core/render/safe/clean.js';
import { count } from '../../core/render/words.js';
import { loadCatalogue } from '../../knowledge/catalogue/load.js';
import { parsePattern } from '../../knowledge/catalogue/parse.js';
import { idOf } from '../../knowledge/catalogue/pattern-id.js';
import type { PatternSet } from '../../knowledge/catalogue/pattern-set.js';
import type { PatternsRequest } from '../../settings/requests.js';
import type { Terminal } from '../../settings/terminal.js';
import { checkExamples } from '../../walk/examples.js';
import { readPatternFiles } from '../../world/patterns/pattern-files.js';
import { tableOf } from '../table.js';
import { HOME } from './home.js';
import { patternShown } from './show.js';
import { startPattern } from './start.js';
import { type TriedOver, tryOver } from './try.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a subcommand of `patterns` prints, and its exit code: 1 when an example does not behave. */
export interface PatternsResult {
  readonly text: string;
  /** What is said on the side. */
  readonly notes?: readonly string[];
  readonly exitCode: 0 | 1;
}

/** Does what `whydunit patterns …` asks for. Throws a KnownError for a wrong id or a broken file. */
export async function runPatterns(
  request: PatternsRequest,
  terminal: Terminal,
  env: Environment,
): Promise<PatternsResult> {
  const [word = ''] = request.operands;
  switch (request.action) {
    case 'list':
      return { text: await list(request, terminal), exitCode: 0 };
    case 'show':
      return { text: await patternShown(word, request.patterns, terminal), exitCode: 0 };
    case 'new':
      return { text: await startPattern(request), exitCode: 0 };
    case 'try': {
      const tried = await tryOver(request, env);
      return { text: triedText(tried, request.json, terminal), notes: tried.notes, exitCode: 0 };
    }
    case 'pin': {
      const { pinPack } = await import('./pin.js');
      return { ...(await pinPack(word, env)), exitCode: 0 };
    }
    case 'test':
      return test([...request.operands, ...request.patterns]);
  }
}

async function list(request: PatternsRequest, terminal: Terminal): Promise<string> {
  const { tool, severity, search } = request.filter;
  const wanted = search?.toLowerCase();
  const { patterns } = await catalogueOf(request);
  const left = patterns.filter(
    (pattern) =>
      (tool === undefined || pattern.id.startsWith(`${tool}/`) || pattern.when.tools.some((name) => name === tool)) &&
      (severity === undefined || pattern.severity === severity) &&
      (wanted === undefined || `${pattern.id} ${pattern.title} ${pattern.rootCause}`.toLowerCase().includes(wanted)),
  );
  if (!request.json) return renderPatternList(left, terminal);
  const told = left.map(({ id, title, severity, cause, status, see }) => ({ id, title, severity, cause, status, see }));
  return `${JSON.stringify(told, null, 2)}\n`;
}

function triedText({ matched, logs }: TriedOver, json: boolean, terminal: Terminal): string {
  if (json) return `${printableJson(JSON.stringify(matched, null, 2))}\n`;
  const headlines = matched.filter((each) => each.as === 'headline').length;
  const about = `${count(matched.length, 'match', 'matches')} in ${count(logs, 'log')}, ${headlines} as the headline`;
  return tableOf(
    about,
    matched.map(({ pattern, ...rest }) => ({ ...rest, pattern })),
    terminal,
  );
}

async function catalogueOf(request: PatternsRequest): Promise<PatternSet> {
  return loadCatalogue(await readPatternFiles(request.patterns));
}

/** Runs the examples of the user's patterns among all others, since another pattern may win. */
async function test(globs: readonly string[]): Promise<PatternsResult> {
  const files = await readPatternFiles(globs.length > 0 ? globs : [`${HOME}/**/*.{yaml,yml}`]);
  const catalogue = await loadCatalogue(files);
  const lines: string[] = [];
  let failing = 0;
  for (const { path, text } of files) {
    const parsed = parsePattern(idOf(path), path, text);
    const problems = await checkExamples(parsed, catalogue);
    if (problems.length > 0) failing++;
    const examples = parsed.match.length + parsed.noMatch.length;
    lines.push(
      ...(problems.length === 0
        ? [`ok    ${parsed.pattern.id} (${examples} examples)`]
        : problems.map((problem) => `FAIL  ${problem}`)),
    );
  }
  lines.push(`${files.length - failing} of ${files.length} behave as their examples say.`);
  return { text: `${lines.join('\n')}\n`, exitCode: failing === 0 ? 0 : 1 };
}
