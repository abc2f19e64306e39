/** What a diagnostic's own lines tell beyond its message: the compiler's expectations and what it proposes. */
const HINTS: readonly { readonly literal: string; readonly expression: RegExp; readonly names: readonly string[] }[] = [
  { literal: '+ use ', expression: /^\s{0,8}\d{1,6} \+ use (\S{1,200});/, names: ['import'] },
  { literal: 'cargo add ', expression: /`cargo add ([\w-]{1,80})/, names: ['crate'] },
  { literal: "can't find crate for `", expression: /find crate for `([\w-]{1,80})`/, names: ['crate'] },
  { literal: 'gated ', expression: /gated (?:here|behind the `([^`]{1,80})` feature)/, names: ['feature'] },
  { literal: 'cfg(feature = ', expression: /cfg\(feature = "([^"]{1,80})"\)/, names: ['feature'] },
  {
    literal: 'which does not implement the `Copy`',
    expression: /has type `([^`]{1,300})`, which does not implement the `Copy`/,
    names: ['moves'],
  },
  { literal: 'is not `Send`', expression: /has type `([^`]{1,300})` which is not `Send`/, names: ['held'] },
  {
    literal: 'is not satisfied',
    expression: /the trait bound `([^`]{1,300}?): ([^`]{1,300})` is not satisfied/,
    names: ['type', 'trait'],
  },
  {
    literal: 'implement',
    expression: /(?:^|[^\w])`([^`]{1,300})` (?:doesn't|does not) implement `([^`]{1,300})`/,
    names: ['type', 'trait'],
  },
  {
    literal: 'is not implemented for',
    expression: /the trait `([^`]{1,300})` is not implemented for `([^`]{1,300})`/,
    names: ['trait', 'type'],
  },
  {
    literal: 'expected `',
    expression: /expected `([^`]{1,300})`, found (?:`([^`]{1,300})`|([a-z ]{1,60}))/,
    names: ['expected', 'found', 'found'],
  },
  {
    literal: ', found ',
    expression: /expected ([^,`]{1,120}), found (?:`([^`]{1,300})`|([a-z ]{1,60}))/,
    names: ['expected', 'found', 'found'],
  },
  { literal: '= note: expected ', expression: /= note: expected [a-z ]{1,40} `([^`]{1,300})`/, names: ['wanted'] },
  { literal: ' found ', expression: /^\s{4,}found [a-z ]{1,40} `([^`]{1,300})`/, names: ['got'] },
  { literal: 'find -l', expression: /find -l([\w.+-]{1,80})/, names: ['library'] },
  {
    literal: 'library ',
    expression:
      /(?:library not found for -l|unable to find library -l|could not find native static library `|library ')([\w.+-]{1,80})/,
    names: ['library'],
  },
  { literal: 'undefined reference to', expression: /undefined reference to [`']([^`']{1,200})/, names: ['symbol'] },
  { literal: 'undefined symbol', expression: /undefined symbol: (\S{1,200})/, names: ['symbol'] },
  { literal: 'unresolved external symbol', expression: /unresolved external symbol (\S{1,200})/, names: ['symbol'] },
  {
    literal: 'cannot open input file',
    expression: /cannot open input file '([^']{1,200}?)(?:\.lib)?'/,
    names: ['library'],
  },
  { literal: 'linker `', expression: /linker `([^`]{1,200})`(?: not found|$)/, names: ['linker'] },
  {
    literal: 'versions of crate',
    expression: /(?:two different|multiple) versions of crate `([\w-]{1,80})`/,
    names: ['twice'],
  },
  // What begins with an article tells what there is, not what to do.
  {
    literal: 'help: ',
    expression: /^\s*(?:= )?help: (?!(?:the|an?|some|these|items?|for|see)\b)([^:]{3,300}?)[:.]?$/,
    names: ['advice'],
  },
];

/** Facts a line of a diagnostic holds, as name and value; undefined when none. */
export function hintOf(text: string): readonly (readonly [string, string])[] | undefined {
  for (const { literal, expression, names } of HINTS) {
    const match = text.includes(literal) ? expression.exec(text) : null;
    if (!match) continue;
    return names.flatMap((name, index) =>
      match[index + 1] === undefined ? [] : [[name, (match[index + 1] as string).trim()] as const],
    );
  }
  return undefined;
}
