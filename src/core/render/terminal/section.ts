import type { Diagnosis, Evidence, Occurrence, Unknown } from '../../domain/diagnosis.js';
import type { Fix } from '../../domain/pattern.js';
import { type Excerpt, excerpts } from '../excerpts.js';
import { type Finding, occurrences, reason, title } from '../findings.js';
import { foldedSentences } from '../folded.js';
import { patchesOf } from '../offered/patches.js';
import { type Place, places, position } from '../places.js';
import { RECORDING_WORDS, recordings } from '../recordings.js';
import { regressionHint } from '../regression.js';
import { oneLine } from '../safe/clean.js';
import { plain, quotedLines } from '../safe/terminal.js';
import { type Compared, whoseWords } from '../whose.js';
import { count, HYPOTHESES, RESPONSE, reproduceWords, rerunHint, shownAgain } from '../words.js';
import type { Paint } from './style.js';
import { wrap } from './wrap.js';

/** How a terminal is written to. */
export interface Terminal {
  readonly paint: Paint;
  readonly width: number;
  /** What was compared with, where something was. */
  readonly compared: Compared;
}

/** Most replacements of one finding. */
const OFFERS = 3;

/** One finding: first what is wrong, then where, then what to try. */
export function section(finding: Finding, terminal: Terminal): string[] {
  return finding.known ? known(finding, terminal) : unknown(finding, terminal);
}

function known(finding: Finding & { known: true }, terminal: Terminal): string[] {
  const { diagnosis } = finding;
  const { paint, width, compared } = terminal;
  return [
    ...heading(`${diagnosis.severity} `, plain(title(finding)), diagnosis.pattern, terminal),
    '',
    ...diagnosis.rootCause
      .trim()
      .split(/\n[ \t]*\n/)
      .flatMap((text, index) => [...(index > 0 ? [''] : []), ...wrap(plain(text), width)]),
    ...where(places(occurrences(finding)), terminal),
    ...recorded(finding, terminal),
    ...evidence(diagnosis.evidence, terminal),
    ...list('First save what a rerun or restart would destroy', diagnosis.preserve, '- ', terminal),
    ...reproduce(diagnosis, terminal),
    ...offers(occurrences(finding), terminal),
    ...fixes(diagnosis.fix, terminal),
    ...list('Check', diagnosis.verify, '', terminal),
    ...list('Prevention', diagnosis.prevention, '- ', terminal),
    ...regression(diagnosis, terminal),
    ...related('Also explains', diagnosis.explains, ' → ', terminal),
    ...folded(diagnosis, terminal),
    ...hypothesesOf(diagnosis, terminal),
    '',
    ...wrap(facts(finding, compared), width).map((line) => paint('dim', line)),
  ];
}

function unknown(finding: Finding & { known: false }, terminal: Terminal): string[] {
  const why = plain(reason(finding));
  const whose = whoseWords(finding.unknown, terminal.compared).map(plain);
  return [
    ...heading('?? ', plain(title(finding)), 'unknown', terminal),
    ...(why === '' ? [] : ['', ...wrap(why, terminal.width)]),
    ...where(places(occurrences(finding)), terminal),
    ...recorded(finding, terminal),
    ...evidence(finding.unknown.evidence, terminal),
    ...folded(finding.unknown, terminal),
    '',
    ...wrap(
      `${whose.map((words) => `${words} · `).join('')}Fingerprint ${oneLine(finding.unknown.fingerprint)}. Once you know the cause: whydunit patterns new`,
      terminal.width,
    ).map((line) => terminal.paint('dim', line)),
  ];
}

/** Severity and title, the pattern's id at the right where there is room, and a rule below. */
function heading(severity: string, text: string, id: string, { paint, width }: Terminal): string[] {
  const lines = wrap(text, width, severity, ' '.repeat(severity.length));
  const last = lines.at(-1) ?? severity;
  const painted = lines.map(
    (line, index) =>
      (index === 0 ? paint('red', line.slice(0, severity.length)) : '') +
      paint('bold', index === 0 ? line.slice(severity.length) : line),
  );
  const room = width - last.length - id.length;
  const rule = paint('dim', '─'.repeat(width));
  if (room < 2) return [...painted, ' '.repeat(Math.max(0, width - id.length)) + paint('dim', id), rule];
  return [...painted.slice(0, -1), `${painted.at(-1)}${' '.repeat(room)}${paint('dim', id)}`, rule];
}

function where(all: readonly Place[], { paint }: Terminal): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, 5).map(({ name, run, ...place }) => {
    const at = position(place);
    const what = [
      ...(at === undefined ? [] : [`at ${paint('cyan', oneLine(at))}`]),
      ...(name === undefined ? [] : [`in ${at === undefined ? paint('cyan', oneLine(name)) : oneLine(name)}`]),
      ...(run === undefined
        ? []
        : [`of ${oneLine(run.job)}${run.step === undefined ? '' : ` · step ${oneLine(run.step)}`}`]),
    ];
    return `  ${what.join(' ')}`;
  });
  return ['', ...shown, ...(all.length > 5 ? [`  …and ${count(all.length - 5, 'more place')}`] : [])];
}

/** What was recorded when it failed, and in which artifact. */
function recorded(finding: Finding, { paint }: Terminal): string[] {
  const lines = recordings(occurrences(finding)).flatMap(({ artifact, files }) => [
    ...files
      .slice(0, 5)
      .map(({ kind, path }) => `  ${RECORDING_WORDS[kind]} ${paint('cyan', oneLine(path))} in ${oneLine(artifact)}`),
    ...(files.length > 5 ? [`  …and ${count(files.length - 5, 'more file')} in ${oneLine(artifact)}`] : []),
  ]);
  return lines.length === 0 ? [] : ['', ...lines];
}

