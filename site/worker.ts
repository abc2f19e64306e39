import { renderHtml } from '../src/core/render/html.js';
import { loadCatalogue } from '../src/knowledge/catalogue/load.js';
import { diagnose } from '../src/walk/diagnose.js';

/** What the page hands over: a file that was dropped, or the text that was pasted as one. */
export interface Asked {
  readonly name: string;
  readonly blob: Blob;
}

/** How far it is, and in the end the report as a page of HTML, or why there is none. */
export type Told =
  | { readonly read: number; readonly of: number }
  | { readonly html: string }
  | { readonly failed: string };

const tell = (told: Told): void => self.postMessage(told);

self.onmessage = ({ data }: MessageEvent<Asked>): void => {
  answer(data).then(tell, (error: unknown) => tell({ failed: String(error) }));
};

/** The same walk as everywhere, by the built-in patterns; the file is read in pieces. */
async function answer({ name, blob }: Asked): Promise<Told> {
  const source = { name, kind: 'file', outcome: 'unknown', size: blob.size, open: () => pieces(blob) } as const;
  const report = await diagnose({
    sources: [source],
    patterns: await loadCatalogue([]),
    failOn: 'never',
    run: {},
    onProgress: ({ bytes }) => tell({ read: bytes, of: blob.size }),
  });
  return { html: renderHtml(report) };
}

async function* pieces(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}
