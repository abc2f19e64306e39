import type { Report } from '../../domain/report.js';
import type { Suggestion } from '../../domain/suggestion.js';
import { findings, occurrences } from '../findings.js';
import { clean } from '../safe/clean.js';
import { codeSpan, fence } from '../safe/markdown.js';
import { repositoryPath } from '../safe/path.js';

/** A remark in a review that its reader can apply with one click. */
export interface ReviewRemark {
  /** Path inside the repository, with `/`. */
  readonly file: string;
  /** First and last line it replaces, 1-based, inclusive. */
  readonly first: number;
  readonly last: number;
  /** What these lines must hold, or the remark is about another file than this. */
  readonly original: string;
  /** Markdown. */
  readonly body: string;
}

/** What is longer is no slip to be mended by a click. */
const MOST_LINES = 10;
const LONGEST = 400;
/** Files that a machine runs by itself: workflows, hooks, build scripts, settings of tools. */
const RUN_BY_MACHINES =
  /(?:^|\/)\.|(?:^|\/)(?:build\.rs|setup\.py|conftest\.py|noxfile\.py|[^/]*(?:make|docker|container|jenkins|just|rake)file[^/]*)$|\.(?:sh|bash|ps1|bat|cmd|mk|toml|ya?ml|json|lock)$/i;

/** More than this is not a review any more. */
const MOST = 20;

/**
 * What a log says that its tools offer as safe replacements, as review remarks, each once. Anything that prints in a job
 * can say so: left out is what would not be shown as it is, what is long, and what a machine would run by itself. Whoever
 * writes the remarks looks whether the lines hold `original`.
 */
export function reviewRemarks(report: Report): readonly ReviewRemark[] {
  const all = findings(report)
    .flatMap((finding) => occurrences(finding))
    .flatMap(({ failure }) => failure.suggestions ?? [])
    .flatMap(offered)
    .map(remark);
  return [...new Map(all.map((each) => [`${each.file}:${each.first}:${each.body}`, each])).values()].slice(0, MOST);
}

/** A replacement that may be shown, with the path it means inside the repository. */
export interface Offered extends Suggestion {
  readonly path: string;
}

/** A replacement where it is one that may be offered to a person; none otherwise. */
export function offered(suggestion: Suggestion): Offered[] {
  const path = repositoryPath(suggestion.file);
  const { replacement } = suggestion;
  if (path === undefined || RUN_BY_MACHINES.test(path) || clean(replacement) !== replacement) return [];
  if (replacement.length > LONGEST || replacement.split('\n').length > MOST_LINES) return [];
  return [{ ...suggestion, path }];
}

function remark({ path, first, last, original, replacement, message }: Offered): ReviewRemark {
  const said = message === '' ? 'offers a replacement.' : `offers a replacement: ${codeSpan(message)}.`;
  const body = `A log of this run says that the compiler ${said} Read it before you apply it.\n\n${suggestionBlock(replacement)}\n`;
  return { file: path, first, last, original, body };
}

/** GitHub applies what stands between the fences as whole lines; nothing between them takes the lines away. */
function suggestionBlock(replacement: string): string {
  const block = fence(replacement, 'suggestion');
  return replacement === '' ? block.replace('\n\n', '\n') : block;
}
