import { expect, it } from 'vitest';
import { formatReport } from '../../src/commands/formats.js';
import { loadCatalogue } from '../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../src/walk/diagnose.js';

const OWN = `title: The kiln {name|it} is cold
severity: P1
cause: environment
status: documented
when: {all: ['kiln (?<name>\\w+) is cold']}
root_cause: 'Nobody lit {name}.'
fix: [{text: Light it before the pots go in.}]
prevention: [Light all kilns at six.]
examples:
  match: [{log: kiln blue is cold, captures: {name: blue}}]
  no_match: [{because: it is hot, log: kiln blue is hot}]
`;

it('SARIF has the rule of a pattern of one’s own', async () => {
  const catalogue = await loadCatalogue([{ path: '.whydunit/patterns/own/cold.yaml', text: OWN }]);
  const source = {
    name: 'fire.log',
    kind: 'file' as const,
    outcome: 'failed' as const,
    open: async function* () {
      yield new TextEncoder().encode('kiln red is cold\n');
    },
  };
  const report = await diagnose({ sources: [source], patterns: catalogue, failOn: 'P0', run: {} });
  const terminal = { colour: false, width: 80 };
  const sarif = JSON.parse(await formatReport('sarif', report, { ...catalogue, terminal }));
  const [rule] = sarif.runs[0].tool.driver.rules;
  expect(rule).toMatchObject({ id: 'own/cold', shortDescription: { text: expect.stringContaining('is cold') } });
  expect(rule.help.text).toContain('Light it before the pots go in.');
});
