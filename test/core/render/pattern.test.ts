import { describe, expect, it } from 'vitest';
import type { Proof } from '../../../src/core/domain/proof.js';
import { pageAsMarkdown } from '../../../src/core/render/pattern/markdown.js';
import { patternPage } from '../../../src/core/render/pattern/page.js';
import { pageAsTerminal } from '../../../src/core/render/pattern/terminal.js';
import { parsePattern } from '../../../src/knowledge/catalogue/parse.js';
import { shownExamples } from '../../../src/knowledge/catalogue/shown-examples.js';
import { expectGolden } from './golden.js';

const parsed = parsePattern(
  'disk/full',
  'disk/full.yaml',
  `title: '{path|A file} did not fit on the disk'
severity: P0
cause: infrastructure
status: stable
when:
  tools: [docker, compose]
  any: ['write (?<path>/[a-z]+): no space left', 'ENOSPC: no space left']
  none: ['dry run: nothing is written']
  facts: {exitCode: '!= 0'}
  within: 3
explains: [docker/run-step, ci/*]
yields_to: [docker/no-space]
root_cause: |
  {path|The file} was written by \`{failure.name}\` while the disk was full.

  Code such as \`Vec<{T}>\` stays.
preserve: ['What filled it: \`du -x {path|/} > du.txt\`.']
fix:
  - text: Make room.
    run: docker system df --filter {path}
  - text: Or write less.
    code: 'println!("{value}")'
    language: rust
verify: ['df -h {path|/}']
hypotheses:
  - text: 'Its quota is used up, not the disk: {path|the file} fails for one user only.'
    check: 'quota -s; df -h {path|/}'
  - text: It has no inodes left.
prevention: [Prune on a schedule., 'Watch {facts.free} bytes.']
see: ['https://docs.docker.com/engine/manage-resources/pruning/']
examples:
  match: [{log: 'write /tmp: no space left', captures: {path: /tmp}}]
  no_match: [{because: nothing was written., log: 'dry run: nothing is written'}]
`,
);
const proof: Proof = {
  ...shownExamples(parsed),
  runs: [{ id: 'disk/full-tmpfs', title: 'A tmpfs of 1 MB is filled', tools: ['docker 28.5.2'] }],
};
const links = {
  pattern: (id: string) => (id.endsWith('*') ? undefined : `../${id}.md`),
  run: (id: string) => `../../../fixtures/${id}`,
};

describe("a pattern's page", () => {
  it('as Markdown', () => {
    expectGolden('pattern.page.md', pageAsMarkdown(patternPage(parsed.pattern, proof), links));
  });

  it('on a terminal', () => {
    expectGolden('pattern.page.txt', pageAsTerminal(patternPage(parsed.pattern, proof), { colour: false, width: 80 }));
  });

  it('has the same sections in both forms', () => {
    const page = patternPage(parsed.pattern, proof);
    const markdown = pageAsMarkdown(page, links);
    const terminal = pageAsTerminal(page, { colour: false, width: 80 });
    for (const { heading } of page.sections) {
      expect(markdown).toContain(`\n## ${heading}\n`);
      expect(terminal).toContain(`\n${heading}\n`);
    }
  });

  it('leaves out what there is nothing to say of', () => {
    const { pattern } = parsed;
    const bare = { ...pattern, preserve: [], verify: [], see: [], explains: [], yieldsTo: [], hypotheses: [] };
    expect(patternPage(bare).sections.map(({ heading }) => heading)).toEqual([
      'Meaning',
      'Impact',
      'Recognised by',
      'Fix',
      'Prevention',
      'Status',
    ]);
  });

  it("cannot act as a runner's command, whatever the user's pattern holds", () => {
    const examples = { match: [{ log: '::error::x\n\u001b[2J##[error]y', captures: {} }], noMatch: [], runs: [] };
    const page = pageAsTerminal(patternPage(parsed.pattern, examples), { colour: false, width: 80 });
    expect(page).not.toMatch(/^\s*::error|##\[|\u001b/m);
  });
});
