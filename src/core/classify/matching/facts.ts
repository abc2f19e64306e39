import { comparisonOf } from '../../domain/comparison.js';
import type { Facts } from '../../domain/failure.js';

/**
 * Compares a failure's facts with a pattern's conditions, e.g. `{polls: '> 1000', exitCode: '137|139'}`.
 * A fact the failure does not have matches a condition that names `absent` among its values, and no other.
 */
export function matchesFacts(conditions: Readonly<Record<string, string>>, facts: Facts): boolean {
  return Object.entries(conditions).every(([name, condition]) =>
    Object.hasOwn(facts, name) ? holds(facts[name] as string | number, condition) : mayLack(condition),
  );
}

function mayLack(condition: string): boolean {
  const { operator, wanted } = comparisonOf(condition);
  return operator === '=' && wanted.split('|').some((one) => one.trim() === 'absent');
}

function holds(fact: string | number, condition: string): boolean {
  const { operator, wanted } = comparisonOf(condition);
  const equals = wanted.split('|').some((one) => one.trim() === String(fact));
  if (operator === '=') return equals;
  if (operator === '!=') return !equals;
  const difference = Number(fact) - Number(wanted);
  if (operator === '>') return difference > 0;
  if (operator === '>=') return difference >= 0;
  if (operator === '<') return difference < 0;
  return difference <= 0;
}
