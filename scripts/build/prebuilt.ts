const PLACE = /\bPREBUILT(?:: Prebuilt \| undefined)? = undefined;/;

/** How a value that was built is read in the program, as an expression. */
export type Placed = (name: string, json: string) => string;

/** In the code itself. */
export const inCode: Placed = (_, json) => `JSON.parse(${JSON.stringify(json)})`;

/**
 * `src/walk/prebuilt.ts`, or what was compiled of it, with the tables that the program would make at each start: as
 * texts, read when they are needed.
 * @throws Error where the file has no place for them
 */
export async function withTables(code: string, placed: Placed): Promise<string> {
  const { PARSERS } = await import('../../src/knowledge/families.js');
  const { BUILT_IN } = await import('../../src/knowledge/catalogue/bundle.generated.js');
  const { prebuild } = await import('../../src/walk/prebuild.js');
  if (!PLACE.test(code)) throw new Error('src/walk/prebuilt.ts has no place for the tables');
  const { tables, inFailures, patterns } = prebuild(PARSERS, BUILT_IN);
  const parsed = (name: string, value: unknown): string => placed(name, JSON.stringify(value));
  const made = `{ get tables() { return ${parsed('tables', tables)} }, inFailures: () => ${parsed('in-failures', inFailures())}, patterns: ${patterns} }`;
  return code.replace(PLACE, (place) => place.replace('undefined;', () => `${made};`));
}

const TEXT = /^const TEXT = (".*");$/m;
const READ = 'JSON.parse(TEXT)';

/**
 * `src/knowledge/catalogue/bundle.generated.ts` with the catalogue somewhere else.
 * @throws Error where the file does not hold it as it did
 */
export function withCatalogue(code: string, placed: Placed): string {
  const [whole, text] = TEXT.exec(code) ?? [];
  if (whole === undefined || text === undefined || !code.includes(READ))
    throw new Error('the catalogue is not where it was in its file');
  return code.replace(whole, '').replace(READ, () => placed('catalogue', JSON.parse(text)));
}
