import { describe, expect, it, test } from 'vitest';
import type { Report } from '../../../src/core/domain/report.js';
import { secretsIn } from '../../../src/core/redact/environment.js';
import { isCode, looksRandom } from '../../../src/core/redact/likeness.js';
import { findPrivateKeys } from '../../../src/core/redact/private-keys.js';
import { Redactor, redactText } from '../../../src/core/redact/redactor.js';
import { redactReport } from '../../../src/core/redact/report.js';
import { percentDecoded, unwrapped } from '../../../src/core/redact/view.js';
import { diagnosis, evidence, occurrence, RUN, report, source, unknown } from '../render/reports.js';

const SECRET = 'hunter-blue-kettle';
/** Nothing that anybody uses. */
const TOKEN = `gh${'p_'}a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8`;
const KNOWN = '[redacted: known secret]';
const redacted = (over: Partial<Report>, secrets: readonly string[] = [SECRET]) =>
  redactReport(report(over), new Redactor({ secrets }));

/** Where in a value a text stands, as paths. */
function placesOf(value: unknown, text: string, path = ''): string[] {
  if (typeof value === 'string') return value.includes(text) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => placesOf(each, text, `${path}.${name}`));
}

describe('a report without its secrets', () => {
  const quoted = `\uE000${SECRET}\uE001`;
  const finding = diagnosis({
    title: `a ${quoted}`,
    rootCause: `a ${quoted} b`,
    fix: [{ text: `see ${quoted}`, run: `x ${SECRET}`, code: `y ${SECRET}`, language: SECRET }],
    verify: [`curl ${SECRET}`],
    prevention: [`p ${quoted}`],
    preserve: [`s ${quoted}`],
    captures: { name: SECRET, count: 'x' },
    explains: [SECRET],
    hypotheses: [{ title: `h ${quoted}`, check: `c ${SECRET}` }],
    reproduce: { command: `r ${SECRET}`, from: 'log' },
    evidence: [{ source: SECRET, line: 1, text: `e ${SECRET}`, proof: true, url: `https://x/${SECRET}` }],
    occurrences: [
      {
        ...occurrence(SECRET, { name: SECRET, code: SECRET, message: SECRET, location: { file: SECRET, line: 1 } }),
        job: { name: SECRET, workflow: SECRET },
        url: SECRET,
      },
    ],
    folded: [{ fingerprint: 'd', title: quoted, occurrences: [], evidence: evidence('a', 1, SECRET, []) }],
  });

  it('holds a known one nowhere but in the words that are ours', () => {
    const value = redacted({
      diagnoses: [finding],
      unknown: [unknown({ evidence: evidence('a', 1, SECRET, []) })],
      possible: [unknown({ evidence: evidence('a', 1, SECRET, []) })],
      sources: [source(SECRET, { notes: [SECRET] })],
      verdict: { gate: 'fail', failOn: 'P0', blocking: ['f'], reasons: [SECRET] },
      environment: [{ name: 'Rust', version: SECRET }],
    });
    expect(placesOf(value, SECRET)).toEqual(['.diagnoses.0.fix.0.language']);
    expect(value.diagnoses[0]).toMatchObject({
      title: `a \uE000${KNOWN}\uE001`,
      fix: [{ text: `see \uE000${KNOWN}\uE001`, run: `x ${KNOWN}`, code: `y ${KNOWN}` }],
      captures: { name: KNOWN, count: 'x' },
      evidence: [{ text: `e ${KNOWN}` }],
    });
  });

  it('leaves what identifies it as it is, and all else of it', () => {
    const value = report({ diagnoses: [finding], lastGood: 'a1b2c3d', basePassed: { sha: 'a1b2c3d' } });
    const again = redactReport(value, new Redactor({ secrets: ['a1b2c3d', RUN.repository as string] }));
    expect([again.lastGood, again.basePassed, again.run]).toEqual([value.lastGood, value.basePassed, value.run]);
    expect(again.diagnoses[0]?.evidence[0]).toMatchObject({ line: 1, proof: true });
    expect(redacted({ diagnoses: [finding] }).diagnoses[0]?.see).toEqual([]);
  });

  it('takes from a pattern’s prose only what is quoted, from its commands only what is known', () => {
    const prose = 'Set password=Zx81qFx4Lp0 yourself';
    const value = redacted({
      diagnoses: [
        diagnosis({
          title: prose,
          rootCause: `${prose} \uE000password=Zx81qFx4Lp0\uE001 and \uE000open ${SECRET}`,
          verify: [prose],
          fix: [{ text: prose, run: prose }],
        }),
      ],
    }).diagnoses[0];
    expect([value?.title, value?.verify, value?.fix]).toEqual([prose, [prose], [{ text: prose, run: prose }]]);
    expect(value?.rootCause).toBe(`${prose} \uE000password=[redacted: password]\uE001 and \uE000open ${KNOWN}`);
  });

  it('knows a capture or a fact by its name, and nothing else', () => {
    const named = { password: 'Zx81qFx4Lp0', place: 'Zx81qFx4Lp0' };
    const value = redacted({
      diagnoses: [diagnosis({ captures: named, occurrences: [occurrence('a', { facts: { ...named, exitCode: 7 } })] })],
    }).diagnoses[0];
    const expected = { password: '[redacted: secret]', place: 'Zx81qFx4Lp0' };
    expect(value?.captures).toEqual(expected);
    expect(value?.occurrences[0]?.failure.facts).toEqual({ ...expected, exitCode: 7 });
  });

  it('knows what is found in one place in all others: in evidence, failures, what is folded and what may be', () => {
    const line = { number: 1, last: 1, text: '', printed: `token: ${TOKEN.slice(4)}`, channel: '', clipped: false };
    const [bare, said] = [TOKEN.slice(4), `API_TOKEN=${TOKEN.slice(4)}`];
    const tells = (over: Partial<Report>) =>
      placesOf(redacted({ ...over, sources: [source('a', { notes: [`saw ${bare} there`] })] }, []), bare);
    expect(tells({})).toEqual(['.sources.0.notes.0']);
    for (const over of [
      { evidence: evidence('a', 1, said, []), occurrences: [] },
      { evidence: [], occurrences: [occurrence('a', { lines: [line] })] },
      { evidence: [], occurrences: [occurrence('a', { message: said })] },
      {
        evidence: [],
        occurrences: [],
        folded: [{ fingerprint: 'd', title: 't', occurrences: [], evidence: evidence('a', 1, said, []) }],
      },
    ]) {
      expect(tells({ diagnoses: [diagnosis(over)] })).toEqual([]);
      expect(tells({ unknown: [unknown(over)] })).toEqual([]);
      expect(tells({ possible: [unknown(over)] })).toEqual([]);
    }
  });

  it('tells nothing of the lines that a failure was read from', () => {
    const line = { number: 1, last: 1, text: 'x', printed: 'x', channel: '', clipped: false };
    const value = redacted({ unknown: [unknown({ occurrences: [occurrence('a', { lines: [line] })] })] });
    expect(value.unknown[0]?.occurrences[0]?.failure.lines).toEqual([]);
  });

  it('reads lines of one source together, and each stays the line it was', () => {
    const quotes = (...lines: (readonly [source: string, text: string])[]) =>
      redacted({
        unknown: [
          unknown({
            evidence: lines.map(([from, text], index) => ({ source: from, line: index + 1, text, proof: false })),
          }),
        ],
      }).unknown[0]?.evidence.map(({ text }) => text);
    const [first, second] = ['password="kR7xQ2mZp9', 'Lw4vTn8sYb3"'];
    const hidden = ['password="[redacted: password]', '[redacted: password]"'];
    expect(quotes(['a', first], ['a', second], ['a', 'x'])).toEqual([...hidden, 'x']);
    expect(quotes(['a', 'x\ny'], ['a', `${first}\n${second}`], ['a', 'z'])).toEqual(['x\ny', hidden.join('\n'), 'z']);
    expect(quotes(['a', first], ['b', second])?.[1]).toBe(second);
  });

  it('cuts what is too long to be read, and says by how much', () => {
    const cuts = (text: string) => {
      const value = redacted({
        unknown: [
          unknown({
            evidence: evidence('a', 1, text, []),
            occurrences: [occurrence('a', { message: text, name: text })],
          }),
        ],
      }).unknown[0];
      return [value?.evidence[0]?.text, value?.occurrences[0]?.failure.message, value?.occurrences[0]?.failure.name];
    };
    const x = (length: number) => 'x '.repeat(length / 2);
    expect(cuts(x(2_040))).toEqual([x(2_040), x(2_040), x(2_040)]);
    expect(cuts(x(2_042))).toEqual([`${x(2_000)} … (42 more characters)`, x(2_042), x(2_042)]);
    expect(cuts(x(4_040))[1]).toBe(x(4_040));
    expect(cuts(x(4_042))[1]).toBe(`${x(4_000)} … (42 more characters)`);
  });
});

