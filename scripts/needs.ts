/** The tools a recorded run may need: how to find their version and how to get them. */
import { spawnSync } from 'node:child_process';

interface Need {
  /** Shell command; its first line of output is recorded as the version. Failing means the tool is missing. */
  readonly version: string;
  /** What to do when it is missing. */
  readonly install: string;
}

/** A package of the Python that `python3` runs. */
function pythonPackage(name: string): Need {
  return {
    version: `python3 -c 'from importlib.metadata import version as v; print("${name}", v("${name}"))'`,
    install: `python3 -m pip install ${name}`,
  };
}

const NEEDS: Readonly<Record<string, Need>> = {
  cargo: { version: 'cargo --version', install: 'install Rust with rustup' },
  rustc: { version: 'rustc --version', install: 'install Rust with rustup' },
  rustup: { version: 'rustup --version 2>/dev/null', install: 'install rustup' },
  rustfmt: { version: 'cargo fmt --version', install: 'rustup component add rustfmt, or apt-get install -y rustfmt' },
  clippy: {
    version: 'cargo clippy --version',
    install: 'rustup component add clippy, or apt-get install -y rust-clippy',
  },
  'rustc-1.63': {
    version: '/usr/bin/rustc --version | grep -F 1.63',
    install: "apt-get install -y rustc cargo on Debian 12 (the scenario's run calls /usr/bin/cargo)",
  },
  nextest: { version: 'cargo nextest --version | head -1', install: 'cargo install --locked cargo-nextest' },
  sqlx: {
    version: 'cargo sqlx --version',
    install: 'cargo install --locked sqlx-cli --no-default-features --features postgres',
  },
  gcc: { version: 'gcc --version', install: 'apt-get install -y gcc libc6-dev' },
  python: { version: 'python3 --version', install: 'apt-get install -y python3' },
  'python-3.6': {
    version: '~/.pyenv/versions/3.6.15/bin/python --version',
    install: 'pyenv install 3.6.15',
  },
  pytest: { version: 'python3 -m pytest --version 2>&1', install: 'python3 -m pip install pytest' },
  xdist: {
    version: 'python3 -c \'import xdist; print("pytest-xdist", xdist.__version__)\'',
    install: 'python3 -m pip install pytest-xdist',
  },
  'pytest-asyncio': {
    version: 'python3 -c \'import pytest_asyncio as p; print("pytest-asyncio", p.__version__)\'',
    install: 'python3 -m pip install pytest-asyncio',
  },
  'pytest-timeout': {
    version:
      'python3 -c \'from importlib.metadata import version as v; import pytest_timeout; print("pytest-timeout", v("pytest-timeout"))\'',
    install: 'python3 -m pip install pytest-timeout',
  },
  'pytest-cov': pythonPackage('pytest-cov'),
  'pytest-reportlog': pythonPackage('pytest-reportlog'),
  hypothesis: pythonPackage('hypothesis'),
  fastapi: pythonPackage('fastapi'),
  uvicorn: pythonPackage('uvicorn'),
  flask: pythonPackage('flask'),
  sqlalchemy: pythonPackage('sqlalchemy'),
  aiosqlite: pythonPackage('aiosqlite'),
  asyncpg: pythonPackage('asyncpg'),
  'psycopg2-binary': pythonPackage('psycopg2-binary'),
  'pydantic-settings': pythonPackage('pydantic-settings'),
  uv: pythonPackage('uv'),
  poetry: { version: 'poetry --version', install: 'python3 -m pip install poetry' },
  pip: { version: 'python3 -m pip --version', install: 'apt-get install -y python3-pip' },
  ruff: { version: 'ruff --version', install: 'python3 -m pip install ruff' },
  yamllint: { version: 'yamllint --version', install: 'python3 -m pip install yamllint' },
  mypy: { version: 'mypy --version', install: 'python3 -m pip install mypy' },
  black: { version: 'black --version', install: 'python3 -m pip install black' },
  'pre-commit': { version: 'pre-commit --version', install: 'python3 -m pip install pre-commit' },
  flake8: { version: 'echo flake8 $(flake8 --version)', install: 'python3 -m pip install flake8' },
  alembic: { version: 'alembic --version 2>&1', install: 'python3 -m pip install alembic' },
  docker: {
    version: "docker version --format 'docker {{.Server.Version}}'",
    install: 'start a Docker engine and point DOCKER_HOST at it',
  },
  'docker-20.10': {
    version: "docker version --format 'docker {{.Server.Version}}' | grep -F 20.10",
    install: 'eval "$(scripts/engine.sh start old)" && scripts/engine.sh images',
  },
  'docker-28': {
    version: "docker version --format 'docker {{.Server.Version}}' | grep -F ' 28.'",
    install: 'eval "$(scripts/engine.sh start current)" && scripts/engine.sh images',
  },
  registry: { version: 'docker-registry --version', install: 'apt-get install -y docker-registry' },
  buildkit: {
    version: 'docker buildx version',
    install: 'install the docker-buildx plugin into $DOCKER_CONFIG/cli-plugins',
  },
  compose: {
    version: 'docker compose version',
    install: 'install the docker-compose plugin into $DOCKER_CONFIG/cli-plugins',
  },
  podman: { version: 'podman --version', install: 'apt-get install -y podman' },
  curl: { version: 'curl --version', install: 'apt-get install -y curl' },
  git: { version: 'git --version', install: 'apt-get install -y git' },
  sshd: {
    version: "dpkg-query -W -f='openssh-server ${Version}' openssh-server",
    install: 'apt-get install -y openssh-server',
  },
  'git-lfs': { version: 'git lfs version', install: 'apt-get install -y git-lfs' },
  composer: { version: 'composer --version 2>/dev/null', install: 'apt-get install -y composer' },
  chromium: { version: '/usr/bin/chromium --version', install: 'apt-get install -y chromium' },
  node: { version: 'echo node $(node --version)', install: 'install Node.js 20 or newer' },
  npm: { version: 'echo npm $(npm --version)', install: 'install Node.js 20 or newer' },
  'redis-py': {
    version: 'python3 -c \'import redis; print("redis-py", redis.__version__)\'',
    install: 'python3 -m pip install redis',
  },
  yarn: { version: 'echo yarn $(yarn --version)', install: 'npm install -g yarn@1' },
  pnpm: { version: 'echo pnpm $(pnpm --version)', install: 'npm install -g pnpm@9' },
  redis: { version: 'redis-server --version', install: 'apt-get install -y redis-server' },
  postgres: {
    version: 'postgres --version',
    install: 'apt-get install -y postgresql, and put its bin directory on PATH',
  },
  tmux: { version: 'tmux -V', install: 'apt-get install -y tmux' },
  'tokio-console': { version: 'tokio-console --version', install: 'cargo install --locked tokio-console' },
  'prometheus-client': pythonPackage('prometheus_client'),
  apt: { version: 'apt-get --version | sed -n 1p', install: 'record on Debian or Ubuntu' },
  java: { version: 'java -version 2>&1', install: 'apt-get install -y default-jdk-headless' },
  maven: { version: 'mvn --version', install: 'apt-get install -y maven' },
  ant: { version: 'ant -version', install: 'apt-get install -y ant ant-optional junit4' },
  gradle: {
    version: "gradle --version 2>/dev/null | grep -o 'Gradle [0-9.]*'",
    install: 'apt-get install -y gradle junit4',
  },
  ruby: { version: 'ruby --version', install: 'apt-get install -y ruby' },
  rspec: { version: 'echo RSpec $(rspec --version | sed -n 2p)', install: 'apt-get install -y ruby-rspec' },
  minitest: {
    version: 'ruby -e \'require "minitest"; puts "minitest #{Minitest::VERSION}"\'',
    install: 'apt-get install -y ruby-minitest',
  },
  phpunit: { version: 'phpunit --version', install: 'apt-get install -y phpunit' },
  cmake: { version: 'cmake --version', install: 'apt-get install -y cmake' },
  go: { version: 'go version', install: 'install Go' },
  bundler: { version: 'bundle --version', install: 'apt-get install -y bundler' },
  php: { version: 'php --version', install: 'apt-get install -y php-cli' },
  automake: { version: 'automake --version', install: 'apt-get install -y automake' },
  meson: { version: 'echo Meson $(meson --version)', install: 'apt-get install -y meson' },
  'boost-test': {
    version: "dpkg-query -W -f='libboost-test-dev ${Version}' libboost-test-dev",
    install: 'apt-get install -y libboost-test-dev',
  },
  qtest: {
    version: "dpkg-query -W -f='qtbase5-dev ${Version}' qtbase5-dev",
    install: 'apt-get install -y qtbase5-dev',
  },
  make: { version: 'make --version', install: 'apt-get install -y make' },
};

/** Versions of the named tools, in order. Throws one Error that lists everything missing and how to install it. */
export function versionsOf(needs: readonly string[]): string[] {
  const missing: string[] = [];
  const versions = needs.map((name) => {
    const need = NEEDS[name];
    if (need === undefined) {
      missing.push(`  ${name}: not in scripts/needs.ts, add it there (known: ${Object.keys(NEEDS).join(', ')})`);
      return '';
    }
    const found = spawnSync('bash', ['-o', 'pipefail', '-c', need.version], { encoding: 'utf8' });
    const version = found.stdout.trim().split('\n')[0] ?? '';
    if (found.status !== 0 || version === '')
      missing.push(`  ${name}: ${need.install} (checked with: ${need.version})`);
    return version;
  });
  if (missing.length > 0) throw new Error(`these tools are needed and not here:\n${missing.join('\n')}`);
  return versions;
}
