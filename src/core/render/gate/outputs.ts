import type { Report } from '../../domain/report.js';
import { renderOutputs } from '../outputs.js';
import { gateItems } from './items.js';

/** What a gate comes to, as the outputs of action.yml: open incidents count like findings. */
export function renderGateOutputs(report: Report) {
  const items = gateItems(report);
  const [first] = items;
  return {
    ...renderOutputs(report),
    severity: first?.severity ?? '',
    primary: first === undefined ? '' : (first.pattern ?? 'unknown'),
    count: String(items.length),
    'p0-count': String(items.filter(({ severity }) => severity === 'P0').length),
    ...(items.some(({ found }) => !found) && { 'retry-safe': 'false' }),
  };
}
