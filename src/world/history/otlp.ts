import { open } from 'node:fs/promises';
import { type HrTime, type SpanContext, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { KnownError, reasonOf } from '../../core/errors.js';
import { VERSION } from '../../core/version.js';
import type { JobSpan } from './spans.js';

/**
 * Writes spans as OTLP/JSON, by the serializer of OpenTelemetry's own SDK: into a file, a request of the protocol a line (as a
 * collector's otlpjsonfile receiver reads it), or to a collector over HTTP (`OTEL_EXPORTER_OTLP_HEADERS` and the SDK's other
 * variables count).
 * @param target a file, or an address; one without a path is given `/v1/traces`
 * @returns how many spans were written
 * @throws KnownError `write-failed`, `not-delivered`
 */
export async function writeOtlp(batches: AsyncIterable<readonly JobSpan[]>, target: string): Promise<number> {
  const { send, close } = /^https?:\/\//i.test(target) ? collector(target) : await file(target);
  let spans = 0;
  try {
    for await (const batch of batches) {
      await send(batch.map(readable));
      spans += batch.length;
    }
  } finally {
    await close();
  }
  return spans;
}

interface Sink {
  send(spans: ReadableSpan[]): Promise<void>;
  close(): Promise<void>;
}

async function file(path: string): Promise<Sink> {
  const cannotWrite = (error: unknown) =>
    new KnownError('write-failed', { where: path, what: `cannot be written: ${reasonOf(error)}` }, error);
  try {
    const opened = await open(path, 'w');
    return {
      send: async (spans) => {
        const line = `${new TextDecoder().decode(JsonTraceSerializer.serializeRequest(spans))}\n`;
        await opened.writeFile(line).catch((error: unknown) => {
          throw cannotWrite(error);
        });
      },
      close: () => opened.close(),
    };
  } catch (error) {
    throw cannotWrite(error);
  }
}

function collector(target: string): Sink {
  if (!URL.canParse(target)) throw new KnownError('bad-option', { where: target, what: 'is no address' });
  const url = new URL(target);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  const exporter = new OTLPTraceExporter({ url: url.href });
  return {
    send: async (spans) => {
      const { code, error } = await new Promise<{ code: number; error?: Error }>((done) =>
        exporter.export(spans, done),
      );
      if (code === 0) return;
      const what = `did not take the spans: ${error?.message || 'no answer'}`;
      throw new KnownError('not-delivered', { where: url.origin, what: what.slice(0, 300) }, error);
    },
    close: () => exporter.shutdown(),
  };
}

const RESOURCE = resourceFromAttributes({ 'service.name': 'whydunit', 'service.version': VERSION });

/** A span of ours as the SDK's own. */
function readable({ trace, id, parent, name, start, end, result, message, attributes }: JobSpan): ReadableSpan {
  const context = (spanId: string): SpanContext => ({ traceId: trace, spanId, traceFlags: TraceFlags.SAMPLED });
  return {
    name,
    kind: SpanKind.INTERNAL,
    spanContext: () => context(id),
    ...(parent !== undefined && { parentSpanContext: context(parent) }),
    startTime: timeOf(start),
    endTime: timeOf(end),
    duration: timeOf(end - start),
    status: {
      code: result === 'failed' ? SpanStatusCode.ERROR : result === 'passed' ? SpanStatusCode.OK : SpanStatusCode.UNSET,
      ...(message !== undefined && { message }),
    },
    attributes,
    resource: RESOURCE,
    instrumentationScope: { name: 'whydunit', version: VERSION },
    ...{ links: [], events: [], ended: true },
    ...{ droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 },
  };
}

function timeOf(milliseconds: number): HrTime {
  return [Math.floor(milliseconds / 1_000), (milliseconds % 1_000) * 1_000_000];
}
