import { describe, expect, it } from 'vitest';
import { diagnoseText } from '../../../scripts/diagnose-file.js';
import { containerGroup, textSource } from '../../../src/core/domain/source.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { diagnose } from '../../../src/walk/diagnose.js';

const SAID = "cat: can't open '/srv/roost/roost.toml': No such file or directory\n";

describe('what a shell says of a file that is not there', () => {
  it('is of the container in whose own log it stands', async () => {
    const { diagnoses } = await diagnose({
      sources: [
        { ...textSource('log.txt', SAID, 'failed'), kind: 'container', group: containerGroup('roost'), exitCode: 1 },
      ],
      patterns: await loadCatalogue([]),
      failOn: 'P0',
      run: {},
    });
    expect(diagnoses[0]).toMatchObject({
      pattern: 'container/file-missing',
      captures: { path: '/srv/roost/roost.toml' },
    });
  });

  it('is of the machine where a step only runs containers too', async () => {
    const step = `##[group]Run docker compose up -d\n##[endgroup]\n${SAID}##[error]Process completed with exit code 1.\n`;
    const { diagnoses } = await diagnoseText(step, 'run.log');
    expect(diagnoses.map(({ pattern }) => pattern)).not.toContain('container/file-missing');
  });
});