/** Quoted lines behind their numbers, never wrapped; a `>` points at the proving ones. */
function evidence(all: readonly Evidence[], { paint }: Terminal): string[] {
  const { excerpts: shown, omitted } = excerpts(all, { lines: 40, lineCharacters: 1_000 });
  const lines = shown.flatMap((excerpt) => quoted(excerpt, paint));
  return omitted > 0 ? [...lines, `  …and ${count(omitted, 'more line')} of evidence`] : lines;
}

function quoted(excerpt: Excerpt, paint: Paint): string[] {
  const width = String(excerpt.lines.at(-1)?.number ?? 0).length;
  const body = excerpt.lines.flatMap((line) => {
    const gap = line.gap ? [paint('dim', `  ${' '.repeat(width)} ⋮`)] : [];
    const rows = quotedLines(line.text).map((text, index) => {
      const number = (index === 0 ? String(line.number) : '').padStart(width);
      const bar = paint('dim', `${number} │`);
      return `${line.proof && index === 0 ? paint('red', '>') : ' '} ${bar}${text === '' ? '' : ` ${text}`}`;
    });
    return [...gap, ...rows];
  });
  return ['', paint('cyan', `${oneLine(excerpt.source)}:${excerpt.line}`), ...body];
}

/** What the compiler would write instead. */
function offers(all: readonly Occurrence[], { paint, width }: Terminal): string[] {
  return patchesOf(all)
    .slice(0, OFFERS)
    .flatMap(({ file, message, hunk }) => [
      '',
      ...wrap(plain(`The compiler offers this in ${oneLine(file)}: ${oneLine(message)}`), width).map((line) =>
        paint('green', line),
      ),
      ...block(hunk, 0),
    ]);
}

function fixes(all: readonly Fix[], terminal: Terminal): string[] {
  if (all.length === 0) return [];
  const steps = all.map((fix, index) => {
    const mark = all.length === 1 ? '  ' : `  ${index + 1}. `;
    const text = wrap(plain(fix.text), terminal.width, mark, ' '.repeat(mark.length));
    return [...text, ...block(fix.code, mark.length), ...block(fix.run, mark.length)];
  });
  const apart = steps.some((lines) => lines.includes('')) ? [''] : [];
  return [
    '',
    terminal.paint('green', 'Fix'),
    ...steps.flatMap((lines, index) => (index === 0 ? lines : [...apart, ...lines])),
  ];
}

/** Code or commands below a blank line, never wrapped. */
function block(text: string | undefined, indent: number): string[] {
  if (text === undefined) return [];
  const lines = quotedLines(text.trimEnd());
  return ['', ...lines.map((line) => (line === '' ? '' : `${' '.repeat(indent + 4)}${line}`))];
}

/** Prose items are wrapped behind their mark, commands (no mark) are not. */
function list(label: string, items: readonly string[], mark: string, { paint, width }: Terminal): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) =>
    mark === ''
      ? quotedLines(item).map((line) => `  ${line}`)
      : wrap(plain(item), width, `  ${mark}`, ' '.repeat(2 + mark.length)),
  );
  return ['', paint('green', label), ...lines];
}

/** What else it may be, each above the command that decides. */
function hypothesesOf({ hypotheses = [] }: Diagnosis, { paint, width }: Terminal): string[] {
  if (hypotheses.length === 0) return [];
  const items = hypotheses.flatMap(({ title: text, pattern, check }) => [
    ...wrap(`${plain(text)}${pattern === undefined ? '' : ` (${plain(pattern)})`}`, width, '  - ', '    '),
    ...(check === undefined ? [] : quotedLines(check).map((line) => `      ${line}`)),
  ]);
  return ['', paint('green', HYPOTHESES), ...items];
}

function reproduce(diagnosis: Diagnosis, { paint }: Terminal): string[] {
  const how = shownAgain(diagnosis);
  return how === undefined ? [] : ['', paint('green', reproduceWords(how)), ...block(how.command, 0).slice(1)];
}

function regression(diagnosis: Diagnosis, { width }: Terminal): string[] {
  const hint = regressionHint(diagnosis);
  return hint === undefined ? [] : ['', ...wrap(plain(hint), width)];
}

function related(label: string, items: readonly string[], separator: string, { width }: Terminal): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, 10).map((item) => plain(item));
  const more = items.length > 10 ? ` …and ${(items.length - 10).toLocaleString('en-US')} more` : '';
  return ['', ...wrap(`${label}: ${shown.join(separator)}${more}`, width)];
}

function folded(finding: Diagnosis | Unknown, { width }: Terminal): string[] {
  const sentences = foldedSentences(finding).flatMap((sentence) => wrap(`${plain(sentence)}.`, width));
  return sentences.length === 0 ? [] : ['', ...sentences];
}

function facts({ diagnosis }: Finding & { known: true }, compared: Compared): string {
  return [
    `${diagnosis.severity} ${RESPONSE[diagnosis.severity]}`,
    `cause: ${diagnosis.cause}`,
    `${diagnosis.confidence} confidence`,
    rerunHint(diagnosis.cause),
    ...whoseWords(diagnosis, compared).map(plain),
    ...(diagnosis.draft ? ['draft pattern, never blocks'] : []),
  ].join(' · ');
}
