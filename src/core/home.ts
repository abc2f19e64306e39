/** Where this project lives; `npm run own` writes it. */
const REPOSITORY = 'OWNER/whydunit';

/** Where the files of the project are shown; a path follows. */
export function codeHome(): string {
  return `https://github.com/${REPOSITORY}/blob/main/`;
}

/** The page about a built-in pattern. */
export function patternPage(id: string): string {
  return `https://github.com/${REPOSITORY}/blob/main/docs/patterns/${id}.md`;
}
