import { SEVERITIES } from '../../core/domain/pattern.js';
import { KnownError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { PATTERN_ACTIONS, type PatternAction } from '../command-line.js';
import type { PatternsRequest } from '../requests.js';
import { choice, type Options } from './words.js';

export function patternsRequest(operands: readonly string[], options: Options): PatternsRequest {
  const [from, baseline] = [options.get('from')?.at(-1), options.get('baseline')?.at(-1)];
  const { action, operands: rest } = patternAction(operands, from !== undefined);
  const [tool, search] = [options.get('tool')?.at(-1), options.get('search')?.at(-1)];
  const severity = choice('severity', options, SEVERITIES);
  const filter = { ...(tool !== undefined && { tool }), ...(severity && { severity }), ...(search && { search }) };
  const json = options.has('json');
  const foreign = from !== undefined ? action !== 'new' && '--from' : baseline !== undefined && '--baseline';
  if (foreign)
    throw new KnownError('bad-option', {
      where: foreign,
      what: `does not belong to patterns ${action}`,
      fix: 'Write whydunit patterns new --from REPORT.json [--baseline GREEN.log] [LOG…]',
    });
  const [over, history] = [options.get('over') ?? [], options.get('history')?.at(-1)];
  if (action === 'try' ? rest.length === 0 || over.length === 0 : over.length > 0 || history !== undefined)
    throw new KnownError('bad-option', {
      where: `patterns ${action}`,
      what: action === 'try' ? 'needs patterns, and logs to try them over' : 'tries nothing',
      fix: 'Write whydunit patterns try FILE.yaml --over LOGS [--history FILE]',
    });
  if ((action !== 'list' && Object.keys(filter).length > 0) || (json && action !== 'list' && action !== 'try'))
    throw new KnownError('bad-option', {
      where: `patterns ${action}`,
      what: 'takes no filter',
      fix: 'They belong to patterns list',
    });
  return {
    command: 'patterns',
    action,
    operands: rest,
    patterns: options.get('patterns') ?? [],
    filter,
    json,
    over,
    ...(history !== undefined && { history }),
    ...(from !== undefined && { from }),
    ...(baseline !== undefined && { baseline }),
  };
}

const ID = { what: 'pattern id', as: 'FAMILY/NAME' };
/** What takes one word, and what that is. */
const SINGLE: Partial<Record<PatternAction, { readonly what: string; readonly as: string }>> = {
  show: ID,
  new: ID,
  pin: { what: 'pack', as: 'npm:NAME@1.2.3' },
};

function patternAction(
  operands: readonly string[],
  drafts: boolean,
): { action: PatternAction; operands: readonly string[] } {
  const [word, ...rest] = operands;
  const usage = 'Write whydunit patterns list, show ID, test [GLOB], try FILE --over LOGS, new FAMILY/NAME or pin PACK';
  if (word === undefined)
    throw new KnownError('unknown-command', { where: 'patterns', what: 'needs to know what to do', fix: usage });
  const action = PATTERN_ACTIONS.find((name) => name === word);
  if (action === undefined) {
    const meant = nearest(word, PATTERN_ACTIONS);
    throw new KnownError('unknown-command', {
      where: `patterns ${word}`,
      what: 'is no command',
      fix: meant === undefined ? usage : `Did you mean patterns ${meant}?`,
    });
  }
  const wanted = action === 'new' && drafts ? undefined : SINGLE[action];
  if (wanted !== undefined && rest.length !== 1)
    throw new KnownError('bad-option', {
      where: `patterns ${action}`,
      what: `needs exactly one ${wanted.what}`,
      fix: `Write whydunit patterns ${action} ${wanted.as}`,
    });
  if (action === 'list' && rest.length > 0)
    throw new KnownError('bad-option', {
      where: `patterns list ${rest[0]}`,
      what: 'takes no further words',
      fix: 'Write whydunit patterns show ID for one of them',
    });
  return { action, operands: rest };
}
