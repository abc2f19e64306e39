import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { VERDICTS } from '../../core/render/verdict-issue.js';
import { HISTORY_ACTIONS, type HistoryAction } from '../command-line.js';
import type { HistoryRequest } from '../requests.js';
import { type Options, refuseEmpty } from './words.js';

/** Where a history is, unless it is said. */
const USUAL = 'whydunit.duckdb';

/** Where reports are looked for, unless it is said. */
const ARTIFACTS = 'whydunit-*';

const REPOSITORY = /^[\w-]{1,100}\/[\w.-]{1,100}$/;

export function historyRequest([word, ...operands]: readonly string[], options: Options): HistoryRequest {
  const action = actionOf(word);
  refuseEmpty(operands);
  refuseOthers(action, operands, options);
  const days = options.get('days')?.at(-1);
  const otlp = options.get('otlp')?.at(-1);
  const fromIssues = options.get('from-issues')?.at(-1);
  if (fromIssues !== undefined && !REPOSITORY.test(fromIssues))
    throw new KnownError('bad-option', {
      where: `--from-issues ${fromIssues}`.slice(0, 200),
      what: 'is no repository',
      fix: 'Write --from-issues OWNER/REPO',
    });
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
    artifacts: options.get('artifacts') ?? [ARTIFACTS],
    ...(otlp !== undefined && { otlp }),
    ...(fromIssues !== undefined && { fromIssues }),
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

/** One way to write an action. */
interface Form {
  readonly written: string;
  /** The option by which it is meant. */
  readonly by?: string;
  /** What else may stand with it. */
  readonly options?: readonly string[];
  readonly fits: (operands: readonly string[]) => boolean;
}

const none = (operands: readonly string[]): boolean => operands.length === 0;
const some = (operands: readonly string[]): boolean => operands.length > 0;
const one = (operands: readonly string[]): boolean => operands.length === 1;
const repository = (operands: readonly string[]): boolean => one(operands) && REPOSITORY.test(operands[0] ?? '');
const judgement = ([fingerprint, verdict, ...rest]: readonly string[]): boolean =>
  fingerprint !== undefined && VERDICTS.some((word) => word === verdict) && none(rest);

/** How each is written that is no view, the usual form first. */
const FORMS: Partial<Record<HistoryAction, readonly [Form, ...Form[]]>> = {
  add: [{ written: 'add REPORT.json…', fits: some }],
  import: [{ written: 'import OWNER/REPO', options: ['days', 'artifacts'], fits: repository }],
  judge: [
    { written: 'judge FINGERPRINT right|wrong', fits: judgement },
    { written: 'judge --from-issues OWNER/REPO', by: 'from-issues', fits: none },
  ],
  export: [
    { written: 'export FOLDER', fits: one },
    { written: 'export --otlp FILE|URL', by: 'otlp', options: ['days'], fits: none },
  ],
  report: [{ written: 'report', options: ['days'], fits: none }],
};

/** Options that belong to some of the forms only. */
const OWN = ['json', 'days', 'otlp', 'from-issues', 'artifacts'];

function refuseOthers(action: HistoryAction, operands: readonly string[], options: Options): void {
  const forms = FORMS[action] ?? [{ written: action, options: ['json', 'days'], fits: none }];
  const form = forms.find(({ by }) => by !== undefined && options.has(by)) ?? forms[0];
  const foreign = OWN.find((name) => options.has(name) && name !== form.by && !form.options?.includes(name));
  if (foreign)
    throw new KnownError('bad-option', { where: `--${foreign}`, what: `does not belong to history ${action}` });
  if (!form.fits(operands))
    throw new KnownError('bad-option', {
      where: ['history', action, ...operands].join(' ').slice(0, 200),
      what: form.fits === none ? 'takes no further words' : 'is not complete',
      fix: `Write whydunit history ${form.written}`,
    });
}
