import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { fieldsOf } from '../../core/json.js';
import { Excerpt } from '../../core/parse/excerpt.js';

/** Alerts of one document that are told apart; a storm of them tells no more. */
const MOST = 50;

/**
 * The alerts that fire, of what Alertmanager sends to a webhook or its and Prometheus' API answer: `alerts`, `data.alerts`, or a
 * list. Each is a measurement that somebody already judged. Source: Prometheus' documentation of its HTTP API and of webhooks.
 */
export function alertsIn(document: unknown, lines: readonly Line[]): Failure[] {
  return listOf(document)
    .flatMap((alert) => failureOf(alert, lines) ?? [])
    .slice(0, MOST);
}

function listOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  const { alerts, data } = fieldsOf(document);
  const list = alerts ?? fieldsOf(data)['alerts'];
  return Array.isArray(list) ? list : [];
}

function failureOf(alert: unknown, lines: readonly Line[]): Failure | undefined {
  const { labels, annotations, status, state } = fieldsOf(alert);
  const { alertname: name, severity } = fieldsOf(labels);
  // Alertmanager's API keeps the state in an object: `{"state": "active"}`.
  const now = typeof status === 'string' ? status : (fieldsOf(status)['state'] ?? state);
  if (typeof name !== 'string' || !['firing', 'active'].includes(String(now))) return undefined;
  const { summary, description } = fieldsOf(annotations);
  const said = [summary, description].find((text) => typeof text === 'string');
  const line = lines.find(({ text }) => text.includes(JSON.stringify(name))) ?? lines[0];
  if (line === undefined) return undefined;
  return new Excerpt().add(line, true).failure({
    tool: 'metrics',
    kind: 'measurement',
    name,
    message: `${name}: ${typeof said === 'string' ? said : 'fires'}`.slice(0, 500),
    facts: {
      signal: 'alert',
      alert: name,
      ...(typeof severity === 'string' && { alertSeverity: severity }),
      ...(typeof said === 'string' && { said }),
    },
  });
}
