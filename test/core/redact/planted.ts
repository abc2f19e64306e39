import { Chance } from './chance.js';

/** Lines of a log with a secret in them. */
export interface Plant {
  /** Stands in the lines too, so that a report shows whether they were evidence: `plant-017`. */
  readonly id: string;
  readonly kind: string;
  readonly lines: readonly string[];
  /** What no channel may show. */
  readonly secrets: readonly string[];
}

interface Sown {
  readonly lines: readonly string[];
  readonly secrets: readonly string[];
}

/** Makes one more of a kind; `index` counts them, so that each is written another way. */
type Maker = (chance: Chance, index: number) => Sown;

const SEED = 20_261_123;

/** Values that the environment names as secrets, with characters that every encoding writes in another way. */
export const KNOWN = {
  DEPLOY_TOKEN: `dpl/${new Chance(1).letters(14)}+&=${new Chance(2).letters(9)}`,
  BOILER_PASSWORD: `bo"${new Chance(3).letters(9)}<>'${new Chance(4).letters(8)}`,
} as const;

const line = (text: string, ...secrets: readonly string[]): Sown => ({ lines: [text], secrets });

/** A token where logs have them: bare, in an address, in JSON, in a command, quoted, at the end of a sentence. */
const SHAPES: readonly ((secret: string) => string)[] = [
  (secret) => `using ${secret}`,
  (secret) => `GET https://api.shop.test/v1?key=${secret}&page=2 failed`,
  (secret) => `{"level":"error","value":"${secret}"}`,
  (secret) => `refused: '${secret}'.`,
  (secret) => `left: ("a", "${secret}") right: None`,
  (secret) => `+ client --with ${secret} --verbose`,
];

function token(make: (chance: Chance, index: number) => string): Maker {
  return (chance, index) => {
    const secret = make(chance, index);
    return line((SHAPES[index % SHAPES.length] as (secret: string) => string)(secret), secret);
  };
}

/** Every mark is put together here, so that nobody takes this file for one with secrets. */
const marked = (...parts: readonly string[]): string => parts.join('');

const CLASSIC = ['p', 'o', 'u', 'r', 's'];
const ASSIGNMENTS: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${name}=${value}`,
  (name, value) => `export ${name}="${value}"`,
  (name, value) => `  ${name}: ${value}`,
  (name, value) => `'${name}': '${value}', 'PORT': '80'`,
  (name, value) => `{"${name.toLowerCase()}": "${value}", "port": 80}`,
  (name, value) => `docker run -e ${name}=${value} shop:latest`,
  (name, value) => `client --${name.toLowerCase().replaceAll('_', '-')} ${value} --retries 3`,
  (name, value) => `Config { ${name.toLowerCase()}: "${value}", port: 80 }`,
  (name, value) => `os.environ['${name}'] = '${value}'`,
  (name, value) => `server=db;user=shop;${name}=${value};timeout=3`,
];
const assigned =
  (names: readonly string[], make: (chance: Chance) => string): Maker =>
  (chance, index) => {
    const value = make(chance);
    const write = ASSIGNMENTS[index % ASSIGNMENTS.length] as (name: string, value: string) => string;
    return line(write(names[index % names.length] as string, value), value);
  };

const ADDRESSES: readonly ((password: string) => string)[] = [
  (password) => `postgres://shop:${password}@db.internal:5432/shop`,
  (password) => `connecting to mysql://root:${password}@127.0.0.1:3306/app?ssl=true failed`,
  (password) => `redis://:${password}@cache:6379/0`,
  (password) => `amqp://guest1:${password}@queue:5672/%2f`,
  (password) => `mongodb+srv://app:${password}@cluster0.shop.test/db`,
  (password) => `fatal: unable to access 'https://ci:${password}@git.shop.test/app.git/': 403`,
  (password) => `DATABASE_URL=postgresql+asyncpg://u:${password}@h/d`,
  (password) => `proxy http://ops:${password}@proxy:3128 refused`,
];

const KEY_NAMES = ['RSA ', 'EC ', 'OPENSSH ', '', 'ENCRYPTED '];
const PREFIXES = ['', '    ', 'E   ', '  | '];

const privateKey: Maker = (chance, index) => {
  const name = KEY_NAMES[index % KEY_NAMES.length] as string;
  const prefix = PREFIXES[index % PREFIXES.length] as string;
  const body = Array.from({ length: 6 }, (_, at) => chance.letters(at === 5 ? 37 : 64));
  const label = marked(name, 'PRIV', 'ATE KEY');
  const lines = [`-----BEGIN ${label}-----`, ...body.slice(0, 5), `${body[5]}=`, `-----END ${label}-----`];
  return { lines: lines.map((each) => prefix + each), secrets: body };
};

