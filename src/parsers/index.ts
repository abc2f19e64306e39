import { alembic } from './alembic.js';
import { apk } from './apk.js';
import { apt } from './apt.js';
import { browserConsole } from './browser-console.js';
import { cCompiler } from './c-compiler.js';
import { cargoAudit } from './cargo-audit.js';
import { cargoJson } from './cargo-json.js';
import { cargoText } from './cargo-text.js';
import { ciEnd } from './ci-end.js';
import { compose } from './compose.js';
import { composer } from './composer.js';
import { containerEvents } from './container-events.js';
import { containerHealth } from './container-health.js';
import { containerInspect } from './container-inspect.js';
import { containerStats } from './container-stats.js';
import { convex } from './convex.js';
import { coverage } from './coverage.js';
import { cppTerminate } from './cpp-terminate.js';
import { curl } from './curl.js';
import { dockerBuildLegacy } from './docker-build-legacy.js';
import { dockerBuildPlain } from './docker-build-plain.js';
import { dockerBuildRawjson } from './docker-build-rawjson.js';
import { dockerCli } from './docker-cli.js';
import { dockerPs } from './docker-ps.js';
import { eslint } from './eslint.js';
import { expectedChain } from './expected-chain.js';
import { gcloud } from './gcloud.js';
import { git } from './git.js';
import { githubAnnotations } from './github-annotations.js';
import { goPanic } from './go-panic.js';
import { goTest } from './go-test.js';
import { gradle } from './gradle.js';
import { har } from './har.js';
import { hungService } from './hung-service.js';
import { javaUncaught } from './java-uncaught.js';
import { jest } from './jest.js';
import { jsBundler } from './js-bundler.js';
import { junitXml } from './junit-xml.js';
import { kernelOom } from './kernel-oom.js';
import { libtest } from './libtest.js';
import { loader } from './loader.js';
import { make } from './make.js';
import { maven } from './maven.js';
import { metricsJson } from './metrics-json.js';
import { mocha } from './mocha.js';
import { mypy } from './mypy.js';
import { nextPrerender } from './next-prerender.js';
import { nextest } from './nextest.js';
import { nodeGyp } from './node-gyp.js';
import { nodeTest } from './node-test.js';
import { nodeTrace } from './node-trace.js';
import { npm } from './npm.js';
import { osError } from './os-error.js';
import { pageTestsPassed } from './page-tests-passed.js';
import type { Parser } from './parser.js';
import { pip } from './pip.js';
import { pnpm } from './pnpm.js';
import { podman } from './podman.js';
import { postgresLog } from './postgres-log.js';
import { preCommit } from './pre-commit.js';
import { prettier } from './prettier.js';
import { prometheusText } from './prometheus-text.js';
import { pstats } from './pstats.js';
import { pytestConftest } from './pytest-conftest.js';
import { pytestDurations } from './pytest-durations.js';
import { pytestInternal } from './pytest-internal.js';
import { pytestReportlog } from './pytest-reportlog.js';
import { pytestText } from './pytest-text.js';
import { pytestTimeout } from './pytest-timeout.js';
import { pytestUsage } from './pytest-usage.js';
import { pythonFatal } from './python-fatal.js';
import { pythonFormat } from './python-format.js';
import { pythonResolver } from './python-resolver.js';
import { pythonStart } from './python-start.js';
import { pythonSyntax } from './python-syntax.js';
import { pythonTraceback } from './python-traceback.js';
import { redisCli } from './redis-cli.js';
import { rubyBundler } from './ruby-bundler.js';
import { ruff } from './ruff.js';
import { rustFatal } from './rust-fatal.js';
import { rustMainError } from './rust-main-error.js';
import { rustPanic } from './rust-panic.js';
import { rustcText } from './rustc-text.js';
import { rustfmt } from './rustfmt.js';
import { rustup } from './rustup.js';
import { sandboxStart } from './sandbox-start.js';
import { shell } from './shell.js';
import { slowQuery } from './slow-query.js';
import { slowStart } from './slow-start.js';
import { surefire } from './surefire.js';
import { swc } from './swc.js';
import { tap } from './tap.js';
import { terraform } from './terraform.js';
import { tokioAsyncOps } from './tokio-async-ops.js';
import { tokioTaskView } from './tokio-task-view.js';
import { tokioTasks } from './tokio-tasks.js';
import { tokioWarnings } from './tokio-warnings.js';
import { tox } from './tox.js';
import { tracemalloc } from './tracemalloc.js';
import { tsc } from './tsc.js';
import { unittest } from './unittest.js';
import { v8Heap } from './v8-heap.js';
import { vitest } from './vitest.js';
import { workerTail } from './worker-tail.js';
import { wrangler } from './wrangler.js';
import { yarn } from './yarn.js';

/** Every format that may stand inside another one's output. Order does not matter: parsers do not see each other. */
const TEXT_PARSERS: readonly Parser[] = [
  apk,
  apt,
  ciEnd,
  composer,
  cppTerminate,
  eslint,
  gcloud,
  git,
  githubAnnotations,
  goPanic,
  goTest,
  gradle,
  javaUncaught,
  jest,
  jsBundler,
  junitXml,
  make,
  cCompiler,
  tox,
  maven,
  mocha,
  mypy,
  nextPrerender,
  nodeGyp,
  nodeTest,
  nodeTrace,
  npm,
  pnpm,
  preCommit,
  prettier,
  pythonFormat,
  rubyBundler,
  ruff,
  shell,
  surefire,
  tap,
  tsc,
  v8Heap,
  vitest,
  yarn,
  compose,
  containerEvents,
  containerHealth,
  containerInspect,
  containerStats,
  curl,
  slowStart,
  dockerBuildLegacy,
  dockerBuildPlain,
  dockerCli,
  dockerPs,
  kernelOom,
  loader,
  osError,
  podman,
  swc,
  terraform,
  wrangler,
  cargoAudit,
  cargoJson,
  cargoText,
  libtest,
  nextest,
  rustFatal,
  rustMainError,
  rustPanic,
  rustcText,
  rustfmt,
  rustup,
  alembic,
  coverage,
  pip,
  postgresLog,
  slowQuery,
  redisCli,
  pytestConftest,
  pytestInternal,
  pytestReportlog,
  pytestTimeout,
  pytestUsage,
  pythonFatal,
  pythonResolver,
  pytestText,
  pythonStart,
  pythonSyntax,
  pythonTraceback,
  unittest,
  metricsJson,
  prometheusText,
  pytestDurations,
  pstats,
  tracemalloc,
  hungService,
  tokioAsyncOps,
  tokioTasks,
  tokioTaskView,
  tokioWarnings,
  browserConsole,
  pageTestsPassed,
  convex,
  expectedChain,
  har,
  sandboxStart,
  workerTail,
];

/** Every format we read. */
export const PARSERS: readonly Parser[] = [...TEXT_PARSERS, dockerBuildRawjson(TEXT_PARSERS)];
