import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { FORMATS } from '../../src/settings/command-line.js';
import { seeded } from '../world/github/contributions/crowd.js';
import { startBatch } from './batch.js';
import { figure, found, type Measured, measured, reportOf } from './measured.js';

const home = mkdtempSync(join(tmpdir(), 'whydunit-bad-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const LOG = `2026-11-22 12:00:00 café opened
error[E0382]: use of moved value: \`café\`
 --> src/main.rs:14:20
  |
14 |     println!("{}", café);
  |                    ^^^^ value used here after move

error: could not compile \`app\` (bin "app") due to 1 previous error
Traceback (most recent call last):
  File "a.py", line 3, in <module>
    import nothing
ModuleNotFoundError: No module named 'nothing'
`;
const JUNIT =
  '<testsuite name="a"><testcase name="t"><failure message="broke">assert 3 == 4</failure></testcase></testsuite>';

const fixtures = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .map((path) => join('fixtures', path))
  .filter(
    (path) => /output\.(log|xml|json)$|\.xml$/.test(path) && statSync(path).isFile() && statSync(path).size < 60_000,
  );

/** Texts like the ones given, each broken in one to six ways. */
function* mutants(seeds: readonly Buffer[], count: number, seed: number): Generator<Buffer> {
  const random = seeded(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const WAYS: readonly ((text: Buffer) => Buffer)[] = [
    (text) => text.subarray(0, upTo(text.length)),
    (text) => text.subarray(upTo(text.length)),
    (text) => Buffer.concat([text.subarray(0, upTo(text.length)), text.subarray(upTo(text.length))]),
    (text) => Buffer.concat([text, text]),
    (text) => text.map((byte) => (random() < 0.01 ? upTo(256) : byte)) as Buffer,
    (text) =>
      Buffer.from(
        text.toString('latin1').replaceAll('\n', () => (random() < 0.2 ? ' '.repeat(upTo(300)) : '\n')),
        'latin1',
      ),
    (text) =>
      Buffer.from(
        text.toString('latin1').replaceAll(/[0-9]+/g, () => String(upTo(1e9))),
        'latin1',
      ),
    (text) => Buffer.from(text.toString('latin1').split('\n').reverse().join('\n'), 'latin1'),
    (text) => Buffer.concat([text, Buffer.from(String.fromCharCode(upTo(128)).repeat(upTo(5_000)), 'latin1')]),
    (text) =>
      Buffer.from(
        text.toString('latin1').replaceAll(/["<>{}[\]]/g, (sign) => (random() < 0.1 ? '' : sign)),
        'latin1',
      ),
  ];
  for (let index = 0; index < count; index++) {
    let text = Buffer.from(seeds[upTo(seeds.length)] as Buffer);
    for (let ways = 1 + upTo(6); ways > 0; ways--)
      text = Buffer.from((WAYS[upTo(WAYS.length)] as (text: Buffer) => Buffer)(text)).subarray(0, 300_000);
    yield text;
  }
}

/** No file may take longer, in seconds. */
const QUICK = 1;
/** One of so many is looked at again by the command that people use, in one format after the other. */
const EVERY = 200;

interface Survived {
  readonly files: number;
  readonly crashes: readonly string[];
  /** Seconds of processor time of the slowest that seemed slow. */
  readonly slow: number;
}

/** Lets the bundle read them one after the other; what seems slow on a busy machine is measured alone. */
async function survive(all: Iterable<Buffer>, extension: string): Promise<Survived> {
  const crashes: string[] = [];
  let [files, slow] = [0, 0];
  const { seconds: start } = await measured(['--version']);
  const batch = startBatch();
  for (const text of all) {
    const path = join(home, `mutant.${extension}`);
    writeFileSync(path, text.length === 0 ? 'x' : text);
    const id = String(files++);
    const began = performance.now();
    const { error = '', ...answer } = await batch.ask({ id, path });
    const seemsSlow = performance.now() - began > QUICK * 1_000;
    if (answer.id !== id || /mistake in whydunit/.test(error)) crashes.push(`mutant ${id}: ${error.slice(0, 300)}`);
    if (!seemsSlow && files % EVERY !== 0) continue;
    const format = FORMATS[(files / EVERY) % FORMATS.length] ?? 'json';
    const alone = await measured(['--format', format, path]);
    if (isCrash(alone)) crashes.push(`mutant ${id} as ${format}: ${alone.code} ${alone.stderr.slice(0, 300)}`);
    if (seemsSlow) slow = Math.max(slow, alone.seconds - start);
  }
  return { files, crashes: [...crashes, ...(await batch.end())], slow };
}

/** 2 is a file that is refused as no text: that too is an answer. */
function isCrash({ code, stderr }: Measured): boolean {
  return (
    (code !== 0 && code !== 1 && code !== 2) ||
    /mistake in whydunit|unhandled|could not be read to its end/i.test(stderr)
  );
}

const COUNT = Number(process.env['WHYDUNIT_RUNS'] ?? 200);

describe('what is broken', () => {
  for (const [what, extension, seed] of [
    ['logs', 'log', 101],
    ['JUnit files', 'xml', 202],
  ] as const)
    it.concurrent(`[B1] mutants of ${what}: none crashes, none is slow`, async (context) => {
      const seeds = fixtures
        .filter((path) => path.endsWith('.xml') === (extension === 'xml'))
        .map((path) => readFileSync(path));
      const { files, crashes, slow } = await survive(
        mutants([...seeds, Buffer.from(extension === 'xml' ? JUNIT : LOG)], COUNT, seed),
        extension,
      );
      context.expect(crashes).toEqual([]);
      context.expect(slow).toBeLessThan(QUICK);
      context.expect(files).toBe(COUNT);
      figure(context, `${files} ${what}, 0 crashes, none over ${QUICK} s`);
    });

  it('[B2] fourteen encodings: the same findings in each', async (context) => {
    const utf16 = (text: string, big: boolean) => {
      const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
      return big ? bytes.swap16() : bytes;
    };
    const utf8 = Buffer.from(LOG);
    const pieces = (size: number) =>
      Array.from({ length: Math.ceil(utf8.length / size) }, (_, index) =>
        utf8.subarray(index * size, (index + 1) * size),
      );
    const encodings: Readonly<Record<string, Iterable<Uint8Array>>> = {
      'UTF-8': [utf8],
      'UTF-8 with BOM': [Buffer.from(`\uFEFF${LOG}`)],
      'UTF-16 LE': [utf16(LOG, false)],
      'UTF-16 BE': [utf16(LOG, true)],
      'Latin-1': [Buffer.from(LOG, 'latin1')],
      'NUL bytes': [Buffer.from(LOG.replaceAll('error', 'er\0ror'))],
      'a lone surrogate': [Buffer.concat([Buffer.from([0xed, 0xa0, 0x80, 10]), utf8])],
      CR: [Buffer.from(LOG.replaceAll('\n', '\r'))],
      CRLF: [Buffer.from(LOG.replaceAll('\n', '\r\n'))],
      'no last line end': [Buffer.from(LOG.trimEnd())],
      'pieces of 1 byte': pieces(1),
      'pieces of 2 bytes': pieces(2),
      'pieces of 3 bytes': pieces(3),
      'pieces of 7 bytes': pieces(7),
    };
    const wanted = found(reportOf(await measured(['-', '--format', 'json'], { input: [utf8] })));
    context.expect(wanted.length).toBeGreaterThan(1);
    const others: string[] = [];
    for (const [name, input] of Object.entries(encodings)) {
      const told = found(reportOf(await measured(['-', '--format', 'json'], { input })));
      if (told.join() !== wanted.join()) others.push(name);
    }
    context.expect(others).toEqual([]);
    figure(context, `${Object.keys(encodings).length} of ${Object.keys(encodings).length}`);
  });

  it('[B3] one file of fifty that cannot be read to its end: forty-nine are told, it is named, and nothing is green', async (context) => {
    const paths = Array.from({ length: 49 }, (_, index) => {
      const path = join(home, `b3-${index}.xml`);
      writeFileSync(path, JUNIT.replace('"t"', `"t${index}"`));
      return path;
    });
    const cut = join(home, 'b3-cut.xml');
    writeFileSync(cut, JUNIT.slice(0, 70));
    const run = await measured(['--format', 'json', '--fail-on', 'P0', ...paths, cut]);
    const report = reportOf(run);
    const told = new Set(
      [...report.diagnoses, ...report.unknown]
        .flatMap(({ failures = [], ...rest }) => [...failures, ...('failure' in rest ? [rest.failure] : [])])
        .map(({ name }) => name),
    );
    context.expect(told.size).toBeGreaterThanOrEqual(49);
    context.expect(report.verdict.reasons.join()).toMatch(/b3-cut\.xml: .*breaks off/);
    const green = await measured(['--format', 'json', '--fail-on', 'any', cut]);
    context
      .expect([green.code, reportOf(green).status, reportOf(green).verdict.gate])
      .toEqual([1, 'unknown', 'blocked']);
    figure(context, `${told.size} told, 1 named`);
  });

  const MOST_MEBIBYTES = 128;
  const BOMBS: Readonly<Record<string, string>> = {
    entities: `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "x">${'bcdefghij'.replaceAll(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]><testsuite name="a"><testcase name="t"><failure>&j;</failure></testcase></testsuite>`,
    'an external entity':
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite name="a"><testcase name="t"><failure>&a;</failure></testcase></testsuite>',
    'references in a text': `<testsuite name="a"><testcase name="t"><failure>${'&#65;'.repeat(2_000_000)}</failure></testcase></testsuite>`,
    'references in an attribute': `<testsuite name="a"><testcase name="t"><failure message="${'&#65;'.repeat(2_000_000)}"/></testcase></testsuite>`,
    'elements in elements': '<testsuite name="a">'.repeat(20_000),
  };
  for (const [what, text] of Object.entries(BOMBS))
    it(`[B4] ${what}: refused, with the reason`, async (context) => {
      const { seconds } = await measured(['--version']);
      let run = await measured(['-', '--format', 'json'], { input: [text] });
      // What the collector happens to leave lying differs by ten mebibytes from run to run: what it needs is the least.
      for (let more = 4; more > 0 && run.mebibytes > MOST_MEBIBYTES; more--) {
        const again = await measured(['-', '--format', 'json'], { input: [text] });
        if (again.mebibytes < run.mebibytes) run = again;
      }
      context.expect(reportOf(run).verdict.reasons.join()).toMatch(/document type|breaks off/);
      context.expect(run.stdout).not.toContain('root:');
      context.expect(run.seconds - seconds).toBeLessThan(1);
      context.expect(run.mebibytes).toBeLessThanOrEqual(MOST_MEBIBYTES);
      figure(context, `${what} ${(run.seconds - seconds).toFixed(2)} s, ${Math.round(run.mebibytes)} MiB`);
    });

  it('[B7] odd names', async (context) => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'x'.repeat(10_000),
      '💥',
      '\u202Eevil',
      '\u0627\u0644',
      'a\u0000b',
      '../../etc',
      '%2e%2e',
      '<script>',
      '${x}',
      '`x`',
      '',
      ' ',
      '\t',
      '::error::x',
      '##[error]x',
      'null',
    ];
    const escaped = (name: string) =>
      name.replace(/[<>&"\u0000-\u001f]/g, (sign) => (sign < ' ' ? '?' : `&#${sign.charCodeAt(0)};`));
    for (const format of ['json', 'terminal', 'markdown', 'junit', 'sarif', 'html']) {
      const junit = names
        .map((name) => JUNIT.replace('"t"', `"${escaped(name)}"`).replace('"a"', `"${escaped(name)}"`))
        .join('\n');
      const log = names.map((name) => `thread '${name}' panicked at src/${name}.rs:3:5:\n${name}\n`).join('');
      const run = await measured(['-', '--format', format], { input: [`${log}${junit}\n`] });
      context
        .expect([format, run.code === 0 || run.code === 1, /mistake in whydunit/.test(run.stderr)])
        .toEqual([format, true, false]);
    }
    figure(context, `${names.length} names in 6 formats, 0 crashes`);
  });

  it('[B8] the same again, in another order, zone and language: the same bytes', async (context) => {
    const paths = fixtures.slice(0, 21);
    const random = seeded(8);
    const shuffled = () =>
      paths
        .map((path) => ({ path, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ path }) => path);
    const all = new Set<string>();
    const ways = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'].flatMap((TZ) =>
      ['C', 'tr_TR.UTF-8', 'de_DE.UTF-8', 'ar_EG.UTF-8', 'C'].map((LC_ALL) => ({ TZ, LC_ALL })),
    );
    for (const env of ways)
      all.add((await measured(['--format', 'json', ...shuffled()], { cwd: process.cwd(), env })).stdout);
    context.expect(all.size).toBe(1);
    figure(context, `${ways.length} of ${ways.length} the same`);
  });
});
