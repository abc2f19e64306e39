/** A page of Markdown as GitHub's grammar reads it, reduced to what a stranger's text must never change. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';

export interface Reading {
  readonly counts: Readonly<Record<string, number>>;
  readonly code: readonly string[];
  readonly text: readonly string[];
  readonly html: readonly string[];
  readonly links: readonly string[];
}

export function read(markdown: string): Reading {
  const counts: Record<string, number> = {};
  const found = { code: [] as string[], text: [] as string[], html: [] as string[], links: [] as string[] };
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  visit(tree, (node) => {
    counts[node.type] = (counts[node.type] ?? 0) + 1;
    if (node.type === 'code') found.code.push(node.value);
    if (node.type === 'text') found.text.push(node.value);
    if (node.type === 'html') found.html.push(node.value);
    if (node.type === 'link') found.links.push(node.url);
  });
  return { counts, ...found };
}

/** What in plain words a forge turns into something else; undefined when there is nothing. */
export function active(words: string): string | undefined {
  return /@|#\d|\bGH-\d|:\/\/|www\.|mailto:|\b(?=\d*[a-f])[0-9a-f]{7,40}\b|:[a-z0-9_+-]+:|\$/i.exec(words)?.[0];
}

/** Elements that are ours; what is left of a page's HTML without them must hold no `<`. */
const OURS = /^<!-- [\w.:/= -]* -->$|<\/?(?:details|summary|b|sub)>|<code>[^<]*<\/code>|<\/?code>/g;

export function foreignHtml(html: readonly string[]): string | undefined {
  return html
    .map((value) => value.replace(OURS, ''))
    .find((rest) => rest.includes('<') || active(rest.replace(/&#\d+;/g, '')) !== undefined);
}
