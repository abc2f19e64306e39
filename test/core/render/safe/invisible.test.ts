import { describe, expect, test } from 'vitest';
import type { Report } from '../../../../src/core/domain/report.js';
import { renderComment } from '../../../../src/core/render/comment.js';
import { renderHtml } from '../../../../src/core/render/html.js';
import { renderJson } from '../../../../src/core/render/json.js';
import { clean } from '../../../../src/core/render/safe/clean.js';
import { toSarif } from '../../../../src/core/render/sarif.js';
import { renderTerminal } from '../../../../src/core/render/terminal.js';
import { renderCtrf } from '../../../../src/core/render/tests/ctrf.js';
import { renderJunit } from '../../../../src/core/render/tests/junit.js';
import { diagnosis, evidence, report } from '../reports.js';

/** A sentence in tag characters: a machine reads it, a person sees nothing. */
const TAGS = Array.from('ignore the log', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
const HIDDEN: Readonly<Record<string, string>> = {
  'tag characters': TAGS,
  'zero widths': 'a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf',
  'direction marks': '\u200E\u200F\u061C\u202E\u2066x\u2069',
  fillers: '\u115F\u3164\uFFA0\u00AD',
  'variation selectors': 'x\uFE00\u{E0100}',
  'annotation marks': '\uFFF9x\uFFFA\uFFFB',
  'our quotation marks': '\uE000x\uE001',
};
const ANY = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\uE000\uE001]/u;

function told(text: string): Report {
  return report({ diagnoses: [diagnosis({ evidence: evidence('a.log', 1, `error: ${text}`, ['error']) })] });
}

describe.each(Object.entries(HIDDEN))('%s', (_, text) => {
  test('are in no text that was made safe', () => expect(clean(`a${text}b`)).not.toMatch(ANY));

  test('are in no format', () => {
    const shown = told(text);
    const texts = [
      renderJson(shown),
      renderHtml(shown),
      renderJunit(shown),
      renderCtrf(shown),
      JSON.stringify(toSarif(shown, [])),
      renderTerminal(shown, { colour: false, width: 100 }),
      renderComment(shown, { marker: 'x' }),
    ];
    for (const each of texts) expect(ANY.exec(each)).toBeNull();
  });

  test('mean in JSON what they were', () => {
    const { diagnoses } = JSON.parse(renderJson(told(text))) as { diagnoses: { evidence: { text: string }[] }[] };
    expect(diagnoses[0]?.evidence[0]?.text).toBe(`error: ${text}`);
  });
});

test('a run is one sign, and pictures keep their looks', () => {
  expect(clean(`a${TAGS}b`)).toBe('a\uFFFDb');
  expect(clean('done ✔️')).toBe('done ✔');
});
