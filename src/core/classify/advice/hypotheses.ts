import type { Diagnosis, Hypothesis } from '../../domain/diagnosis.js';
import type { Failure } from '../../domain/failure.js';
import type { Pattern } from '../../domain/pattern.js';
import { firstOfEach } from '../../group-by.js';
import { type Beside, checksOf, explain, StandIns } from '../explain.js';
import { captureNames } from '../expressions.js';
import type { Match } from '../match.js';
import { fillCommand, fillProse, templateValues } from '../template.js';

const MOST = 8;
const MOST_RIVALS = 5;

/** A pattern that fits too, with what it would take from the failure. */
type Rival = Pick<Match, 'pattern' | 'captures'>;

/**
 * What else it may be, each with the one look that decides: what the pattern itself names as behind what it shows, then
 * the patterns that fit too and were ranked lower, by the first of their own checks that is not the winner's as well. One
 * that nothing tells apart, as the same failure in more general words, is no help and is left out.
 */
export function hypotheses(
  pattern: Pattern,
  captures: Readonly<Record<string, string>>,
  failure: Failure,
  rivals: readonly Rival[],
  known: Beside = {},
): Pick<Diagnosis, 'hypotheses'> {
  const values = templateValues(captureNames(pattern), captures, failure);
  const standIns = new StandIns(values);
  const ownChecks = checksOf(pattern).map(({ run }) => run);
  // What the steps and checks leave open is told of there.
  standIns.of([...pattern.fix.flatMap(({ run = [] }) => run), ...ownChecks, ...pattern.preserve]);
  const own = (pattern.hypotheses ?? []).map(({ text, check }): Hypothesis => {
    const { inDialect = (each) => each } = known;
    const command = check === undefined ? undefined : inDialect(fillCommand(check, values));
    return {
      title: fillProse(text, values) + standIns.of(check === undefined || command === undefined ? [] : [check]),
      ...(command !== undefined && { check: command }),
    };
  });
  const checks = new Set(explain(pattern, captures, failure, known).verify);
  const nearest = firstOfEach(rivals, (rival) => rival.pattern.id).slice(0, MOST_RIVALS);
  const others = nearest.flatMap((rival): Hypothesis[] => {
    const { title, verify } = explain(rival.pattern, rival.captures, failure, known);
    const check = verify.find((each) => !checks.has(each));
    return check === undefined ? [] : [{ pattern: rival.pattern.id, title, check }];
  });
  const all = [...own, ...others].slice(0, MOST);
  return all.length === 0 ? {} : { hypotheses: all };
}
