/** What others read is checked against the schemas they publish, for every recorded run and for reports of our own. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { diagnoseFile } from '../../../scripts/diagnose-file.js';
import { readScenario, scenarioIds } from '../../../scripts/scenario.js';
import type { Report } from '../../../src/core/domain/report.js';
import { renderJson } from '../../../src/core/render/json.js';
import { renderSarif, toSarif } from '../../../src/core/render/sarif.js';
import { renderCtrf } from '../../../src/core/render/tests/ctrf.js';
import { renderJunit } from '../../../src/core/render/tests/junit.js';
import { loadCatalogue } from '../../../src/knowledge/catalogue/load.js';
import { matrixReport } from '../../world/github/contributions/samples.js';
import {
  diagnosis,
  hostileReport,
  manyReport,
  occurrence,
  RUN,
  redisReport,
  report,
  source,
  waivedReport,
} from './reports.js';

const { patterns } = await loadCatalogue([]);
const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const json = (name: string) => JSON.parse(read(name)) as object;

async function recorded(): Promise<[string, Report][]> {
  const all: [string, Report][] = [];
  for (const id of scenarioIds()) all.push([id, await diagnoseFile(readScenario(id).log, `${id}.log`)]);
  return all;
}

const REPORTS: readonly (readonly [string, Report])[] = [
  ['redis', redisReport()],
  ['waived', waivedReport()],
  ['many', manyReport(200)],
  ['matrix', matrixReport()],
  ['hostile', hostileReport('</x> ]]> & "q" \u0000\u0007\uD800 {0} [a](b) \n::error::x')],
  ['passed', report({ status: 'passed', sources: [source('a.log', { outcome: 'passed' })] })],
  ['nothing', report({ status: 'unknown', sources: [source('a b?.log', { outcome: 'unknown', notes: ['cut'] })] })],
  ['elsewhere', report({ run: {}, sources: [] })],
  ...(await recorded()),
];

/** What a checker of JSON has against each of some texts. */
function problems(validate: ReturnType<Ajv['compile']>, render: (report: Report) => string): string[] {
  return REPORTS.flatMap(([name, value]) =>
    validate(JSON.parse(render(value))) ? [] : [`${name}: ${JSON.stringify(validate.errors?.slice(0, 2))}`],
  );
}

describe('what is written passes the schema of', () => {
  it('Jenkins: junit-10.xsd', async () => {
    const xml = REPORTS.map(([name, value]) => ({
      fileName: `${name.replaceAll('/', '-')}.xml`,
      contents: renderJunit(value),
    }));
    const schema = { fileName: 'junit-10.xsd', contents: read('schemas/junit-10.xsd') };
    const { errors, valid } = await validateXML({ xml, schema, maxMemoryPages: 16_384 });
    expect(errors.slice(0, 5)).toEqual([]);
    expect(valid).toBe(true);
  });

  it('SARIF 2.1.0', () => {
    const ajv = new (AjvDraft04 as unknown as typeof Ajv)({ strict: false, unicodeRegExp: false });
    (formats as unknown as (ajv: Ajv) => void)(ajv);
    expect(
      problems(ajv.compile(json('schemas/sarif-2.1.0-rtm.5.json')), (value) => renderSarif(value, patterns)),
    ).toEqual([]);
  });

  it('CTRF', () => {
    const ajv = new Ajv({ strict: false });
    (formats as unknown as (ajv: Ajv) => void)(ajv);
    expect(problems(ajv.compile(json('schemas/ctrf-schema-0.0.json')), renderCtrf)).toEqual([]);
  });

  it('ours, without a field that it does not name', () => {
    const { properties } = json('../../../schema/report.schema.json') as { properties: object };
    expect(Object.keys(properties)).toContain('release');
    const ajv = new Ajv2020({ strict: false });
    expect(problems(ajv.compile(closed(json('../../../schema/report.schema.json')) as object), renderJson)).toEqual([]);
  });
});

/** The schema with no room left for fields of later versions. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return inner['type'] === 'object' && 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

describe('JUnit names', () => {
  it('tests as their tools name them, each once, and what is no test as an error', () => {
    const text = renderJunit(redisReport());
    const cases = [...text.matchAll(/<testcase classname="([^"]*)" name="([^"]*)">\s*<(\w+)/g)].map((all) =>
      all.slice(1),
    );
    expect(cases).toEqual([
      ['tests/test_stream.py', 'test_publish', 'failure'],
      ['tests/test_stream.py', 'test_consume', 'failure'],
      ['tests/test_stream.py', 'test_ack', 'failure'],
      ['tests/test_invoice.py', 'test_rounding', 'failure'],
      ['compose container', 'migrate · exited (1)', 'error'],
      ['whydunit', 'no failure found', 'skipped'],
    ]);
  });

  it('a test that is folded under what explains it', () => {
    const folded = {
      fingerprint: 'f',
      title: 'A test failed',
      evidence: [],
      occurrences: [occurrence('a.log', { tool: 'libtest', kind: 'test', name: 'store::tests::adds' })],
    };
    const text = renderJunit(report({ diagnoses: [diagnosis({ folded: [folded] })] }));
    expect(text).toContain('classname="store::tests" name="adds"');
  });
});

describe('SARIF', () => {
  it('says of a rule what holds for all its failures, and nothing from a log', () => {
    const named = report({
      diagnoses: [
        diagnosis({ pattern: 'db/missing-table', title: 'needs \uE000user\uE001', rootCause: 'see \uE000user\uE001' }),
      ],
    });
    const [rule] = toSarif(named, patterns).runs[0]?.tool.driver.rules ?? [];
    expect(rule?.helpUri).toContain('/docs/patterns/db/missing-table.md');
    expect(rule?.help.markdown).toContain('## Fix');
    expect(`${rule?.shortDescription.text}${rule?.fullDescription.text}${rule?.help.text}`).not.toContain('user');
  });

  it('keeps jobs apart, and is a success only where what failed was found', () => {
    const [run] = toSarif(report({ run: { ...RUN, job: 'test / unit' } }), patterns).runs;
    expect(run?.automationDetails.id).toBe('whydunit/CI/test - unit/9182736455.1');
    expect(run?.invocations[0]?.executionSuccessful).toBe(false);
    expect(toSarif(redisReport(), patterns).runs[0]?.invocations[0]?.executionSuccessful).toBe(true);
  });
});
