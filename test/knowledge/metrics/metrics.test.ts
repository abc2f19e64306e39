import { describe, expect, test } from 'vitest';
import { metricsJson } from '../../../src/knowledge/metrics/metrics-json.js';
import { prometheusText } from '../../../src/knowledge/metrics/prometheus-text.js';
import { recorded, runParser } from '../run-parser.js';

const signals = (parser: typeof metricsJson, text: string) =>
  Object.fromEntries(runParser(parser, text).failures.map(({ facts }) => [facts['signal'], facts]));
const text = (lines: string) => signals(prometheusText, `# TYPE x counter\n${lines}`);
const json = (value: unknown) => signals(metricsJson, JSON.stringify(value, null, 2));

describe('Prometheus text', () => {
  test.each([
    ['metrics/error-rate', 'errors', { errorRate: 5 }],
    ['metrics/5xx', '5xx', { serverErrors: 1 }],
    ['metrics/error-rate-node', 'errors', { errorRate: 10 }],
  ])('%s', (scenario, signal, facts) => {
    expect(signals(prometheusText, recorded(scenario))[signal]).toMatchObject(facts);
  });

  test('errors in a metric of their own, with time stamps and exemplars', () => {
    expect(
      text('worker_requests_total 1000 1700000000000\nworker_errors_total 12 # {id="a"} 1')['errors'],
    ).toMatchObject({ errorRate: 1.2, errors: 12, requests: 1000 });
  });

  test('what clients asked wrongly, buckets, limits and what is not a number count nothing', () => {
    expect(
      text('http_requests_total{status="404"} 900\nhttp_requests_total{status="200"} 1')['errors'],
    ).toBeUndefined();
    expect(text('latency_bucket{le="500"} 3\nerror_rate_threshold 0.9\nerror_ratio NaN')).toEqual({});
  });

  test('a label may hold braces and escaped quotes', () => {
    expect(text('http_requests_total{route="/{id}/\\"x\\"",status="500"} 2')['5xx']).toMatchObject({
      serverErrors: 2,
      route: '/{id}/\\"x\\"',
    });
  });

  test('WebSocket failures need a time', () => {
    expect(text('ws_connect_errors_total 60')['websocket']).toBeUndefined();
    expect(text('ws_connect_errors_total 60\nprocess_uptime_seconds 120')['websocket']).toMatchObject({
      websocketFailuresPerMinute: 30,
    });
  });

  test('sandboxes that none asked for are no failure', () => {
    expect(
      text('sandbox_creations_total{outcome="success"} 0\nsandbox_creations_total{outcome="error"} 0')['sandbox'],
    ).toBeUndefined();
  });
});

describe('JSON', () => {
  test('as prom-client writes it, each value on its own line', () => {
    const [found] = runParser(metricsJson, recorded('metrics/error-rate-json')).failures;
    expect(found).toMatchObject({
      facts: { errorRate: 10 },
      lines: [{ text: expect.stringContaining('"value": 10') }],
    });
  });

  test('plain keys', () => {
    expect(json({ requests: 1000, errors: 12 })['errors']).toMatchObject({ errorRate: 1.2 });
    expect(json({ worker: { errorRate: 0.03 } })['errors']).toMatchObject({ errorRate: 3 });
    expect(json({ sandbox: { successRate: 91 } })['sandbox']).toMatchObject({ successRate: 91 });
    expect(json({ responses: { '200': 10, '503': 2 }, error_rate: 0 })['5xx']).toMatchObject({ serverErrors: 2 });
    expect(json({ mutations: { failures: 2 } })['mutation']).toMatchObject({ mutationFailures: 2 });
  });

  test('a document of something else, a broken one, and one within a line are none', () => {
    expect(json({ tests: 10, errors: 3 })).toEqual({});
    expect(signals(metricsJson, '{"errors": 3, "requests": 4')).toEqual({});
    expect(signals(metricsJson, 'see {"errors": 3, "requests": 4}')).toEqual({});
    expect(signals(metricsJson, '{\n"errors": 3,\nno more\n}')).toEqual({});
  });

  test('a document says the same whatever stands around it', () => {
    const alone = signals(metricsJson, '{"errors": 3, "requests": 4}');
    expect(Object.keys(alone).length).toBeGreaterThan(0);
    expect(signals(metricsJson, 'Response:\n{"errors": 3, "requests": 4}\n200 OK')).toEqual(alone);
    expect(signals(metricsJson, 'Response:\n{\n  "errors": 3,\n  "requests": 4\n}\n200 OK')).toEqual(alone);
  });
});
