import type { Diagnosis, Evidence, Occurrence, Unknown } from '../../domain/diagnosis.js';
import type { Fix } from '../../domain/pattern.js';
import { unmarked } from '../../domain/quoted.js';
import type { Report, RunContext } from '../../domain/report.js';
import { type Excerpt, excerpts } from '../excerpts.js';
import type { Finding } from '../findings.js';
import { foldedSentences } from '../folded.js';
import { patchesOf, unifiedDiff } from '../offered/patches.js';
import { type Place, type PlaceInRun, places, position } from '../places.js';
import { RECORDING_WORDS, recordings } from '../recordings.js';
import { regressionHint } from '../regression.js';
import { clean, clip } from '../safe/clean.js';
import { codeHtml, escapeHtml, proseHtml } from '../safe/html.js';
import { webAddress } from '../safe/markdown.js';
import { codeAddress } from '../safe/path.js';
import { type Compared, whoseWords } from '../whose.js';
import { count, HYPOTHESES, RESPONSE, reproduceWords, rerunHint, saving, shownAgain } from '../words.js';

/** Most places, fixes and evidence lines of one finding. */
const PLACES = 200;
/** Most replacements that are offered. */
const OFFERS = 5;
const EVIDENCE = { lines: 40, lineCharacters: 2_000 };

/** All that is told of one finding, as HTML without its headline. */
export function sectionHtml(finding: Finding, report: Report): string {
  return finding.known ? known(finding.diagnosis, report) : unknown(finding.unknown, report);
}

function known(diagnosis: Diagnosis, report: Report): string {
  const { run } = report;
  return [
    `<p class="facts">${facts(diagnosis, report)}</p>`,
    '<h2>Root cause</h2>',
    paragraphs(diagnosis.rootCause),
    placeList(places(diagnosis.occurrences), run),
    recorded(diagnosis.occurrences),
    chain('This also explains: ', diagnosis.explains, ' → ') + folded(diagnosis),
    apart(diagnosis),
    '<h2>Evidence</h2>',
    evidence(diagnosis.evidence),
    reproduce(diagnosis),
    '<h2>Fix</h2>',
    warnings(diagnosis.preserve) + offers(diagnosis.occurrences),
    `<ol>${diagnosis.fix.map((fix) => `<li>${fixHtml(fix)}</li>`).join('')}</ol>`,
    commands('Then check:', diagnosis.verify),
    diagnosis.prevention.length === 0
      ? ''
      : `<h2>Prevention</h2><ul>${diagnosis.prevention.map((item) => `<li>${proseHtml(item)}</li>`).join('')}</ul>`,
    regression(diagnosis),
    reading(diagnosis.see),
  ].join('\n');
}

function unknown(value: Unknown, report: Report): string {
  const { run } = report;
  return [
    `<p class="facts">${[...compared(value, report), `fingerprint ${codeHtml(value.fingerprint)}`].join(' · ')}</p>`,
    '<h2>Root cause</h2>',
    '<p>Not known: none of the patterns fits this failure, and a guess would be worse than none.</p>',
    placeList(places(value.occurrences), run),
    recorded(value.occurrences) + folded(value),
    '<h2>Evidence</h2>',
    evidence(value.evidence),
  ].join('\n');
}

/** Whether it is new, and whose it may be, where there is something to say. */
function compared(finding: Diagnosis | Unknown, to: Compared): string[] {
  return whoseWords(finding, to).map((words) => proseHtml(words));
}

function facts(diagnosis: Diagnosis, to: Compared): string {
  return [
    `<span class="severity">${diagnosis.severity}</span> ${RESPONSE[diagnosis.severity]}`,
    `cause: ${diagnosis.cause}`,
    `${diagnosis.confidence} confidence`,
    rerunHint(diagnosis.cause),
    ...compared(diagnosis, to),
    ...(diagnosis.draft ? ['draft pattern, never blocks'] : []),
    codeHtml(diagnosis.pattern),
  ].join(' · ');
}

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n[ \t]*\n/)
    .map((paragraph) => `<p>${proseHtml(paragraph)}</p>`)
    .join('\n');
}

function placeList(all: readonly Place[], run: RunContext): string {
  if (all.length === 0) return '';
  const items = all.slice(0, PLACES).map((place) => `<li>${placeHtml(place, run)}</li>`);
  if (all.length > PLACES) items.push(`<li>…and ${count(all.length - PLACES, 'more place')}</li>`);
  return `<ul>${items.join('')}</ul>`;
}

function placeHtml(place: Place, run: RunContext): string {
  const at = position(place);
  const name = place.name === undefined ? '' : codeHtml(place.name);
  const code = at === undefined ? '' : anchor(codeHtml(at), codeAddress(run, place.file ?? '', place.line));
  const what = [code, name].filter((part) => part !== '').join(' in ');
  return [what, ...(place.run === undefined ? [] : [inRun(place.run)])].filter((part) => part !== '').join(' · ');
}