const known = Object.values(KNOWN);
const encodings: readonly ((value: string) => string)[] = [
  (value) => Buffer.from(value).toString('base64'),
  (value) => encodeURIComponent(value),
  (value) => Buffer.from(value).toString('hex'),
  (value) => JSON.stringify(value).slice(1, -1),
  (value) => Buffer.from(`user:${value}`).toString('base64'),
  (value) => Buffer.from(value).toString('base64url'),
  (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
];

const encodedKnown: Maker = (_, index) => {
  const value = known[index % known.length] as string;
  const form = (encodings[index % encodings.length] as (value: string) => string)(value);
  return line(`the answer was ${form} instead`, value, form);
};

const encodedToken: Maker = (chance, index) => {
  const secret = marked('gh', 'p_', chance.letters(36));
  const form =
    index % 2 === 0 ? Buffer.from(`x-token ${secret}`).toString('base64') : encodeURIComponent(`"${secret}"`);
  return line(`payload=${form}`, secret, form.slice(14));
};

/** Broken in the middle by whatever wraps lines. */
const split: Maker = (chance, index) => {
  const secret =
    index % 2 === 0
      ? marked('gh', 'p_', chance.letters(36))
      : marked('github', '_pat_', chance.letters(22), '_', chance.letters(59));
  const at = 24 + chance.below(6);
  return {
    lines: [`token in use: ${secret.slice(0, at)}`, secret.slice(at)],
    secrets: [secret.slice(0, at), secret.slice(at)],
  };
};

/** How many of each kind: 150. */
const KINDS: readonly (readonly [kind: string, count: number, make: Maker])[] = [
  [
    'GitHub, classic',
    10,
    token((chance, index) => marked('gh', CLASSIC[index % 5] as string, '_', chance.letters(36))),
  ],
  [
    'GitHub, fine-grained',
    4,
    token((chance) => marked('github', '_pat_', chance.letters(22), '_', chance.letters(59))),
  ],
  [
    'GitHub, long installation token',
    6,
    token((chance) => marked('gh', 's_', chance.of('0123456789', 8), '_', chance.jwt(420))),
  ],
  [
    'AWS key id',
    4,
    token((chance, index) =>
      marked(index % 2 === 0 ? 'AK' : 'AS', 'IA', chance.of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)),
    ),
  ],
  ['AWS secret', 8, assigned(['AWS_SECRET_ACCESS_KEY'], (chance) => chance.letters(40))],
  ['JWT', 6, token((chance) => chance.jwt(90))],
  [
    'Basic header',
    6,
    (chance, index) => {
      const form = Buffer.from(`ops${index}:${chance.password()}`).toString('base64');
      return line(index % 2 === 0 ? `> Authorization: Basic ${form}` : `{'Authorization': 'Basic ${form}'}`, form);
    },
  ],
  [
    'Bearer header',
    6,
    (chance, index) => {
      const value = chance.letters(32);
      return line(
        index % 2 === 0 ? `authorization: Bearer ${value}` : `curl -H "Authorization: Bearer ${value}" x`,
        value,
      );
    },
  ],
  ['password', 12, assigned(['PASSWORD', 'DB_PASSWORD', 'PGPASSWORD', 'ADMIN_PASSWD'], (chance) => chance.password())],
  [
    'token by name',
    12,
    assigned(['SHOP_TOKEN', 'DEPLOY_API_KEY', 'SESSION_SECRET', 'NPM_AUTH_TOKEN'], (chance) => chance.letters(28)),
  ],
  [
    'address',
    12,
    (chance, index) => {
      const password = encodeURIComponent(chance.password());
      return line((ADDRESSES[index % ADDRESSES.length] as (password: string) => string)(password), password);
    },
  ],
  ['private key', 8, privateKey],
  [
    'Slack',
    6,
    token((chance, index) =>
      marked('xo', index % 2 === 0 ? 'xb-' : 'xp-', chance.of('0123456789', 12), '-', chance.letters(24)),
    ),
  ],
  ['Stripe', 5, token((chance, index) => marked('sk', index % 2 === 0 ? '_live_' : '_test_', chance.letters(24)))],
  ['Google', 5, token((chance) => marked('AI', 'za', chance.letters(35)))],
  ['npm', 5, token((chance) => marked('np', 'm_', chance.letters(36)))],
  ['OpenAI', 5, token((chance) => marked('sk', '-proj-', chance.letters(48)))],
  ['Anthropic', 5, token((chance) => marked('sk', '-ant-api03-', chance.letters(80)))],
  ['GitLab', 3, token((chance) => marked('gl', 'pat-', chance.letters(20)))],
  ['known value, encoded', 10, encodedKnown],
  ['token, encoded', 4, encodedToken],
  ['over two lines', 8, split],
];

/** All of them, the same in every run. */
export function planted(): Plant[] {
  const chance = new Chance(SEED);
  const sown = KINDS.flatMap(([kind, count, make]) =>
    Array.from({ length: count }, (_, index) => ({ kind, ...make(chance, index) })),
  );
  return sown.map(({ kind, lines, secrets }, index) => {
    const id = `plant-${String(index + 1).padStart(3, '0')}`;
    return { id, kind, lines, secrets };
  });
}

/** A log that fails, in one of several tools' ways, with the plant's lines in what it says. */
export function failingLog({ id, lines }: Plant, index: number): string {
  const [first = '', ...rest] = lines;
  switch (index % 3) {
    case 0:
      return `thread 'main' panicked at src/${id}.rs:3:5:\n${id} ${first}\n${rest.map((each) => `${each}\n`).join('')}note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace\n`;
    case 1:
      return `Traceback (most recent call last):\n  File "/app/${id}.py", line 7, in <module>\n    main()\nRuntimeError: ${id} ${first}\n${rest.map((each) => `${each}\n`).join('')}`;
    default:
      return `starting ${id}\n${id} ${first}\n${rest.map((each) => `${each}\n`).join('')}##[error]Process completed with exit code 1.\n`;
  }
}
