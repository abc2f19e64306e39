const LOG_EXTENSIONS = new Set([
  'log',
  'txt',
  'out',
  'err',
  'xml',
  'json',
  'jsonl',
  'ndjson',
  'stdout',
  'stderr',
  'trace',
  'prom',
  'har',
  'zip',
]);
const LOG_WORDS = ['log', 'output', 'stdout', 'stderr', 'console', 'trace'];
/** Files of a project that have a log's extension and are none. */
const NO_LOGS = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'tsconfig.json',
  'jsconfig.json',
  'composer.json',
  'deno.json',
  'biome.json',
  'renovate.json',
  'cmakelists.txt',
  'licenses.txt',
  'license.txt',
  'licence.txt',
  'notice.txt',
  'readme.txt',
  'changelog.txt',
  'changelog',
  'robots.txt',
  'pom.xml',
  'androidmanifest.xml',
  'top_level.txt',
  'sources.txt',
  'entry_points.txt',
  'dependency_links.txt',
]);
/** Directories that hold what a tool keeps for itself. */
const NO_LOG_DIRECTORIES = new Set(['node_modules', '__pycache__', 'site-packages']);

/** Whether a file found in a directory or an archive is one that CI would write a log or a report into, judged by its base name. */
export function isLogName(name: string): boolean {
  const lower = name.toLowerCase();
  if (NO_LOGS.has(lower) || /^requirements[a-z0-9_.-]*\.txt$/.test(lower)) return false;
  const dot = lower.lastIndexOf('.');
  if (dot <= 0) return LOG_WORDS.some((word) => lower.includes(word));
  const extension = lower.slice(dot + 1);
  // rotated: build.log.1
  return LOG_EXTENSIONS.has(extension) || (/^[0-9]{1,4}$/.test(extension) && lower.slice(0, dot).endsWith('.log'));
}

/** Whether a directory below the named one is worth entering, judged by its base name. */
export function isLogDirectory(name: string): boolean {
  return !name.startsWith('.') && !NO_LOG_DIRECTORIES.has(name);
}
