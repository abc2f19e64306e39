const VERBS = new Set([
  'Adding',
  'Archiving',
  'Blocking',
  'Building',
  'Checking',
  'Compiling',
  'Created',
  'Creating',
  'Credential',
  'Dirty',
  'Doc-tests',
  'Documenting',
  'Downgrading',
  'Downloaded',
  'Downloading',
  'Executable',
  'Fetch',
  'Finished',
  'Fixed',
  'Fixing',
  'Fresh',
  'Generated',
  'Ignored',
  'Installed',
  'Installing',
  'Locking',
  'Migrating',
  'Packaged',
  'Packaging',
  'Patching',
  'Published',
  'Removed',
  'Removing',
  'Replaced',
  'Replacing',
  'Running',
  'Scraping',
  'Skipping',
  'Summary',
  'Unchanged',
  'Updating',
  'Uploaded',
  'Uploading',
  'Upgrading',
  'Vendoring',
  'Verifying',
  'Waiting',
]);

/** The verb of a cargo progress line (`   Compiling serde v1.0.1`), which cargo aligns to the twelfth column; undefined for any other line. */
export function cargoStatus(text: string): string | undefined {
  const start = text.search(/\S/);
  if (start < 1) return undefined;
  const end = text.indexOf(' ', start);
  const verb = end < 0 ? text.slice(start) : text.slice(start, end);
  return VERBS.has(verb) && Math.abs(start + verb.length - 12) <= 1 ? verb : undefined;
}
