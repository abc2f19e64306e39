import { describe, expect, it, test } from 'vitest';
import { isSecretValue } from '../../../src/core/redact/assignments.js';
import { isCode, isPublic, isStandIn, isWord, looksRandom } from '../../../src/core/redact/likeness.js';
import { redactText } from '../../../src/core/redact/redactor.js';
import { secretNames } from '../../../src/core/redact/secret-name.js';
import { originals, percentDecoded, unwrapped } from '../../../src/core/redact/view.js';

/** Nothing that anybody uses. */
const [WORDY, RUN] = ['k71qZ9fXw!Q4m', 'q8Zr5TxW2mKv9LpB3nYc7HdF'];
const BASIC = Buffer.from(`ops:${WORDY}`).toString('base64');
const HIDDEN = /\[redacted: [^\]]+\]/g;
const shown = (text: string) => redactText(text, { secrets: [] }).replace(HIDDEN, '‹›');

describe('a credential is taken from its first character to its last, and nothing beside it', () => {
  it.each([
    'Authorization: Basic ‹abcdef›',
    'authorization=negotiate ‹abcdef›; retry',
    `"authorization" => "ApiKey ‹${RUN}›", 1`,
    `{\\"Authorization\\": \\"‹${RUN}›\\"}`,
    `sent Bearer ‹${RUN}›, got 403`,
    `sent basic ‹${BASIC}›, got 403`,
    `"auths": {"ghcr.io": {"auth": "‹${BASIC}›"}}`,
    `Cookie: sid=‹${RUN}›; theme=dark`,
    `curl --user ops:‹${WORDY}› https://x.test`,
    `wget --proxy-user=ops:‹${WORDY}› https://x.test`,
    `ldapsearch -u "ops:‹${WORDY}›" -b dc=x`,
    `sshpass -p ‹${WORDY}› ssh ops@x`,
    `docker login -u ops -p=‹${WORDY}› ghcr.io`,
    `mysql -u root -p‹${WORDY}› shop`,
    `mariadb -p'‹${WORDY}›' shop`,
    `redis-cli -h db -a ‹${WORDY}› ping`,
    `machine x.test login ops password ‹${WORDY}›`,
    `CREATE USER shop IDENTIFIED BY '‹${WORDY}›'`,
    `ALTER ROLE shop WITH PASSWORD '‹${WORDY}›';`,
    `echo ‹${WORDY}› | docker login --password-stdin`,
    `printf '%s\\n' "‹${WORDY}›" | gh auth login --with-token`,
    `sudo -S make install <<< "‹${WORDY}›"`,
    `Password for bob: ‹${WORDY}›`,
    `password is generated for user 'bob': '‹${WORDY}›'`,
    `the password is ‹${WORDY}›`,
    `+ echo ‹${WORDY}›\n+ docker login --password-stdin ghcr.io`,
    `+ docker login --password-stdin ghcr.io\n++ printf '%s' ‹${WORDY}›`,
    `first line\nthen Authorization: Bearer ‹${RUN}›\nlast line`,
    `API_TOKEN=‹${RUN}›`,
    `--api-key ‹${RUN}› --retries 3`,
    `--password=‹hunter›`,
    'DB_PASSWORD=‹kettle›',
    'API_TOKEN=‹kettle›',
    '--api-key=‹kettle›',
    '_token=‹kettle›',
    '--TOKEN=‹kettle›',
    `db_password = "‹${WORDY}›"`,
    `password: Some("‹${WORDY}›")`,
    `password = b'‹${WORDY}›'`,
    `{\\"password\\": \\"‹${WORDY}›\\", \\"port\\": 1}`,
    `config['password'] = '‹${WORDY}›'`,
    `https://x.test/?user=1&access_token=‹${RUN}›&page=2`,
    `https://x.test/?access_token=‹${RUN}›#top`,
    `https://x.test/;token=‹${RUN}›;v=1`,
    `{token: ‹${RUN}›, port: 80}`,
    `(password=‹${WORDY}›), 3`,
    `export DB_PASSWORD='‹it\\'s ${WORDY}›'`,
    `postgres://shop:‹${WORDY}›@db:5432/shop`,
    `https://‹${RUN}›@git.test/a.git`,
    `a://u:‹${WORDY}›@h b://u:‹${WORDY}›@h`,
    `smtp://ops:‹p/w7x›@mail`,
  ])('%s', (marked) => {
    expect(shown(marked.replace(/[‹›]/g, ''))).toBe(marked.replace(/‹[^›]*›/g, '‹›'));
  });
});

