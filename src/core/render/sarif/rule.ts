import type { Diagnosis } from '../../domain/diagnosis.js';
import type { Pattern } from '../../domain/pattern.js';
import { patternPage as pageAddress } from '../../home.js';
import { pageAsMarkdown } from '../pattern/markdown.js';
import { patternPage } from '../pattern/page.js';
import { Placeholders, titleOf } from '../pattern/placeholders.js';
import { webAddress } from '../safe/markdown.js';
import { plain } from '../safe/terminal.js';
import { message } from './message.js';
import { LEVEL, type SarifRule } from './v2.js';

/** What no pattern explains is a rule of its own. */
export function unknownRule(): SarifRule {
  const text = 'A failure that no known pattern explains';
  return {
    id: 'unknown',
    shortDescription: { text },
    fullDescription: { text },
    help: { text: 'Read the lines that are quoted; a pattern of your own can tell it next time.' },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['unknown'] },
  };
}

/** A pattern as a rule: what it says of every failure it knows, never the words of one log. */
export function patternRule(pattern: Pattern): SarifRule {
  const holes = new Placeholders(pattern);
  const page = patternPage(pattern);
  const asked = page.sections.filter(({ heading }) => ['How to confirm', 'Fix', 'Prevention'].includes(heading));
  const advice = { ...page, sections: asked };
  const steps = [...pattern.fix.map(({ text }) => text), ...pattern.prevention];
  const [see] = pattern.see;
  const helpUri = pattern.own ? see && webAddress(see) : pageAddress(pattern.id);
  return {
    id: pattern.id,
    name: pattern.id,
    shortDescription: { text: message(plain(holes.prose(titleOf(pattern)))) },
    fullDescription: { text: message(plain(holes.prose(pattern.rootCause.trim()))) },
    help: {
      text: message(steps.map((text) => plain(holes.prose(text))).join('\n')),
      markdown: pageAsMarkdown(advice, { pattern: () => undefined, run: () => '' }),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVEL[pattern.severity] },
    properties: { tags: [pattern.cause, pattern.severity] },
  };
}

/** The rule of a pattern that is not at hand: of another repository's own, or of another version. */
export function strangeRule({ pattern, severity, cause, see }: Diagnosis): SarifRule {
  const helpUri = see[0] === undefined ? undefined : webAddress(see[0]);
  const text = `What the pattern ${pattern} knows`;
  return {
    id: pattern,
    name: pattern,
    shortDescription: { text: message(text) },
    fullDescription: { text: message(text) },
    help: { text: 'Each result tells its root cause.' },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: [cause, severity] },
  };
}