describe('an environment tells what is secret', () => {
  it.each<[name: string, value: string, secrets: readonly string[]]>([
    ['API_TOKEN', 'abc-12', ['abc-12']],
    ['API_TOKEN', 'abc-1', []],
    ['API_TOKEN', '12345678', ['12345678']],
    ['API_TOKEN', '1234567', []],
    ['API_TOKEN', 'aaaaaaaaaa', []],
    ['API_TOKEN', 'abc***def', []],
    ['API_TOKEN', 'changeme', []],
    ['API_TOKEN', '~/token', []],
    ['API_TOKEN', '../a/b-c.d', []],
    ['API_TOKEN', '/run', []],
    ['API_TOKEN', 'C:\\token', []],
    ['API_TOKEN', '/run secrets', ['/run secrets']],
    ['API_TOKENIZER', 'abc-12-def', []],
    ['MY API_TOKEN', 'abc-12-def', []],
    ['INPUT_TOKEN', 'abc-12-def', ['abc-12-def']],
    ['X', '{"a":{"password":"abc-12"},"b":[{"token":"def-34"}],"c":"ghi-56"}', ['def-34', 'abc-12']],
    ['X', '{"password":["abc-12",{"x":"def-34"}]}', ['abc-12']],
    ['X', '{"password":7,"token":null}', []],
    ['API_TOKEN', '{broken', ['{broken']],
    ['API_TOKEN', ' ["abc-12-def"]', []],
    ['API_TOKEN', '"ab{12-def"', ['"ab{12-def"']],
  ])('%s=%s', (name, value, secrets) => {
    expect(secretsIn({ [name]: value })).toEqual(secrets);
  });

  it('each once, and nothing of what is not set', () => {
    expect(secretsIn({ A_TOKEN: 'abc-12', B_TOKEN: 'abc-12', C_TOKEN: undefined })).toEqual(['abc-12']);
  });
});

