import type { Report } from '../domain/report.js';
import type { Suggestion } from '../domain/suggestion.js';
import { findings, occurrences } from './findings.js';
import { clean } from './safe/clean.js';
import { codeSpan, fence } from './safe/markdown.js';
import { repositoryPath } from './safe/path.js';

/** A remark in a review that its reader can apply with one click. */
export interface ReviewRemark {
  /** Path inside the repository, with `/`. */
  readonly file: string;
  /** First and last line it replaces, 1-based, inclusive. */
  readonly first: number;
  readonly last: number;
  /** Markdown. */
  readonly body: string;
}

/** More than this is not a review any more. */
const MOST = 20;

/**
 * What the tools themselves offer as safe replacements, as review remarks, each once. Replacements that would not be
 * shown as they are (control characters, text that runs against the reading direction) are left out: what a click
 * applies must be what was read.
 */
export function reviewRemarks(report: Report): readonly ReviewRemark[] {
  const all = findings(report)
    .flatMap((finding) => occurrences(finding))
    .flatMap(({ failure }) => failure.suggestions ?? [])
    .flatMap(remark);
  return [...new Map(all.map((each) => [`${each.file}:${each.first}:${each.body}`, each])).values()].slice(0, MOST);
}

function remark({ file, first, last, replacement, message }: Suggestion): ReviewRemark[] {
  const path = repositoryPath(file);
  if (path === undefined || clean(replacement) !== replacement) return [];
  const said =
    message === '' ? 'The compiler offers this replacement.' : `The compiler offers this: ${codeSpan(message)}`;
  return [{ file: path, first, last, body: `${said}\n\n${suggestionBlock(replacement)}\n` }];
}

/** GitHub applies what stands between the fences as whole lines; nothing between them takes the lines away. */
function suggestionBlock(replacement: string): string {
  const block = fence(replacement, 'suggestion');
  return replacement === '' ? block.replace('\n\n', '\n') : block;
}
