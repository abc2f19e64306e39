import { utf8 } from '../../src/core/bytes.js';
import { renderJson } from '../../src/core/render/json.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

/** The JSON report on a log, by the built-in catalogue: what is bundled for the browser, and called in Node to compare. */
export async function diagnoseText(log: string): Promise<string> {
  const source = { name: 'pasted.log', kind: 'file', outcome: 'unknown', open: () => once(utf8(log)) } as const;
  const patterns = await loadCatalogue([]);
  return renderJson(await diagnose({ sources: [source], patterns, failOn: 'P0', run: {} }));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
