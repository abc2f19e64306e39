import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';

const PATTERN = `title: The till of Acme did not open
severity: P1
cause: environment
status: documented
see: ['https://acme.example/tills']
when: {all: ['acme till (?<till>\\d+) is stuck']}
root_cause: Till {till} is stuck.
fix: [{text: Open it by hand.}]
prevention: [Oil it.]
examples:
  match: [{log: 'Error: acme till 7 is stuck'}]
  no_match: [{because: it opened, log: acme till 7 is open}]
`;

/** A pack as npm's registry keeps it, with one pattern: acme/till. */
export const ACME = await archive({ 'package/package.json': '{}', 'package/patterns/acme/till.yaml': PATTERN });
export const ACME_FILES = [{ path: 'patterns/acme/till.yaml', text: PATTERN }];
/** A log of what it knows. */
export const ACME_LOG = 'opening\nError: acme till 7 is stuck\n';

/** A tar archive through gzip. */
export async function archive(
  files: Readonly<Record<string, string>>,
  more: readonly (Pick<Header, 'name'> & Partial<Header>)[] = [],
): Promise<Buffer> {
  const tar = pack();
  for (const [name, text] of Object.entries(files)) tar.entry({ name }, text);
  for (const header of more) tar.entry(header);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}
