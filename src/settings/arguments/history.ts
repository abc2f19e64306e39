import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { HISTORY_ACTIONS, type HistoryAction } from '../command-line.js';
import type { HistoryRequest } from '../requests.js';
import { type Options, refuseEmpty } from './words.js';

/** Where a history is, unless it is said. */
const USUAL = 'whydunit.duckdb';

const VERDICTS = ['right', 'wrong'];

export function historyRequest([word, ...operands]: readonly string[], options: Options): HistoryRequest {
  const action = actionOf(word);
  refuseEmpty(operands);
  refuseOthers(action, operands, options);
  const days = options.get('days')?.at(-1);
  if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days))
    throw new KnownError('bad-option', {
      where: `--days ${days}`,
      what: 'is no number of days',
      fix: 'Write --days 30',
    });
  return {
    command: 'history',
    action,
    operands,
    history: options.get('history')?.at(-1) ?? USUAL,
    json: options.has('json'),
    ...(days !== undefined && { days: Number(days) }),
  };
}

function actionOf(word: string | undefined): HistoryAction {
  const fix = `Write whydunit history ${HISTORY_ACTIONS.join(', ')}`;
  if (word === undefined)
    throw new KnownError('unknown-command', { where: 'history', what: 'needs to know what to do', fix });
  const action = HISTORY_ACTIONS.find((name) => name === word);
  if (action !== undefined) return action;
  const meant = nearest(word, HISTORY_ACTIONS);
  throw new KnownError('unknown-command', {
    where: `history ${word}`,
    what: 'is no command',
    fix: meant === undefined ? fix : `Did you mean history ${meant}?`,
  });
}

/** How each is written that is no view; views take options instead of words. */
const WRITTEN: Partial<Record<HistoryAction, string>> = {
  add: 'add REPORT.json…',
  judge: 'judge FINGERPRINT right|wrong',
  export: 'export FOLDER',
};

function refuseOthers(action: HistoryAction, operands: readonly string[], options: Options): void {
  const written = WRITTEN[action];
  const foreign = written !== undefined && ['json', 'days'].find((name) => options.has(name));
  if (foreign)
    throw new KnownError('bad-option', { where: `--${foreign}`, what: `does not belong to history ${action}` });
  const [first, second, third] = operands;
  const fits =
    action === 'add'
      ? first !== undefined
      : action === 'judge'
        ? first !== undefined && VERDICTS.includes(second ?? '') && third === undefined
        : action === 'export'
          ? first !== undefined && second === undefined
          : first === undefined;
  if (!fits)
    throw new KnownError('bad-option', {
      where: ['history', action, ...operands].join(' ').slice(0, 200),
      what: written === undefined ? 'takes no further words' : 'is not complete',
      fix: `Write whydunit history ${written ?? action}`,
    });
}
