import { describe, expect, it } from 'vitest';
import { prometheusText } from '../../../src/knowledge/metrics/prometheus-text.js';
import { runParser } from '../run-parser.js';

const waits = (...lines: string[]) =>
  runParser(prometheusText, lines.join('\n'))
    .failures.filter(({ facts }) => facts['signal'] === 'latency')
    .map(({ facts }) => [facts['metric'], facts['seconds']]);

describe('how long people wait', () => {
  it('is told for each metric at its highest quantile up to the 99th, whatever its unit', () => {
    expect(
      waits(
        'oven_first_response_ms{quantile="0.5"} 900',
        'oven_first_response_ms{quantile="0.99"} 14100',
        'oven_first_response_ms{quantile="0.999"} 90000',
        'oven_cold_start_seconds{region="x",quantile="0.9"} 31',
      ),
    ).toEqual([
      ['oven_first_response_ms', 14.1],
      ['oven_cold_start_seconds', 31],
    ]);
  });

  it('what nobody waits for, buckets, and numbers without a unit are no wait', () => {
    expect(
      waits(
        'nightly_backup_duration_seconds{quantile="0.9"} 4000',
        'go_gc_duration_seconds{quantile="0.75"} 20',
        'request_latency{quantile="0.9"} 20',
        '# TYPE request_duration_seconds histogram',
        'request_duration_seconds_bucket{le="30"} 40',
      ),
    ).toEqual([]);
  });
});
