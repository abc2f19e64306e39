/** Where this project lives; `npm run own` writes it. */
const REPOSITORY = 'OWNER/whydunit';

/** The page about a built-in pattern. */
export function patternPage(id: string): string {
  return `https://github.com/${REPOSITORY}/blob/main/docs/patterns/${id}.md`;
}
