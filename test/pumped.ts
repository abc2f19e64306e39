import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Characters that tools print, tried for whatever an expression leaves open. */
const COMMON = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  '.',
  '-',
  '_',
  '/',
  ':',
  '"',
  "'",
  '=',
  '(',
  '|',
  ',',
  '[',
  '\n',
  'é',
  '\u{1F600}',
];
/** A repetition up to this many times is no loop worth pumping. */
const FEW = 30;

/** A text that an expression may get lost in: `before`, then `pump` as often as it takes, then `after`. */
export interface Pumped {
  readonly before: string;
  readonly pump: string;
  readonly after: string;
}

/**
 * Texts made to cost an expression as much as they can: each of its loops goes on and on, with each character that the
 * loop and what stands around it could both take, from its own beginning or, since an expression that is not anchored
 * begins anew at every place, with its beginning said again and again; and at the end what it wants does not come.
 * @param source and `flags` as of a RegExp
 */
export function pumpedTexts(source: string, flags: string): Pumped[] {
  const pattern = new RegExpParser().parsePattern(source, undefined, undefined, { unicode: /[uv]/.test(flags) });
  const samples = new Samples(flags, source);
  const made = new Map<string, Pumped>();
  for (const { before, loop, after } of loops(pattern.alternatives, [], []))
    for (const liked of samples.characters)
      for (const one of texts({ before, loop, after }, samples, liked)) made.set(JSON.stringify(one), one);
  return [...made.values()];
}

/** The text of about the given length. */
function pumpedTo({ before, pump, after }: Pumped, length: number): string {
  return before + pump.repeat(Math.ceil(length / pump.length)) + after;
}

interface Loop {
  readonly before: readonly AST.Element[];
  readonly loop: AST.Quantifier;
  readonly after: readonly AST.Element[];
}

function* texts({ before, loop, after }: Loop, samples: Samples, liked: string): Generator<Pumped> {
  const start = samples.ofAll(before, liked);
  const once = samples.of(loop.element, liked);
  const rest = samples.ofAll(after, liked);
  for (const pump of new Set([once, start, start + once, start + once + rest.slice(0, -1)]))
    if (pump !== '')
      for (const end of new Set(['', '\u0000', `${rest}\u0000`, rest.slice(0, -1)]))
        yield { before: pump === once ? start : '', pump, after: end };
}

function* loops(
  alternatives: readonly AST.Alternative[],
  before: readonly AST.Element[],
  after: readonly AST.Element[],
): Generator<Loop> {
  for (const { elements } of alternatives)
    for (const [at, element] of elements.entries()) {
      const around = [
        [...before, ...elements.slice(0, at)],
        [...elements.slice(at + 1), ...after],
      ] as const;
      if (element.type === 'Quantifier' && element.max > FEW)
        yield { before: around[0], loop: element, after: around[1] };
      const inner = element.type === 'Quantifier' ? element.element : element;
      if ('alternatives' in inner) yield* loops(inner.alternatives, ...around);
    }
}

/** Texts that parts of an expression match. */
class Samples {
  readonly characters: readonly string[];
  readonly #flags: string;
  readonly #accepted = new Map<string, RegExp>();

  constructor(flags: string, source: string) {
    this.#flags = flags.replace(/[gyd]/g, '');
    this.characters = [...new Set([...COMMON, ...source.replace(/\\[a-zA-Z]|\W(?<![-!-/:-@[-`{-~])/g, '')])];
  }

  ofAll(elements: readonly AST.Element[], liked: string): string {
    return elements.map((element) => this.of(element, liked)).join('');
  }

  of(element: AST.Element, liked: string): string {
    switch (element.type) {
      case 'Character':
        return String.fromCodePoint(element.value);
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return [liked, ...this.characters].find((one) => this.#takes(element.raw, one)) ?? '';
      case 'Quantifier':
        return this.of(element.element, liked).repeat(Math.min(Math.max(element.min, 1), FEW));
      case 'Group':
      case 'CapturingGroup':
        return this.ofAll(element.alternatives[0]?.elements ?? [], liked);
      default:
        return '';
    }
  }

  #takes(raw: string, character: string): boolean {
    const accepted = this.#accepted.get(raw) ?? new RegExp(`^(?:${raw})$`, this.#flags);
    this.#accepted.set(raw, accepted);
    return accepted.test(character);
  }
}

const SIZES = [8, 12, 16, 20, 24, 28, 32, 48, 64, 128, 256, 512, 1024, 2048, 4096];
const LARGEST = 32_768;
/** Milliseconds: what takes longer on a small text is looked at closely, and what takes longer still is not tried on a larger one. */
const NOTICED = 1;
const LONG = 20;
const SLOW = 300;
const TOP = 3;
/** How often a steep expression is measured again. */
const AGAIN = 3;
/** Too steep for noise: 2 is linear, 4 quadratic. */
export const STEEP = 3;

/**
 * How much longer an expression takes over the worst of the texts, where that is twice as long: the ratio, 1 where it
 * costs nothing. What looks steep is measured again, and the smallest ratio counts: whatever else the machine does makes
 * one measure larger, never all of them.
 */
export function growthOf(expression: RegExp, texts: readonly Pumped[]): number {
  let grows = growthOnce(expression, texts);
  for (let again = 0; again < AGAIN && grows > STEEP; again++) grows = Math.min(grows, growthOnce(expression, texts));
  return grows;
}

function growthOnce(expression: RegExp, texts: readonly Pumped[]): number {
  const costs: { text: Pumped; size: number; cost: number }[] = [];
  for (const text of texts) {
    const { size, cost } = firstCost(expression, text);
    const grows = cost > LONG ? doubled(expression, text, size) : 1;
    if (grows > STEEP) return grows;
    if (cost > NOTICED) costs.push({ text, size, cost });
  }
  costs.sort((one, other) => other.cost / other.size - one.cost / one.size);
  return Math.max(1, ...costs.slice(0, TOP).map(({ text, size }) => doubled(expression, text, size)));
}

function firstCost(expression: RegExp, text: Pumped): { size: number; cost: number } {
  let [size, cost] = [0, 0];
  for (size of SIZES) {
    cost = spent(expression, pumpedTo(text, size));
    if (cost > LONG) break;
  }
  return { size, cost };
}

/** Bounds only show on long texts: it is doubled until it is as long as anything that is read in one piece, or too slow. */
function doubled(expression: RegExp, text: Pumped, from: number): number {
  let [size, before, cost] = [from, best(expression, pumpedTo(text, from / 2)), best(expression, pumpedTo(text, from))];
  while (size < LARGEST && foreseen(before, cost) < SLOW) {
    size *= 2;
    [before, cost] = [cost, best(expression, pumpedTo(text, size))];
  }
  return cost < NOTICED ? 1 : cost / Math.max(before, NOTICED / 10);
}

/** What the next doubling would cost. */
function foreseen(before: number, cost: number): number {
  return cost * (cost / Math.max(before, NOTICED / 10));
}

function best(expression: RegExp, text: string): number {
  const first = spent(expression, text);
  return first > SLOW ? first : Math.min(first, spent(expression, text), spent(expression, text));
}

/** Processor time of one search, of all of them where the expression is global. */
function spent(expression: RegExp, text: string): number {
  expression.lastIndex = 0;
  const before = process.cpuUsage();
  if (expression.global) text.replace(expression, '');
  else expression.test(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