describe('private keys', () => {
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} PRIV${'ATE KEY'}-----`) as [string, string];
  const body = 'Ab3dEf6hIj9lMn2pQr5t';
  const taken = (text: string) => findPrivateKeys(text).map(({ from, to }) => text.slice(from, to));

  it.each<[what: string, text: string, parts: readonly string[]]>([
    ['none', `no PRIVATE KEY here`, []],
    ['one', `a ${begin}\n${body}\n${end} z`, [begin, body, end]],
    ['behind a prefix on each line', `| ${begin}\n| ${body}\n| ${end}`, [begin, body, `| ${end}`]],
    ['two', `${begin}\n${body}\n${end}\nx\n${begin}\n${body}\n${end}`, [begin, body, end, begin, body, end]],
    [
      'one cut, then a whole one',
      `${begin}\n${body}\nno key\n${begin}\n${body}\n${end}`,
      [begin, body, begin, body, end],
    ],
    ['an end, then a whole one', `${body}\n${end}\n${begin}\n${body}\n${end}`, [`-----`, body, begin, body, end]],
    ['a cut one at the end of the text', `${begin}\n${body}`, [begin, body]],
    ['only its beginning', begin, [begin]],
    ['an end on the line of the body', `${body}${end}`, [body]],
    ['empty lines in it', `${begin}\n\n${body}\n\nno more`, [begin, body]],
  ])('%s', (_, text, parts) => {
    const found = taken(text);
    for (const part of parts) expect(found.some((each) => each.includes(part) || part.includes(each))).toBe(true);
    expect(found.join(' ')).not.toMatch(/\bno\b|\bx\b|no more/);
    if (parts.length === 0) expect(found).toEqual([]);
  });

  it('of more lines than one has is no one', () => {
    const long = (lines: number) => `${begin}\n${'no key\n'.repeat(lines)}${end}`;
    expect(redactText(long(398), { secrets: [] })).not.toContain('no key');
    expect(redactText(long(400), { secrets: [] })).toContain('no key');
  });
});

describe('the user’s own expressions', () => {
  const shown = (text: string, ...expressions: string[]) => redactText(text, { secrets: [], expressions });
  it('take what each of their groups matches, and nothing for one that matches nothing', () => {
    expect(shown('a1 b2 c3', '(a\\d) (b\\d)')).toBe('[redacted: by configuration] [redacted: by configuration] c3');
    expect(shown('a1 b2', '(a\\d)|(b\\d)')).toBe('[redacted: by configuration] [redacted: by configuration]');
    expect(shown('a1', 'x*')).toBe('a1');
    expect(shown('a1 b2', 'a1', 'b2')).toBe('[redacted: by configuration] [redacted: by configuration]');
  });

  it('take a text to its end after a thousand hits', () => {
    const rest = 'and the rest';
    expect(shown(`${'a '.repeat(999)}${rest}`, 'a ')).toContain('rest');
    expect(shown(`${'a '.repeat(1_000)}${rest}`, 'a ')).not.toContain('rest');
  });
});

describe('edges of alphabets and addresses', () => {
  it.each(['azAZ09!a', 'a0A9z0Z9'])('%s is chance', (value) => expect(looksRandom(value)).toBe(true));
  it.each(['aaaaaaaz', 'aaaazzzz', 'AAAAZZZZ', '00009999', 'aAzZaazz'.toLowerCase(), '{{{{aaaa', '````aaaa'])(
    '%s is not',
    (value) => expect(looksRandom(value)).toBe(false),
  );
  it.each(['`a`a`a`a', '{a{a{a{a', '@A@A@A@A', '[A[A[A[A', '/0/0/0/0'])('%s: signs stand beside the letters', (value) =>
    expect(looksRandom(value)).toBe(!value.startsWith('/')),
  );

  const shown = (text: string) => redactText(text, { secrets: [] });
  it.each([
    ['http://u:p%w4x8@host/x', 'http://u:[redacted: password]@host/x'],
    ['http://:Zx81qF@host', 'http://:[redacted: password]@host'],
    ['http://@host', 'http://@host'],
    ['http://u:@host', 'http://u:@host'],
    ['http://host/a:b@c', 'http://host/a:b@c'],
    ['http://host:80/a@b', 'http://host:80/a@b'],
    ['http://host:65535?a@b', 'http://host:65535?a@b'],
    ['http://u:Zx81/qF@host', 'http://u:[redacted: password]@host'],
    ['http://u:123456/qF@host', 'http://u:[redacted: password]@host'],
    ['http://host', 'http://host'],
    ['a://b://u:Zx81qF@host', 'a://b://u:[redacted: password]@host'],
    ['http://u:Zx@81qF@host', 'http://u:[redacted: password]@host'],
    ['http://q8Zr5TxW2mKv9LpB@host', 'http://[redacted: token]@host'],
    ['http://q8Zr5TxW2mKv9Lp@host', 'http://q8Zr5TxW2mKv9Lp@host'],
    ['http://same1x:same1x@host', 'http://same1x:same1x@host'],
    ['x:// u:Zx81qF@host', 'x:// u:Zx81qF@host'],
    ['http://u:Zx81qF@', 'http://u:[redacted: password]@'],
    ['(password=Zx81-qF4!,user=x)', '(password=[redacted: password],user=x)'],
    [';password=Zx81qF4,user=x;y', ';password=[redacted: password];y'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(expected));

  it.each([
    [`id AKIAABCDEFGHIJKLMNOP key aB3${'x'.repeat(37)}`, true],
    [`id ASIAABCDEFGHIJKLMNOP key aB3${'x'.repeat(37)}`, true],
    [`id AKIAABCDEFGHIJKLMNOP key aB3${'x'.repeat(36)}`, false],
    [`id AKIAABCDEFGHIJKLMNOP key aB3${'x'.repeat(38)}`, false],
    [`id AKIAABCDEFGHIJKLMNOP key ab3${'x'.repeat(37)}`, false],
    [`id AKIAABCDEFGHIJKLMNOP key AB3${'X'.repeat(37)}`, false],
    [`id AKIAABCDEFGHIJKLMNOP key aBx${'x'.repeat(37)}`, false],
    [`id AKIAABCDEFGHIJKLMNO key aB3${'x'.repeat(37)}`, false],
  ])('the secret beside an id of AWS: %s', (text, is) => {
    expect(shown(text).includes('[redacted: AWS secret]')).toBe(is);
  });

  it.each([
    ['token: ab=cd1', true],
    ['secret: q8Zr5TxW2mKv9LpB3nYc=', true],
  ])('%s', (text) => expect(typeof shown(text)).toBe('string'));

  test.each([
    ['x = 1', false],
    ['a=b', true],
    ['a==b', false],
    ['/a/b', true],
    ['~/a', true],
    ['a.b', true],
  ])('%s is code: %s', (value, is) => expect(isCode(value)).toBe(is));
});

describe('the end of a view', () => {
  it('lies behind the whole escape, and before what stands between lines', () => {
    const view = percentDecoded('a%41')!;
    expect([...view.at]).toEqual([0, 1, 4]);
    expect([...unwrapped('ab\n  cd').at]).toEqual([0, 1, 5, 6, 7]);
    expect([...unwrapped(' \t\r\n\t').at]).toEqual([5]);
    expect(unwrapped('a|\\\n|b').text).toBe('a|b');
  });
});
