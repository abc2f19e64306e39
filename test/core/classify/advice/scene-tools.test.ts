import { describe, expect, it } from 'vitest';
import { toolsShown } from '../../../../src/core/classify/advice/scene-tools.js';

describe('the tools that a log shows', () => {
  it.each([
    ['pnpm', ' ERR_PNPM_NO_SCRIPT  Missing script: fire'],
    ['yarn', '➤ YN0000: · Done with warnings'],
    ['uv', '  × Failed to build `kiln==1.0`'],
    ['poetry', 'Because kiln depends on glaze, version solving failed. (SolverProblemError)'],
    ['gradle', '> Task :compileJava FAILED'],
    ['maven', '[INFO] Scanning for projects...'],
    ['ant', '/srv/kiln/build.xml:12: Java returned: 1'],
    ['make', 'make[1]: *** [all] Error 2'],
    ['github', '##[group]Run npm ci'],
    ['elsewhere', 'The command "mvn test" exited with 1.'],
    ['elsewhere', 'PS C:\\Users\\potter\\kiln> npm test'],
  ] as const)('%s', (scene, line) => {
    expect(toolsShown([], [line])).toContain(scene);
  });

  it('takes what only installs another one for no sign, and a hosted machine for no person', () => {
    expect(toolsShown([], ['npm install -g pnpm', 'pnpm install'])).toEqual(['pnpm']);
    expect(toolsShown([], ['pip install poetry', 'poetry install'])).toEqual(['poetry']);
    expect(toolsShown([], ['cd /home/runner/work/kiln'])).toEqual(['github']);
  });

  it('believes the lines of the failure before all others', () => {
    expect(toolsShown(['> Task :test FAILED'], ['[INFO] BUILD SUCCESS'])).toEqual(['gradle']);
  });
});
