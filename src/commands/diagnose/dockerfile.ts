import { type Diagnosis, everyOccurrence } from '../../core/domain/diagnosis.js';
import type { Report } from '../../core/domain/report.js';
import { firstOfEach } from '../../core/group-by.js';
import { type RedactionRules, redactText } from '../../core/redact/redactor.js';
import {
  type BuildFile,
  COMPOSE_FILES,
  type Dockerfile,
  dockerfileAdvice,
  dockerfileHabits,
  filesOfScript,
  isOf,
} from '../../knowledge/docker/index.js';
import { Checkout } from '../../world/files/checkout.js';

/** Of so many Dockerfiles at most one looks for the right one. */
const MOST_FILES = 12;

/** A Dockerfile of the workspace that may be the one. */
interface Candidate extends Dockerfile {
  readonly service?: string;
}

/** What is known of the run whose report it is. */
export interface Started {
  /** The containers told of are those of this workspace: a command of it was run, or its engine asked. */
  readonly here: boolean;
  /** The command that was run. */
  readonly script?: string | undefined;
}

/**
 * The report with what the workspace's Dockerfiles have to do with its failures, their lines quoted without secrets. A build
 * is of the Dockerfile in which the step that failed stands; a container of the one its service is built from, or of the
 * only one there is, where it was started from here.
 */
export async function withDockerfile(report: Report, started: Started, rules: RedactionRules): Promise<Report> {
  if (!report.diagnoses.some((each) => isContainers(each) || hasStep(each))) return report;
  const candidates = await candidatesOf(report, started.script ?? '', rules);
  if (candidates.length === 0) return report;
  return { ...report, diagnoses: report.diagnoses.map((each) => advised(each, candidates, started.here)) };
}

/** Those that are named nearest to the failure come first. */
async function candidatesOf(report: Report, script: string, rules: RedactionRules): Promise<readonly Candidate[]> {
  const { builds, composes } = filesOfScript([script, ...report.diagnoses.flatMap(commandsOf)].join('\n'));
  const named = [...report.diagnoses.flatMap(placesOf), ...builds].map((path): BuildFile => ({ path }));
  const all = [...named, ...(await builtBy([...composes, ...COMPOSE_FILES])), { path: 'Dockerfile' }];
  const each = firstOfEach(all, ({ path, service = '' }) => `${path} ${service}`);
  const read = each.slice(0, MOST_FILES).map(async (file): Promise<Candidate[]> => {
    const text = await textOf(file.path);
    return text === undefined ? [] : [{ ...file, text: redactText(text, rules) }];
  });
  return (await Promise.all(read)).flat();
}

/** What Compose files build; most workspaces have none, so that what reads YAML is loaded for those that do. */
async function builtBy(composes: readonly string[]): Promise<readonly BuildFile[]> {
  const texts = await Promise.all(composes.map(async (path) => ({ path, text: await textOf(path) })));
  const there = texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  if (there.length === 0) return [];
  const { filesOfCompose } = await import(/* webpackMode: "eager" */ './compose-files.js');
  return there.flatMap(({ path, text }) => filesOfCompose(text, path));
}

/** A file that cannot be read gives no advice, nor one outside of the workspace. */
async function textOf(path: string): Promise<string | undefined> {
  if (path.startsWith('/') || path.startsWith('..')) return undefined;
  return new Checkout('.').text(path).catch(() => undefined);
}

/** What the log shows of the command that built. */
function commandsOf(diagnosis: Diagnosis): string[] {
  const lines = everyOccurrence(diagnosis).flatMap(({ failure }) => failure.lines.map(({ text }) => text));
  return [diagnosis.reproduce?.command ?? '', ...lines.filter((text) => /\b(?:build|bud|compose)\b/.test(text))];
}

/** BuildKit names the Dockerfile whose line failed. */
function placesOf(diagnosis: Diagnosis): string[] {
  return everyOccurrence(diagnosis).flatMap(({ failure: { location } }) =>
    location !== undefined && /dockerfile/i.test(location.file) ? [location.file] : [],
  );
}

function advised(diagnosis: Diagnosis, candidates: readonly Candidate[], startedHere: boolean): Diagnosis {
  const built = candidates.find((file) => isOf(diagnosis, file));
  const isContainer = startedHere && isContainers(diagnosis);
  const file = built ?? (isContainer ? ofContainer(diagnosis, candidates) : undefined);
  if (file === undefined) return diagnosis;
  const fix = dockerfileAdvice(diagnosis.pattern, file).map((each) => ({ ...each, from: 'workspace' }) as const);
  return {
    ...diagnosis,
    fix: [...diagnosis.fix, ...fix],
    prevention: [...diagnosis.prevention, ...(isContainer ? dockerfileHabits(file) : [])],
  };
}

/** That of its service; of a container that is no service's the only one there is. */
function ofContainer(diagnosis: Diagnosis, candidates: readonly Candidate[]): Candidate | undefined {
  const names = everyOccurrence(diagnosis).flatMap(({ source, failure: { name = '', channel } }) => [
    name,
    channel,
    source,
  ]);
  const own = candidates.find(({ service }) => service !== undefined && names.some((name) => isService(name, service)));
  if (own !== undefined) return own;
  const paths = new Set(candidates.map(({ path }) => path));
  return paths.size === 1 ? candidates[0] : undefined;
}

/** `shop-web-1`, `shop_web_1`, `web-1` and `containers/shop-web-1/log.txt` are of the service `web`. */
function isService(name: string, service: string): boolean {
  return `/${name}/`.replace(/[-_/]+/g, '/').includes(`/${service.replace(/[-_]+/g, '/')}/`);
}

function isContainers({ occurrences }: Diagnosis): boolean {
  return occurrences.some(({ failure: { tool } }) => tool === 'container' || tool === 'compose');
}

function hasStep(diagnosis: Diagnosis): boolean {
  return everyOccurrence(diagnosis).some(({ failure }) => failure.kind === 'build-step');
}
