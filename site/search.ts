import MiniSearch from 'minisearch';

/** A page as the search knows it; `scripts/docs-site.ts` writes them. */
interface Page {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

declare global {
  interface Window {
    /** Set by the file with the pages, which is loaded when somebody begins to search. */
    whydunitPages?: readonly Page[];
  }
}

const SHOWN = 20;

const form = document.querySelector<HTMLFormElement>('[role=search]');
const input = document.querySelector<HTMLInputElement>('#search');
const status = document.querySelector<HTMLElement>('#search-status');
const found = document.querySelector<HTMLElement>('#found');
/** The way from this page to the top of the site. */
const root = document.documentElement.dataset['root'] ?? '';
let index: MiniSearch<Page> | undefined;

/** The pages are a script: a site that is opened as a file can load it, as it could no other data. */
function load(): void {
  if (index !== undefined || document.querySelector('#pages') !== null) return;
  const script = document.createElement('script');
  script.id = 'pages';
  script.src = `${root}pages.js`;
  script.onload = () => {
    index = new MiniSearch<Page>({
      fields: ['title', 'id', 'text'],
      storeFields: ['title', 'text'],
      searchOptions: { boost: { title: 4, id: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
    });
    index.addAll(window.whydunitPages ?? []);
    search();
  };
  document.head.append(script);
}

function search(): void {
  const words = input?.value.trim() ?? '';
  found?.replaceChildren();
  if (status === null || index === undefined) return;
  if (words === '') {
    status.textContent = '';
    return;
  }
  // A message that is pasted whole holds names that no page has: then any of its words counts.
  const all = index.search(words);
  const results = all.length > 0 ? all : index.search(words, { combineWith: 'OR' });
  status.textContent =
    results.length > SHOWN
      ? `The best ${SHOWN} of ${results.length} pages`
      : `${results.length} ${results.length === 1 ? 'page' : 'pages'}`;
  found?.append(...results.slice(0, SHOWN).map(({ id, title, text }) => item(String(id), String(title), String(text))));
}

function item(id: string, title: string, text: string): HTMLElement {
  const [li, link, about] = [
    document.createElement('li'),
    document.createElement('a'),
    document.createElement('small'),
  ];
  link.href = `${root}${id}`;
  link.textContent = title;
  about.textContent = text.slice(0, 160);
  li.append(link, about);
  return li;
}

if (form !== null) form.hidden = false;
input?.addEventListener('focus', load);
input?.addEventListener('input', () => {
  load();
  search();
});
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  found?.querySelector('a')?.click();
});
