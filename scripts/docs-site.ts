/** The documentation as a site, by Eleventy: every page of `docs`, the README as its start, and a search without a server. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import Eleventy from '@11ty/eleventy';
import { build } from 'esbuild';
import { STYLE } from '../src/core/render/html/style.js';
import { docsMarkdown, headingOf, plainText } from './docs-markdown.js';
import { docsPage } from './docs-page.js';
import { catalogueTable, measured, measures } from './docs-patterns.js';
import { ROOT } from './scenario.js';

/** Letters of a page that the search knows. */
const SEARCHED = 1_200;

/** A page to be: where it goes, and its Markdown. */
interface Draft {
  readonly path: string;
  readonly markdown: string;
  /** The file it is of, from the top of the repository: its links start there. */
  readonly file: string;
}

/**
 * Writes the site into a folder; returns how many pages it has.
 * @param isWanted whether a page is made; a test needs some only
 */
export async function docsSite(output: string, isWanted = (_path: string) => true): Promise<number> {
  const all = [
    ...pages(),
    {
      path: 'patterns.html',
      file: 'docs/patterns.md',
      markdown: catalogueTable(read('docs/patterns/README.md'), measure()),
    },
  ];
  const drafts = all.filter(({ path }) => isWanted(path));
  const eleventy = new Eleventy(relative(process.cwd(), join(ROOT, 'site')), relative(process.cwd(), output), {
    quietMode: true,
    configPath: null,
    config: (config) => {
      config.setUseGitIgnore(false);
      for (const draft of drafts)
        config.addTemplate(`${draft.path}.md`, draft.markdown, {
          ...{ draft, permalink: draft.path },
          // Braces in a page are its own.
          templateEngineOverride: 'md',
        });
      config.amendLibrary('md', docsMarkdown);
      config.addTransform('frame', function (content) {
        const path = relative(output, resolve(this.page.outputPath));
        return docsPage({
          title: headingOf(this.page.rawInput),
          content,
          root: '../'.repeat(path.split('/').length - 1),
        });
      });
      config.setTemplateFormats(['md']);
      return {};
    },
  });
  await eleventy.write();
  await assets(output, drafts);
  return drafts.length;
}

/** Every page of docs; a folder's README is its index. */
function pages(): Draft[] {
  const files = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  return [
    { path: 'index.html', file: 'README.md', markdown: read('README.md') },
    ...files.map((name) => ({
      path: name.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html'),
      file: `docs/${name}`,
      markdown: withMeasure(name, read(`docs/${name}`)),
    })),
  ];
}

/** The page of a pattern says how often it was right. */
function withMeasure(name: string, markdown: string): string {
  const id = /^patterns\/(.+)\.md$/.exec(name)?.[1];
  const words = id === undefined ? undefined : measured(measure(), id);
  return words === undefined ? markdown : markdown.replace(/^(# .*\n\n.*)$/m, `$1 · ${words}`);
}

let known: ReturnType<typeof measures> | undefined;

function measure(): ReturnType<typeof measures> {
  known ??= measures(read('docs/catalogue-measure.md'));
  return known;
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

async function assets(output: string, drafts: readonly Draft[]): Promise<void> {
  writeFileSync(join(output, 'docs.css'), `${STYLE}${read('site/docs.css')}`);
  cpSync(join(ROOT, 'docs/images'), join(output, 'images'), { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'site/search.ts')],
    ...{ bundle: true, write: false, minify: true, platform: 'browser', format: 'iife', target: 'es2022' },
    logLevel: 'error',
  });
  writeFileSync(join(output, 'search.js'), outputFiles[0]?.text ?? '');
  const searched = drafts.map(({ path, markdown }) => ({
    id: path,
    title: headingOf(markdown),
    text: plainText(markdown).slice(0, SEARCHED),
  }));
  writeFileSync(join(output, 'pages.js'), `window.whydunitPages=${JSON.stringify(searched)}\n`);
}
