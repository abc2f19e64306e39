/** What the documents share: finished Markdown made of hostile text by the functions of `safe`. */
import type { DiagnosisV1, FixV1, RunV1 } from '../json/v1.js';
import type { Detail } from '../markdown/detail.js';
import { evidenceBlocks } from '../markdown/evidence.js';
import { isGuarded, regressionSentence } from '../regression.js';
import { clip, oneLine } from '../safe/clean.js';
import { codeSpan, fence, link, prose } from '../safe/markdown.js';
import { repositoryAddress } from '../safe/path.js';
import { count } from '../words.js';
import { evidenceOf, failingTests, type Subject } from './subject.js';

const DETAIL: Detail = { prose: 3_000, code: 4_000, items: 20, places: 20, lines: 40, lineCharacters: 1_000 };

/** What only a person can say. */
export function blank(what: string): string {
  return `_to be filled in: ${what}_`;
}

/** Blocks with a blank line between them, ending in a line break; empty ones are left out. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function boxes(items: readonly (readonly [done: boolean, text: string])[]): string {
  return items.map(([done, text]) => `- [${done ? 'x' : ' '}] ${text}`).join('\n');
}

export function steps(items: readonly string[]): string {
  return items
    .map((item, index) => {
      const mark = `${index + 1}. `;
      return mark + item.replace(/\n(?=.)/g, `\n${' '.repeat(mark.length)}`);
    })
    .join(items.some((item) => item.includes('\n\n')) ? '\n\n' : '\n');
}

/** One as it is, several as numbered steps. */
export function inOrder(all: readonly string[]): string[] {
  return all.length < 2 ? [...all] : [steps(all)];
}

/** Prose of several paragraphs. */
function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .slice(0, 10)
    .map((paragraph) => prose(paragraph, DETAIL.prose))
    .join('\n\n');
}

export function rootCause({ diagnosis }: Subject): string {
  return diagnosis === undefined
    ? `${blank('what caused it')}. None of the known patterns fits this failure.`
    : paragraphs(diagnosis.rootCause);
}

/** What else it may be, each with the command that decides, as boxes to tick. No colon of ours behind what may end in one. */
export function apart(hypotheses: DiagnosisV1['hypotheses'] = []): string[] {
  if (hypotheses.length === 0) return [];
  const items = hypotheses.map(({ title, check }) => {
    const look = check === undefined ? '' : ` – ${codeSpan(oneLine(check), 400)}`;
    return [false, `${prose(title, 400)}${look}`] as const;
  });
  return ['What else it may be, and what decides:', boxes(items)];
}

export function evidence(subject: Subject): string[] {
  const blocks = evidenceBlocks(evidenceOf(subject), DETAIL);
  return blocks.length === 0 ? [blank('the lines of the log that prove it')] : blocks;
}

/** Each fix with its code and commands. */
export function fixes(all: readonly FixV1[]): string[] {
  return all
    .slice(0, DETAIL.items)
    .map(({ text, code, run, language }) =>
      [
        paragraphs(text),
        ...(code === undefined ? [] : [fence(clip(code, DETAIL.code), language)]),
        ...(run === undefined ? [] : [fence(clip(run, DETAIL.code), 'sh')]),
      ].join('\n\n'),
    );
}

export function commands(all: readonly string[]): string {
  return fence(
    all
      .slice(0, DETAIL.items)
      .map((command) => clip(command, DETAIL.code))
      .join('\n'),
    'sh',
  );
}

/** The failing tests in Markdown, as the sentence that keeps them; undefined where there is none that guards. */
export function regression(subject: Subject): string | undefined {
  if (subject.diagnosis !== undefined && !isGuarded(subject.diagnosis.cause)) return undefined;
  return regressionSentence(failingTests(subject).map((name) => codeSpan(name)));
}

/** Address of the run, where the report knows it. */
export function runLink(run: RunV1): string | undefined {
  const base = repositoryAddress(run);
  if (base === undefined || run.runId === undefined) return undefined;
  return link(`run ${run.runId}`, `${base}/actions/runs/${run.runId}`);
}

/** `4f2c9d1`, as code. */
export function commit({ sha }: RunV1): string | undefined {
  return /^[0-9a-f]{7,64}$/i.test(sha ?? '') ? codeSpan((sha ?? '').slice(0, 7)) : undefined;
}

/** The other findings by their titles. */
export function others({ others: all }: Subject): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, 10).map((title) => prose(title, 200));
  const more = all.length > 10 ? [`…and ${count(all.length - 10, 'more finding')}`] : [];
  return `Found in the same run:\n\n${list([...shown, ...more])}`;
}
