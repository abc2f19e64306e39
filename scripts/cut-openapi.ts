/**
 * Cuts GitHub's official API description down to the operations the action uses, so that the loopback GitHub of the
 * tests can check every request and response against it.
 *
 *     npm i --prefix /tmp/octokit-openapi --ignore-scripts @octokit/openapi
 *     npx tsx scripts/cut-openapi.ts /tmp/octokit-openapi/node_modules/@octokit/openapi
 *
 * The package unpacks to 385 MB, so it is no dependency; what is cut out of it is committed (MIT, as the original).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OPERATIONS = new Set([
  'issues/list-comments',
  'issues/get-comment',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'issues/list-for-repo',
  'issues/get',
  'issues/create',
  'issues/update',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'pulls/list-review-comments',
  'pulls/create-review',
  'repos/list-pull-requests-associated-with-commit',
  'checks/create',
  'checks/update',
  'checks/list-for-ref',
  'checks/list-annotations',
  'actions/get-workflow-run',
  'actions/list-workflow-runs',
  'actions/re-run-workflow-failed-jobs',
  'actions/list-workflow-runs-for-repo',
  'actions/list-workflow-run-artifacts',
  'actions/download-artifact',
  'actions/list-jobs-for-workflow-run',
  'actions/list-jobs-for-workflow-run-attempt',
  'actions/download-job-logs-for-workflow-run',
  'actions/download-workflow-run-logs',
  'actions/download-workflow-run-attempt-logs',
  'repos/get',
  'repos/get-branch',
  'repos/get-content',
  'repos/download-tarball-archive',
  'git/get-tree',
  'git/get-blob',
]);

const UNREAD = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags']);

const OUTPUT = new URL('../test/world/github/openapi.json', import.meta.url);

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

const from = process.argv[2];
if (from === undefined) throw new Error('usage: tsx scripts/cut-openapi.ts <directory of @octokit/openapi>');
const version = (read(join(from, 'package.json')) as { version: string }).version;
const whole = object(prune(read(join(from, 'generated/api.github.com.json'))));

const paths = cutPaths(object(whole['paths']));
const components = reachableComponents(paths);
const cut: JsonObject = {
  openapi: whole['openapi'] ?? '3.0.3',
  info: {
    title: 'GitHub REST API, cut to what the action uses',
    version: String(object(whole['info'])['version']),
    license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT' },
    'x-origin': `@octokit/openapi ${version}, generated/api.github.com.json, cut by scripts/cut-openapi.ts`,
  },
  paths,
  components,
};
writeFileSync(OUTPUT, `${JSON.stringify(cut, undefined, 1)}\n`);
console.log(`${OPERATIONS.size} operations, ${JSON.stringify(cut).length} characters`);

function cutPaths(all: JsonObject): JsonObject {
  const kept: JsonObject = {};
  const found = new Set<string>();
  for (const [path, item] of Object.entries(all)) {
    for (const [method, operation] of Object.entries(object(item))) {
      const id = String(object(operation)['operationId']);
      if (!OPERATIONS.has(id)) continue;
      found.add(id);
      kept[path] = { ...object(kept[path] ?? {}), [method]: operation };
    }
  }
  const missing = [...OPERATIONS].filter((id) => !found.has(id));
  if (missing.length > 0) throw new Error(`not in the description: ${missing.join(', ')}`);
  return kept;
}

/** Everything the paths refer to, and what that refers to in turn. */
function reachableComponents(start: Json): JsonObject {
  const kept: Record<string, JsonObject> = {};
  const open: Json[] = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const reference of references(node)) {
      const [, kind = '', name = ''] = /^#\/components\/([^/]+)\/(.+)$/.exec(reference) ?? [];
      const target = object(object(object(whole['components'])[kind] as Json)[name] as Json);
      const room = (kept[kind] ??= {});
      if (name in room) continue;
      room[name] = target;
      open.push(target);
    }
  }
  return kept;
}

function* references(node: Json): Generator<string> {
  if (node === null || typeof node !== 'object') return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref' && typeof value === 'string') yield value;
    else yield* references(value);
  }
}

/** Takes off what no check reads, and rewrites `nullable` without `type`, which ajv refuses. */
function prune(node: Json, key = ''): Json {
  if (node === null || typeof node !== 'object') return node;
  if (Array.isArray(node)) return node.map((item) => prune(item));
  // Below these, keys are names of fields and not words of the description's own language.
  if (key === 'properties' || key === 'schemas')
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, prune(value)]));
  const kept: JsonObject = {};
  for (const [word, value] of Object.entries(node))
    if (!UNREAD.has(word) && !word.startsWith('x-')) kept[word] = prune(value, word);
  if (kept['nullable'] !== true || kept['type'] !== undefined) return kept;
  const { nullable: _, ...rest } = kept;
  return { anyOf: [rest, { type: 'object', nullable: true, enum: [null] }] };
}

function read(path: string): JsonObject {
  return JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
}

function object(value: Json | undefined): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error(`not an object: ${JSON.stringify(value)?.slice(0, 80)}`);
  return value;
}
