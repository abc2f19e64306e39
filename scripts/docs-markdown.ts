/** How the pages of `docs` become HTML: links between them lead to pages of the site, all others to the repository. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { codeHome } from '../src/core/home.js';
import { ROOT } from './scenario.js';

/** As much of markdown-it as is used here. */
export interface Markdown {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
  readonly renderer: {
    readonly rules: Record<string, ((tokens: Token[], at: number, ...rest: never[]) => string) | undefined>;
  };
  readonly utils: { escapeHtml(text: string): string };
  set(options: { readonly html: boolean; readonly linkify: boolean }): void;
}
interface State {
  readonly tokens: Token[];
  readonly env: { readonly draft?: { readonly file: string; readonly path: string } };
}
interface Token {
  readonly type: string;
  readonly content: string;
  readonly info: string;
  readonly children: Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** Sets a library up. */
export function docsMarkdown(library: Markdown): void {
  library.set({ html: true, linkify: false });
  library.core.ruler.push('ours', ({ tokens, env }) => {
    nameHeadings(tokens);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) lead(token, env.draft);
  });
  const { rules } = library.renderer;
  rules['table_open'] = () => '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
  rules['table_close'] = () => '</table></div>\n';
  const block = (tokens: Token[], at: number) =>
    `<pre tabindex="0"><code>${library.utils.escapeHtml(tokens[at]?.content ?? '')}</code></pre>\n`;
  rules['fence'] = block;
  rules['code_block'] = block;
}

/** Names as GitHub gives them, so that links to a heading hold in both places. */
function nameHeadings(tokens: readonly Token[]): void {
  const seen = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const name = (tokens[at + 1]?.content ?? '')
      .replace(/\]\([^)]*\)/g, ']')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    token.attrSet('id', before === 0 ? name : `${name}-${before}`);
  }
}

function lead(token: Token, draft: State['env']['draft']): void {
  const name = token.type === 'link_open' ? 'href' : token.type === 'image' ? 'src' : undefined;
  const target = name === undefined ? null : token.attrGet(name);
  if (name !== undefined && target !== null && draft !== undefined) token.attrSet(name, siteAddress(target, draft));
}

/** Where a link of a file of the repository leads to on the site. */
export function siteAddress(target: string, { file, path }: { readonly file: string; readonly path: string }): string {
  const [name = '', anchor] = target.split('#', 2);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || name === '') return target;
  const tail = anchor === undefined ? '' : `#${anchor}`;
  const wanted = posix.normalize(posix.join(posix.dirname(file), name)).replace(/\/$/, '');
  const folder = existsSync(join(ROOT, wanted, 'README.md')) ? `${wanted}/README.md` : wanted;
  const page =
    folder === 'README.md'
      ? 'index.html'
      : /^docs\/(?:images\/|.*\.md$)/.exec(folder) === null
        ? undefined
        : folder
            .slice('docs/'.length)
            .replace(/README\.md$/, 'index.md')
            .replace(/\.md$/, '.html');
  if (page === undefined) return `${codeHome()}${wanted}${tail}`;
  return `${posix.relative(posix.dirname(path), page)}${tail}`;
}

/** The first heading of a page, as text. */
export function headingOf(markdown: string): string {
  return plainText(/^# (.+)$/m.exec(markdown)?.[1] ?? 'Whydunit');
}

/** The words of a page without its signs. */
export function plainText(markdown: string): string {
  return (
    markdown
      .replace(/^# .*$/m, '')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<[^>]{1,200}>|^[|: -]+$|[`*#|>]/gm, ' ')
      .replace(/\s+/g, ' ')
      .trim() || markdown.replace(/^# /, '').replaceAll('`', '')
  );
}