describe('what is no secret stays, word for word', () => {
  it.each([
    'Authorization: required-for-everybody',
    'basic functionality',
    `basic ${Buffer.from('no colon in it').toString('base64')}`,
    'curl --user ops:12345 https://x.test',
    'docker run -p 8080:80 app; docker login ghcr.io',
    'docker login -p -u ops',
    'mysql -p shop',
    'redis-cli -a -b',
    'echo password | docker login --password-stdin',
    '+ echo hunter-blue-7\n+ docker build .',
    '+ echo $TOKEN\n+ docker login --password-stdin ghcr.io',
    "CREATE USER shop IDENTIFIED BY 'changeme'",
    "ALTER ROLE shop PASSWORD 'one two three'",
    'the password is wrong',
    'the password is expired',
    'Password for bob: incorrect',
    'unexpected token: abc7Def9Ghi2',
    'invalid token=abcd',
    'password: 1234567',
    'password = get_password()',
    'token = ./secrets/token.txt',
    'secret: /run/secrets/app',
    'TOKEN=https://x.test/token',
    'TOKEN=http://x.test/token',
    'TOKEN=../config/token',
    'TOKEN=./config/token.txt',
    'TOKEN=/config/token',
    'TOKEN=~/token',
    'TOKEN=read_token(file)',
    'TOKEN=a.read(file)',
    'token=kettle',
    'apiKey=kettle',
    'PASSWORD=~/.config/pw',
    'login(password=secret_of(user), retries=3)',
    'login(password=given), 3',
    'password::hash == 1',
    'password = password',
    'the token (of the parser), and more',
    'https://x.test:8443/a@b',
    'https://x.test/a:b@c',
    'https://user@example.com/path',
    'https://short7Q@git.test/a.git',
    'redis://:redis@db',
    'redis://redis7x:redis7x@db',
    'amqp://guest:***@mq',
    `commit ${'0a1b'.repeat(10)} of AKIA`,
  ])('%s', (text) => {
    expect(redactText(text, { secrets: [] })).toBe(text);
  });
});

test.each([
  ['DB_PASSWORD', WORDY, true],
  ['password', 'hunter7', true],
  ['password', 'hunter', false],
  ['password', 'abc', false],
  ['password', 'password', false],
  ['password', 'a.b.c', false],
  ['token', RUN, true],
  ['token', 'Ident', false],
  ['token', '12345', false],
  ['path', RUN, false],
  ['password of it', WORDY, false],
  ['my password', WORDY, false],
])('a value named %s that is %s: secret %s', (name, value, is) => {
  expect(isSecretValue(name, value)).toBe(is);
});

describe('names that say secret', () => {
  it.each([
    ['DB_PASSWORD', 'password'],
    ['dbPass', 'password'],
    ['pass', 'password'],
    ['PGPASS', 'password'],
    ['x-api-key', 'secret'],
    ['apiKey', 'secret'],
    ['session_id', 'secret'],
    ['my.auth', 'secret'],
    ['userAuth', 'secret'],
    ['passwordToken', 'password'],
  ])('%s: a %s', (name, kind) => {
    expect(secretNames(name)).toEqual([{ name, kind, from: 0, to: name.length }]);
  });

  it.each([
    'tokenizer',
    'TOKENS',
    'tokens',
    'compass',
    'bypass',
    'oauth',
    'author',
    'auth_url',
    'authMode',
    'password_file',
    'passwordLength',
    'secretName',
    'token.count',
    'SECRET-ID',
    'design',
  ])('not %s', (name) => {
    expect(secretNames(name)).toEqual([]);
  });

  it('each in a text, with its place', () => {
    expect(secretNames('a DB_PASSWORD, x.token-7 b').map(({ name, from, to }) => [name, from, to])).toEqual([
      ['DB_PASSWORD', 2, 13],
      ['x.token-7', 15, 24],
    ]);
  });
});

