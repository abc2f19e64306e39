import type { Failure } from '../domain/failure.js';
import { lastWord, leftOpen, metavariable, ONE_TEST } from '../domain/placeholder.js';
import { quote } from '../domain/quoted.js';

/** Values a pattern's prose may name. */
export type Values = ReadonlyMap<string, string>;

/** `{name}` or `{name|what to say instead}`; other braces are code and stay. */
const PLACEHOLDER = /\{([A-Za-z_][\w.]*)(?:\|([^{}]*))?\}/g;
/** What may stand in a command line as it is. Anything else could change what the command does; `~` begins a home. */
const SHELL_SAFE = /^[A-Za-z0-9._/:@+=,-](?:[A-Za-z0-9._/:@+=,-]|(?<![:=])~){0,199}$/;

/** What may stand between double quotes as well, in a command without other quotes: no shell reads anything into it. */
const QUOTED_SAFE = /^[A-Za-z0-9._/:@+=,][A-Za-z0-9._/:@+=,~ #>'-]{0,199}$/;

/**
 * All values for a pattern's prose: its captures, `failure.name|code|message|file|line|container|address|port` and `facts.…`.
 * @param names every group the pattern can capture, so that one that is missing is still known as a placeholder
 * @param oneTest the command that runs only the failing test, ready to be pasted
 */
export function templateValues(
  names: Iterable<string>,
  captures: Readonly<Record<string, string>>,
  failure: Failure,
  oneTest = '',
): Values {
  const values = new Map<string, string>();
  for (const name of names) values.set(name, captures[name] ?? '');
  const { location } = failure;
  values.set(ONE_TEST, oneTest);
  values.set('failure.name', failure.name ?? '');
  values.set('failure.code', failure.code ?? '');
  values.set('failure.message', failure.message.split('\n', 1)[0]?.slice(0, 300) ?? '');
  values.set('failure.file', location?.file ?? '');
  values.set('failure.line', location?.line === undefined ? '' : String(location.line));
  for (const [name, value] of Object.entries(whereOf(failure))) values.set(`failure.${name}`, value);
  for (const [name, fact] of Object.entries(failure.facts)) values.set(`facts.${name}`, String(fact));
  return values;
}

/** A port that an address names itself. */
const PORT = /^\w{2,10}:\/\/[^/?#\s]{1,300}:(\d{1,5})(?:[/?#]|$)/;

/** What commands need to look at the place where it failed, as far as the text names it, whichever parser read it. */
function whereOf({
  tool,
  kind,
  name = '',
  facts,
}: Failure): Readonly<Record<'container' | 'address' | 'port', string>> {
  const address = String(facts['address'] ?? facts['url'] ?? '');
  const own = kind === 'container' && tool !== 'kubernetes' ? name : '';
  const port = facts['port'] ?? PORT.exec(address)?.[1] ?? '';
  return { container: String(facts['container'] ?? own), address, port: String(port) };
}

/** Fills prose; each value is marked as quoted, so that every sink can make it safe. */
export function fillProse(prose: string, values: Values): string {
  return fill(unticked(prose), values, quote, unnamed);
}

/** What is said in prose for a value that is not there. */
function unnamed(name: string, instead = `the ${lastWord(name)}`): string {
  return instead;
}

/** Authors write `{name}` with backticks; the quotation marks already make it code. */
function unticked(prose: string): string {
  return prose.replace(/`(\{[^{}`]+\})`/g, '$1');
}

/**
 * Marks again what stands where a short piece of prose had its placeholders.
 * @param said what `fillProse` made of it, without its marks; anything, by whoever says so
 * @returns undefined where it was not made of that
 */
export function markedAgain(prose: string, said: string): string | undefined {
  const [first = '', ...rest] = unticked(prose).split(PLACEHOLDER);
  if (rest.length === 0) return said === first ? said : undefined;
  if (!said.startsWith(first)) return undefined;
  let text = first;
  let from = first.length;
  for (let at = 0; at + 2 < rest.length; at += 3) {
    const [name, instead, after] = rest.slice(at, at + 3) as [string, string | undefined, string];
    // The last value goes to the end, any other to the nearest place where the prose can go on.
    const to = at + 3 < rest.length ? said.indexOf(after, from) : said.length - after.length;
    if (to < from || !said.startsWith(after, to)) return undefined;
    const value = said.slice(from, to);
    text += `${value === unnamed(name, instead) ? value : quote(value)}${after}`;
    from = to + after.length;
  }
  return text;
}

/** What a command leaves to be put in by people, as sentences without a stop, by the words that stand there; see `fillCommand`. */
export function openIn(command: string, values: Values): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  const leave = (name: string, instead?: string) => {
    if (name !== ONE_TEST) for (const [word, sentence] of leftOpen(name, instead)) open.set(word, sentence);
    return '';
  };
  const present = (value: string, name: string, isQuoted: boolean) =>
    asPasted(value, name, isQuoted) === value ? '' : leave(name);
  fill(command, values, present, leave);
  return open;
}

/** Fills a command or code; a value that could change its meaning where it stands becomes `NAME`. */
export function fillCommand(command: string, values: Values): string {
  return fill(command, values, asPasted, (name, instead) => instead ?? metavariable(name));
}

function asPasted(value: string, name: string, isQuoted: boolean): string {
  if (name === ONE_TEST) return value;
  const isSafe = (SHELL_SAFE.test(value) && !value.startsWith('-')) || (isQuoted && QUOTED_SAFE.test(value));
  return isSafe ? value : metavariable(name);
}

function fill(
  template: string,
  values: Values,
  present: (value: string, name: string, isQuoted: boolean) => string,
  absent: (name: string, instead?: string) => string,
): string {
  return template.replace(PLACEHOLDER, (whole: string, name: string, fallback: string | undefined, at: number) => {
    if (!values.has(name) && !name.startsWith('facts.')) return whole;
    const value = values.get(name) ?? '';
    const isQuoted = !template.includes("'") && template[at - 1] === '"' && template[at + whole.length] === '"';
    if (value !== '') return present(value, name, isQuoted);
    return absent(name, fallback);
  });
}