function inRun({ job, step, url }: PlaceInRun): string {
  return anchor(step === undefined ? codeHtml(job) : `${codeHtml(job)} · step ${codeHtml(step)}`, url);
}

/** What was recorded when it failed: named and linked, never shown. */
function recorded(occurrences: readonly Occurrence[]): string {
  const items = recordings(occurrences).flatMap(({ artifact, url, files }) =>
    files
      .slice(0, PLACES)
      .map(
        ({ kind, path }) => `<li>${RECORDING_WORDS[kind]} ${codeHtml(path)} in ${anchor(codeHtml(artifact), url)}</li>`,
      ),
  );
  return items.length === 0 ? '' : `<p>Recorded when it failed:</p><ul>${items.join('')}</ul>`;
}

/** A link on finished HTML; only the HTML where the address is no web address. */
function anchor(html: string, address: string | undefined): string {
  const target = address === undefined ? undefined : webAddress(address);
  return target === undefined ? html : `<a href="${escapeHtml(target)}" rel="noopener noreferrer nofollow">${html}</a>`;
}

function chain(label: string, all: readonly string[], separator: string): string {
  return all.length === 0 ? '' : `<p>${label}${all.map((item) => codeHtml(unmarked(item))).join(separator)}</p>`;
}

/** What failed with it: counted and named, with its proof at hand. */
function folded(finding: Diagnosis | Unknown): string {
  const sentences = foldedSentences(finding).map((sentence) => `<p>${proseHtml(`${sentence}.`)}</p>`);
  const proofs = (finding.folded ?? [])
    .slice(0, PLACES)
    .map((each) => `<details><summary>${proseHtml(each.title)}</summary>${evidence(each.evidence)}</details>`);
  return [...sentences, ...proofs].join('\n');
}

function evidence(all: readonly Evidence[]): string {
  const { excerpts: shown, omitted } = excerpts(all, EVIDENCE);
  const blocks = shown.map(
    (excerpt) => `<p>${anchor(codeHtml(`${excerpt.source}:${excerpt.line}`), excerpt.url)}</p>\n${log(excerpt)}`,
  );
  if (omitted > 0) blocks.push(`<p>…and ${count(omitted, 'more line')} of evidence.</p>`);
  return blocks.join('\n');
}

/** Line numbers beside what was printed; proving lines stand out. */
function log(excerpt: Excerpt): string {
  const rows = excerpt.lines.map((line) => {
    const text = escapeHtml(line.text);
    return `${line.gap ? '<i>⋮</i><span></span>' : ''}<i>${line.number}</i><span>${line.proof ? `<b>${text}</b>` : text}</span>`;
  });
  return `<pre class="log" tabindex="0">${rows.join('')}</pre>`;
}

/** What the compiler would write instead, to be copied as a patch. */
function offers(occurrences: readonly Occurrence[]): string {
  return patchesOf(occurrences)
    .slice(0, OFFERS)
    .map(
      (patch) =>
        `<p>The compiler offers this in ${codeHtml(patch.file)}: ${codeHtml(patch.message)}</p>${code(unifiedDiff(patch))}`,
    )
    .join('');
}

function fixHtml(fix: Fix): string {
  const blocks = [fix.code, fix.run].filter((text) => text !== undefined).map((text) => code(text));
  return paragraphs(fix.text) + blocks.join('');
}

function commands(label: string, all: readonly string[]): string {
  return all.length === 0 ? '' : `<p>${label}</p>${code(all.join('\n'))}`;
}

/** What has to be saved before anything is run again. */
function warnings(all: readonly string[]): string {
  if (all.length === 0) return '';
  const items = all.map((item) => `<li>${proseHtml(saving(item))}</li>`).join('');
  return `<p><b>First save what a rerun or restart would destroy:</b></p><ul>${items}</ul>`;
}

/** What else it may be, each above the command that decides. */
function apart({ hypotheses = [] }: Diagnosis): string {
  if (hypotheses.length === 0) return '';
  const items = hypotheses.map(
    ({ title, pattern, check }) =>
      `<li>${proseHtml(title)}${pattern === undefined ? '' : ` (${codeHtml(pattern)})`}${check === undefined ? '' : code(check)}</li>`,
  );
  return `<h2>${HYPOTHESES}</h2><ul>${items.join('')}</ul>`;
}

function reproduce(diagnosis: Diagnosis): string {
  const how = shownAgain(diagnosis);
  return how === undefined ? '' : `<p>${reproduceWords(how)}:</p>${code(how.command)}`;
}

function regression(diagnosis: Diagnosis): string {
  const hint = regressionHint(diagnosis);
  return hint === undefined ? '' : `<p>${proseHtml(hint)}</p>`;
}

function code(text: string): string {
  return `<pre tabindex="0">${escapeHtml(clip(clean(text), 8_000))}</pre>`;
}

function reading(all: readonly string[]): string {
  const links = all.map((address) => anchor(codeHtml(address.replace(/^https?:\/\//, '')), address));
  return links.length === 0 ? '' : `<p>More: ${links.join(' · ')}</p>`;
}
