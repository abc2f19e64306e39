import { NO_WAY_BACK, type Pattern, type Step } from '../../domain/pattern.js';
import type { Proof } from '../../domain/proof.js';
import { count, IMPACT, RESPONSE, rerunHint, saving } from '../words.js';
import { logsOf } from './logs.js';
import { Placeholders, titleOf } from './placeholders.js';

/** One pattern as a page to read, before any printer gave it a form. */
export interface PatternPage {
  readonly id: string;
  readonly title: string;
  readonly severity: Pattern['severity'];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** Prose may hold quotations (domain/quoted); `run` and `code` are literal. */
export type Block =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly checklist?: true }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'steps'; readonly steps: readonly (readonly Block[])[] }
  | { readonly kind: 'patterns'; readonly ids: readonly string[] }
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'runs'; readonly runs: Proof['runs'] };

/** What the page says; the printers only say how. Without a proof the examples are left out. */
export function patternPage(pattern: Pattern, proof?: Proof): PatternPage {
  const holes = new Placeholders(pattern);
  const sections = [
    section('Meaning', [...paragraphs(holes, pattern.rootCause), ...legend(holes, pattern)]),
    section('Impact', [prose(impact(pattern))]),
    section('Recognised by', recognition(pattern)),
    section('Save first', list(holes, pattern.preserve.map(saving), 'A rerun or restart would destroy this:')),
    section(
      'How to confirm',
      pattern.verify.length === 0 ? [] : [code(holes.command(pattern.verify.map(checkLine).join('\n')), 'sh')],
    ),
    section('What else it may be', apart(holes, pattern.hypotheses)),
    section('Fix', fixes(holes, pattern.fix)),
    section(
      'Prevention',
      pattern.prevention.length === 0
        ? []
        : [{ kind: 'list', items: pattern.prevention.map((text) => holes.prose(text)), checklist: true }],
    ),
    section('Examples', proof === undefined ? [] : examples(proof)),
    section('Consequences it explains', ids(pattern.explains)),
    section('Gives way to', ids(pattern.yieldsTo)),
    section('See', pattern.see.length === 0 ? [] : [{ kind: 'addresses', addresses: pattern.see }]),
    section('Status', status(pattern, proof)),
  ];
  return {
    id: pattern.id,
    title: titleOf(pattern),
    severity: pattern.severity,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  };
}

function checkLine(check: Pattern['verify'][number]): string {
  if (typeof check === 'string') return check;
  const logs = logsOf(check);
  return logs === '' ? check.run : `${check.run}  # ${logs}`;
}

function section(heading: string, blocks: readonly Block[]): Section {
  return { heading, blocks };
}

function prose(text: string): Block {
  return { kind: 'prose', text };
}

function code(text: string, language: string): Block {
  return { kind: 'code', text, language };
}

function paragraphs(holes: Placeholders, text: string): Block[] {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .map((paragraph) => prose(holes.prose(paragraph)));
}

/** Says what the braces are, where there are any. */
function legend(holes: Placeholders, { rootCause }: Pattern): Block[] {
  const names = holes.namesIn(rootCause);
  if (names.length === 0) return [];
  return [prose(`In a report the words in braces are those of the log.`)];
}

function impact({ severity, cause }: Pattern): string {
  return `${severity}, ${RESPONSE[severity]}. ${IMPACT[severity]} Cause: ${cause}; ${rerunHint(cause)}.`;
}

function list(holes: Placeholders, items: readonly string[], lead: string): Block[] {
  return items.length === 0 ? [] : [prose(lead), { kind: 'list', items: items.map((text) => holes.prose(text)) }];
}

/** What may be behind what it shows, each with the look that decides. */
function apart(holes: Placeholders, hypotheses: Pattern['hypotheses'] = []): Block[] {
  const steps = hypotheses.map(({ text, check }) => [
    ...paragraphs(holes, text),
    ...(check === undefined ? [] : [code(holes.command(check), 'sh')]),
  ]);
  return steps.length === 0 ? [] : [{ kind: 'steps', steps }];
}

function fixes(holes: Placeholders, all: readonly Step[]): Block[] {
  const steps = all.map((fix) => [
    ...(logsOf(fix) === '' ? [] : [prose(`Told ${logsOf(fix)}:`)]),
    ...paragraphs(holes, fix.destructive ? `${fix.text} ${NO_WAY_BACK}` : fix.text),
    ...(fix.code === undefined ? [] : [code(holes.command(fix.code), fix.language ?? 'text')]),
    ...(fix.run === undefined ? [] : [code(holes.command(fix.run), 'sh')]),
  ]);
  return steps.length === 1 ? (steps[0] as Block[]) : [{ kind: 'steps', steps }];
}

/** Everything `when` asks for, in words; expressions stay as they are. */
function recognition({ when }: Pattern): Block[] {
  const scope = [
    ...(when.tools.length > 0 ? [`of ${either(when.tools)}`] : []),
    ...(when.kinds.length > 0 ? [`of the kind ${either(when.kinds)}`] : []),
    ...(when.codes.length > 0 ? [`with the code ${either(when.codes)}`] : []),
  ];
  const facts = Object.entries(when.facts).map(
    ([name, comparison]) => `${name} ${/^[<>=!]/.test(comparison) ? comparison : `= ${comparison}`}`,
  );
  const lines = (lead: string, clauses: typeof when.all): Block[] =>
    clauses.length === 0 ? [] : [prose(lead), code(clauses.map(({ expression }) => expression).join('\n'), 'text')];
  return [
    prose(scope.length === 0 ? 'Anything that failed.' : `A failure ${scope.join(', ')}.`),
    ...(facts.length === 0 ? [] : [prose('With these facts:'), code(facts.join('\n'), 'text')]),
    ...lines(when.all.length === 1 ? 'With a line like:' : 'With lines like each of these:', when.all),
    ...lines(when.any.length === 1 ? 'With a line like:' : 'With a line like one of these:', when.any),
    ...lines('Without a line like:', when.none),
    ...lines('And not followed by:', when.missing === undefined ? [] : [when.missing]),
    ...(when.within === undefined ? [] : [prose(`All within ${count(when.within, 'line')}.`)]),
  ];
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function examples({ match, noMatch }: Proof): Block[] {
  return [
    ...match.flatMap(({ log, captures }) => [prose(taken(captures)), code(log.trimEnd(), 'text')]),
    ...noMatch.flatMap(({ because, log }) => [
      prose(`No match: ${because.trim().replace(/\.$/, '')}.`),
      code(log.trimEnd(), 'text'),
    ]),
  ];
}

function taken(captures: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(captures).map(([name, value]) => `\`${name} = ${value.replaceAll('`', "'")}\``);
  return pairs.length === 0 ? 'A match:' : `A match, with ${pairs.join(', ')}:`;
}

function ids(all: readonly string[]): Block[] {
  return all.length === 0 ? [] : [{ kind: 'patterns', ids: all }];
}

function status({ status: value }: Pattern, proof: Proof | undefined): Block[] {
  const runs = proof?.runs ?? [];
  const recorded: Block[] = runs.length === 0 ? [] : [prose('Recorded runs of the real tool:'), { kind: 'runs', runs }];
  return [prose(STATUS[value]), ...recorded];
}

const STATUS = {
  stable: 'Stable: a recorded run proves it.',
  documented: "Documented: worded from the tool's own documentation or source.",
  draft: 'Draft: it never closes a gate.',
} as const;
