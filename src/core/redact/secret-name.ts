/** What the name of a variable, a field or an option says of its value. */
export type NameKind = 'password' | 'secret';

/**
 * Words that make a name one of a secret. Alternatives of literals: one pass, nothing to go back to. `pass`, `auth` and
 * `sig` count as whole parts of a name only.
 */
const KEYWORDS =
  /pass(?:word|wd|phrase|code)|passwort|pwd|secret|token|credentials?|api[-_.]?key|access[-_.]?key|account[-_.]?key|private[-_.]?key|signing[-_.]?key|encryption[-_.]?key|master[-_.]?key|deploy[-_.]?key|license[-_.]?key|service[-_.]?role[-_.]?key|auth[-_.]?key|app[-_.]?key|session[-_.]?id|sessid|csrf|xsrf|signature|pass|auth|sig|jwt/gi;

const WHOLE = /^(?:pass|auth|sig|jwt|pwd)$/i;
const PASSWORD = /^(?:pass|pwd)/i;

/** What a name that holds such a word goes on to say: where the secret is, how long, of what kind, but not the secret. */
const ABOUT =
  /(?:[-_.]|(?<=[a-z])(?=[A-Z]))(?:file|files|path|paths|dir|url|uri|endpoint|host|port|name|names|user|username|id|ids|arn|ttl|timeout|expiry|expires?|expires?[-_]?(?:in|at)|duration|length|len|size|count|type|limit|max|min|version|alg|algorithm|hasher|policy|validators?|cost|rounds|header|field|format|required|enabled|exists|valid|location|kind|index|error|exception|failed|invalid|missing|prompt|hint|reset|change|strength|manager|store|provider|service|class|model|schema|column|table|regex|pattern|usage|ref|scope|scopes|source|method|mode|stdin)$/i;

/** A name found in a text, and what it says. */
export interface SecretName {
  readonly name: string;
  readonly kind: NameKind;
  readonly from: number;
  readonly to: number;
}

const LONGEST_NAME = 80;

/** All names in a text whose value is a secret. */
export function secretNames(text: string): SecretName[] {
  const found: SecretName[] = [];
  KEYWORDS.lastIndex = 0;
  for (let hit = KEYWORDS.exec(text); hit !== null; hit = KEYWORDS.exec(text)) {
    const to = hit.index + hit[0].length + run(text, hit.index + hit[0].length, 1);
    const from = hit.index - run(text, hit.index - 1, -1);
    const name = text.slice(from, to);
    const kind = kindOf(name, hit[0], text.slice(hit.index + hit[0].length, to));
    if (kind === undefined) continue;
    found.push({ name, kind, from, to });
    KEYWORDS.lastIndex = to;
  }
  return found;
}

function kindOf(name: string, keyword: string, rest: string): NameKind | undefined {
  // `tokenizer`, `SIGTERM`; `tokens` are counted, not kept.
  if (/^[a-z]/.test(rest) || (/^[A-Z]/.test(rest) && keyword === keyword.toUpperCase())) return undefined;
  const before = name.slice(0, name.length - rest.length - keyword.length);
  if (
    WHOLE.test(keyword) &&
    !/(?:^|[-_.:])$/.test(before) &&
    !(/^[A-Z]/.test(keyword) && /[a-z]$/.test(before)) &&
    !/^PG$/i.test(before)
  )
    return undefined;
  if (/^auth$/i.test(keyword) && rest !== '') return undefined;
  if (ABOUT.test(name) && !/session[-_.]?id$/i.test(name)) return undefined;
  return PASSWORD.test(keyword) || /pass(?:word|wd|phrase)/i.test(name) ? 'password' : 'secret';
}

/** How many characters of a name stand in one direction. */
function run(text: string, from: number, step: 1 | -1): number {
  let length = 0;
  while (length < LONGEST_NAME && /[\w.-]/.test(text[from + length * step] ?? ' ')) length += 1;
  return length;
}