describe('what a value looks like', () => {
  it.each([
    'a***b',
    '••••',
    '[hidden]',
    '$TOKEN',
    '<token>',
    '&x',
    '!ref',
    '{{ x }}',
    '%TOKEN%',
    '...',
    '…',
    'secrets.A',
    'process[0]',
    'env:X',
    'MY_TOKEN',
    'XXXX',
    'xxxx',
    '####',
    'your-token',
    'Your_token',
    'aaaa',
    'None',
    'REDACTED',
  ])('%s stands for another', (value) => expect(isStandIn(value)).toBe(true));
  it.each(['a**b', 'x[hidden]', 'a$b', '%TOKEN', 'secretsA', 'MY_TOKEN7', 'xXy', 'aaab', 'my-your-x', 'Nones'])(
    '%s stands for itself',
    (value) => expect(isStandIn(value)).toBe(false),
  );
  it('a default of tutorials is public, in any case, and nothing that only holds one', () => {
    expect(['changeme', 'Postgres', 'GUEST'].map(isPublic)).toEqual([true, true, true]);
    expect(['changeme1', 'my-guest', ''].map(isPublic)).toEqual([false, false, false]);
  });
  it.each([
    ['hunter', true],
    ['Hunter', true],
    ['not found here', true],
    ['left-over', true],
    ['HUnter', false],
    ['hunter7', false],
    ['a', true],
    ['A', false],
    ['abcdefghijklmno', false],
    ['hunter!', false],
  ])('%s is a word: %s', (value, is) => expect(isWord(value)).toBe(is));
  it.each([
    ['a=b', true],
    ['a==', false],
    ['=b', false],
    ['f(x', true],
    ['a[0', true],
    ['{x', true],
    ['std::env', true],
    ['a->b', true],
    ['a=>b', true],
    ["<'a", true],
    ['os.environ', true],
    ['_a.b_c.d', true],
    ['os.', false],
    ['7.a', false],
    ['a.7', false],
    ['a.b!', false],
    ['/run/secrets', true],
    ['/run', true],
    ['~/x', true],
    ['./x', true],
    ['../x/', true],
    ['.../x', false],
    ['x/y', false],
    ['/a b', false],
    ['/', false],
  ])('%s is code: %s', (value, is) => expect(isCode(value)).toBe(is));
  it.each([
    ['q8Zr5TxW', true],
    ['aAbBcCdD', true],
    ['ab1cd2ef', true],
    ['aaaa1111', false],
    ['ab1cd2e', false],
    ['ab-cd-ef-gh', false],
    ['AbcDefGhi', false],
    ['parseHtmlToken', false],
    ['zZ09azAZ', true],
    ['aaaaa!a!a', true],
    ['aaaa!aaa!', false],
    ['aaaa1aaa1', true],
    ['1.2.3-4_5/6:7,8', false],
    ['version_1.2.3', false],
    [`${'a'.repeat(200)}B1c2D3e4`, false],
  ])('%s is chance: %s', (value, is) => expect(looksRandom(value)).toBe(is));
});

describe('a text read in another way', () => {
  const of = (text: string, part: string) => {
    const view = unwrapped(text);
    const from = view.text.indexOf(part);
    return originals(view, { from, to: from + part.length, label: '' }).map((range) =>
      text.slice(range.from, range.to),
    );
  };

  it('without the ends of its lines, and what tools put around them', () => {
    expect(unwrapped('ab  \r\n  cd |\n#7 0.1 ef\nweb-1  | gh\n│ ij │\nE   kl\\\n').text).toBe('abcdefghijkl');
    expect(unwrapped('  a\nb').text).toBe('  ab');
    expect(unwrapped('a\n  \nb').joints).toEqual([1, 1]);
  });

  it('and each of its parts is found again, a range a line', () => {
    expect(of('x ab  \n  cd y', 'abcd')).toEqual(['ab', 'cd']);
    expect(of('x ab  \n  cd y', 'cd')).toEqual(['cd']);
    expect(of('x ab  \n  cd y', 'ab')).toEqual(['ab']);
    expect(of('ab\ncd\nef', 'abcdef')).toEqual(['ab', 'cd', 'ef']);
    expect(of('ab\ncd', 'd')).toEqual(['d']);
  });

  it('with its escapes decoded', () => {
    expect(percentDecoded('100% sure')).toBeUndefined();
    const view = percentDecoded('a%41b%2fc%zz')!;
    expect(view.text).toBe('aAb/c%zz');
    expect(originals(view, { from: 1, to: 4, label: 'x' })).toEqual([{ from: 1, to: 8, label: 'x' }]);
    expect(originals(view, { from: 4, to: 8, label: 'x' })).toEqual([{ from: 8, to: 12, label: 'x' }]);
  });
});
