import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT, renderComment, renderResolved } from '../../../src/core/render/comment.js';
import { BadTemplate, SLOTS, templateOf } from '../../../src/core/render/markdown/template.js';
import { diagnosis, report, unknown } from './reports.js';

const MARKER = { marker: 'm' };
const two = report({ diagnoses: [diagnosis(), diagnosis({ primary: false, fingerprint: 'b', title: 'Another' })] });
const laidOut = (text: string) => renderComment(two, { ...MARKER, template: templateOf(text) });

describe('a layout', () => {
  it('of all blocks in their order is the usual comment', () => {
    const text = SLOTS.map((slot) => `{{${slot}}}`).join('\n\n');
    expect(laidOut(text)).toBe(renderComment(two, MARKER));
  });

  it('puts words around the blocks, and leaves out those that it does not name', () => {
    const text = laidOut('## CI of the shop\nAsk **#ci**.\n{{ footer }}\n  {{causes}}\n---\n{{headline}}\n');
    const [marker, words, footer, ...rest] = text.trimEnd().split('\n\n');
    expect([marker, words]).toEqual(['<!-- m -->', '## CI of the shop\nAsk **#ci**.']);
    expect(footer).toContain('whydunit');
    expect(rest.at(-2)).toBe('---');
    expect(rest.at(-1)).toMatch(/^❌ /);
    expect(rest.join()).not.toContain('<details>');
  });

  it('holds when all is well again, too', () => {
    const text = renderResolved(report({ status: 'passed', sources: [] }), {
      ...MARKER,
      template: templateOf('Shop\n{{headline}}\n{{first}}\nEnd'),
    });
    expect(text).toBe(
      '<!-- m -->\n\nShop\n\n✅ **Resolved:** what failed here before does not fail any more.\n\nEnd\n',
    );
  });

  it('keeps to the length of a comment, words of its own included', () => {
    const many = report({
      unknown: Array.from({ length: 3000 }, (_, at) => unknown({ fingerprint: `${at}`, primary: at === 0 })),
    });
    const template = templateOf(`${'word '.repeat(990)}\n{{headline}}\n{{rest}}\n{{first}}`);
    expect(renderComment(many, { ...MARKER, template }).length).toBeLessThanOrEqual(COMMENT_LIMIT);
  });

  it.each([
    ['Words alone', /^holds no \{\{headline\}\}/],
    ['{{rest}}', /^holds no \{\{headline\}\}/],
    ['{{headline}}\n{{cause}}', /^names \{\{cause\}\}; there are \{\{headline\}\}, \{\{causes\}\}/],
    ['{{headline}}\n{{headline}}', /^holds \{\{headline\}\} twice/],
    ['Now: {{headline}}', /^has words beside \{\{headline\}\}; give it a line of its own/],
    ['{{headline}} {{rest}}', /^has words beside \{\{headline\}\}/],
  ])('%j is refused', (text, why) => {
    expect(() => templateOf(text)).toThrow(BadTemplate);
    expect(() => templateOf(text)).toThrow(why);
  });
});
