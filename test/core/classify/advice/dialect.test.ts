import { describe, expect, it } from 'vitest';
import { formsOf, inDialect, isOfUse } from '../../../../src/core/classify/advice/dialect.js';
import type { Scene } from '../../../../src/core/domain/pattern.js';

function said(command: string, ...scene: Scene[]): string | undefined {
  return inDialect(command, new Set(scene));
}

describe('a command where the failure happened', () => {
  it.each<[string, Scene, string]>([
    ['npm ci', 'pnpm', 'pnpm install --frozen-lockfile'],
    ['npm ci', 'yarn', 'yarn install'],
    ['npm run build', 'bun', 'bun run build'],
    ['npx vitest run', 'pnpm', 'pnpm exec vitest run'],
    ['npm ls graceful-fs', 'yarn', 'yarn why graceful-fs'],
    ['NODE_OPTIONS=--x npm test', 'pnpm', 'NODE_OPTIONS=--x pnpm run test'],
    ['python3 -m pytest -x', 'uv', 'uv run python -m pytest -x'],
    ['python3 -m pip list', 'uv', 'uv pip list'],
    ['python3 -m pip install -e .', 'poetry', 'poetry install'],
    ['pytest tests/test_kiln.py::test_fire', 'poetry', 'poetry run pytest tests/test_kiln.py::test_fire'],
    ['mvn -B test', 'gradle', './gradlew test'],
    ['mvn -B -e verify', 'gradle', './gradlew build'],
    ['./gradlew test', 'maven', 'mvn -B test'],
    ["ss -ltnp 'sport = :3000'", 'windows', 'netstat -ano | findstr ":3000"'],
    ["ss -ltnp 'sport = :3000'", 'macos', 'lsof -nP -iTCP:3000 -sTCP:LISTEN'],
    ['docker ps -a --filter name=kiln', 'podman', 'podman ps -a --filter name=kiln'],
    ['docker buildx ls', 'podman', 'docker buildx ls'],
    ['export PYTHONUTF8=1', 'windows', '$env:PYTHONUTF8 = "1"'],
    ['python3 -c "import kiln; print(kiln.__file__)"', 'windows', 'python -c "import kiln; print(kiln.__file__)"'],
    ['python3 -m pytest --fixtures | grep -i "kiln"', 'windows', 'python -m pytest --fixtures | findstr /i "kiln"'],
  ])('%s, on %s', (command, scene, instead) => {
    expect(said(command, scene)).toBe(instead);
  });

  it('stays as it is where nothing is known, and where its own tool is shown', () => {
    expect(said('npm ci')).toBe('npm ci');
    expect(said('npm ci', 'npm', 'debian')).toBe('npm ci');
    expect(said('cargo test', 'pnpm', 'uv', 'gradle')).toBe('cargo test');
  });

  it.each<[string, Scene]>([
    ['npm query ":attr(scripts, [postinstall])"', 'pnpm'],
    ['python3 -m pip config list', 'uv'],
    ['mvn -B help:effective-settings', 'gradle'],
    ['grep -rn "uses:" .github/workflows', 'windows'],
    ['psql "$DATABASE_URL" -c "select 1"', 'windows'],
    ['sudo dmesg --ctime', 'macos'],
    ['apt-get install -y zlib1g-dev', 'fedora'],
    ['brew --prefix', 'debian'],
    ['gh run rerun "$GITHUB_RUN_ID" --failed', 'elsewhere'],
    ['echo "$HOME/.local/bin" >> "$GITHUB_PATH"', 'elsewhere'],
  ])('%s is not said on %s', (command, scene) => {
    expect(said(command, scene)).toBeUndefined();
  });

  it('leaves out only the commands that cannot be said, and takes no quoted text for one', () => {
    expect(said('docker context ls; echo "$DOCKER_HOST"; sudo systemctl start docker', 'windows')).toBe(
      'docker context ls',
    );
    expect(said('getent hosts db; cat /etc/resolv.conf', 'macos')).toBe(
      'dscacheutil -q host -a name db; cat /etc/resolv.conf',
    );
    expect(said('until docker info; do sleep 1; done', 'macos')).toBe('until docker info; do sleep 1; done');
    expect(said('until docker info; do sleep 1; done', 'windows')).toBeUndefined();
  });

  it('tells a piece of a workflow to those whose job is one of GitHub, or may be', () => {
    const code = '- uses: actions/setup-node@v5\n  with: { node-version: 22 }';
    expect(isOfUse(code, new Set(['github']))).toBe(true);
    expect(isOfUse(code, new Set())).toBe(true);
    expect(isOfUse(code, new Set(['elsewhere']))).toBe(false);
    expect(isOfUse('[tool.pytest.ini_options]', new Set(['elsewhere']))).toBe(true);
  });

  it('names all forms that a report may hold', () => {
    expect([...formsOf('python3 -m pytest')]).toEqual(
      expect.arrayContaining(['uv run python -m pytest', 'poetry run python -m pytest', 'python -m pytest']),
    );
    expect([...formsOf('docker ps')]).toEqual(expect.arrayContaining(['docker ps', 'podman ps']));
    expect([...formsOf('cargo test')]).toEqual(['cargo test']);
    expect(formsOf('sudo dmesg').has(undefined)).toBe(true);
  });
});
