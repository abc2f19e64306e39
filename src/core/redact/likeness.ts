/** What a value looks like: chosen by chance, standing for something else, or known to everybody. */

/** Passwords every tutorial uses: no secrets, and often what a failure is about. */
const PUBLIC = new Set(
  'admin app changeme default dev development docker dummy example foobar guest local localhost minio minioadmin mysql none passw0rd pass passwd password postgres postgresql rabbitmq redis root sample secret test tester testing testpass testpassword user username'.split(
    ' ',
  ),
);

/** Words that stand where a value would: states, types, names of the thing itself. */
const WORDS = new Set(
  'any boolean bytes cannot disabled empty enabled expected expired expires false hidden ignore inherit invalid masked missing nil none not null number object optional redacted removed required secure string token true undefined unexpected unknown unset valid write read'.split(
    ' ',
  ),
);

/** A variable, a masked value, a type or a word in the place of a value. */
export function isStandIn(value: string): boolean {
  if (value.includes('***') || value.includes('•••') || value.startsWith('[')) return true;
  if (/^(?:[$<&!{]|%[A-Z_]+%|\.\.\.|…)/.test(value)) return true;
  if (/^(?:secrets|env|vars|inputs|process|os|std|self|this|settings|config)\b[.:[(]/.test(value)) return true;
  if (/^[A-Z][A-Z_]*$/.test(value) || /^[Xx*#.-]+$/.test(value) || /^your[-_]/i.test(value)) return true;
  return /^(.)\1*$/.test(value) || WORDS.has(value.toLowerCase());
}

/** A default that stands in every tutorial. */
export function isPublic(value: string): boolean {
  return PUBLIC.has(value.toLowerCase());
}

/** One word of a language, so more likely said of a value than being one. */
export function isWord(value: string): boolean {
  return /^(?:[a-z]{1,14}|[A-Z][a-z]{1,13})(?:[ _-][a-z]{1,14}){0,8}$/.test(value);
}

/** An expression of a program rather than a value: a call, a type, a path of names. */
export function isCode(value: string): boolean {
  return /^\w+=[^=]|[([{]|::|->|=>|<'/.test(value) || /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(value) || isPath(value);
}

function isPath(value: string): boolean {
  return /^(?:~|\.{1,2})?\/[\w.-]+(?:\/[\w.-]*)*$/.test(value);
}

/** Whether characters of different kinds follow each other as chance would have it, not as names, words and versions do. */
export function looksRandom(value: string): boolean {
  if (/^[a-z]*(?:[A-Z][a-z]{2,})+$/.test(value)) return false;
  let last = '';
  let changes = 0;
  let length = 0;
  for (const character of value.slice(0, 200)) {
    const kind = kindOf(character);
    if (kind === '') continue;
    length += 1;
    if (last !== '' && kind !== last) changes += 1;
    last = kind;
  }
  return length >= 8 && (changes >= 4 || (changes >= 3 && /\d/.test(value)));
}

function kindOf(character: string): string {
  if (character >= 'a' && character <= 'z') return 'lower';
  if (character >= 'A' && character <= 'Z') return 'upper';
  if (character >= '0' && character <= '9') return 'digit';
  return '_-./:,'.includes(character) ? '' : 'sign';
}
