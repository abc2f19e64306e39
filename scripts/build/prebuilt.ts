const PLACE = /\bPREBUILT(?:: Prebuilt \| undefined)? = undefined;/;

/**
 * `src/walk/prebuilt.ts`, or what was compiled of it, with the tables that the program would make at each start: as
 * texts, read when they are needed.
 * @throws Error where the file has no place for them
 */
export async function withTables(code: string): Promise<string> {
  const { PARSERS } = await import('../../src/knowledge/families.js');
  const { BUILT_IN } = await import('../../src/knowledge/catalogue/bundle.generated.js');
  const { prebuild } = await import('../../src/walk/prebuild.js');
  if (!PLACE.test(code)) throw new Error('src/walk/prebuilt.ts has no place for the tables');
  const { tables, inFailures, patterns } = prebuild(PARSERS, BUILT_IN);
  const parsed = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
  const made = `{ tables: ${parsed(tables)}, inFailures: () => ${parsed(inFailures())}, patterns: ${patterns} }`;
  return code.replace(PLACE, (place) => place.replace('undefined;', () => `${made};`));
}
