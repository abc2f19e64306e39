import { KnownError } from '../../core/errors.js';
import { DOCUMENT_KINDS, FORMATS, SHELLS } from '../command-line.js';
import type { CollectRequest, CompletionRequest, GateRequest, MergeRequest, ReportRequest } from '../requests.js';
import { choice, type Options, outputOf, refuseEmpty, rulesOf } from './words.js';

export function reportRequest(operands: readonly string[], options: Options): ReportRequest {
  const fix = `Write whydunit report --kind ${DOCUMENT_KINDS.join('|')} REPORT.json`;
  const [path, ...rest] = operands;
  if (path === undefined || path === '' || rest.length > 0)
    throw new KnownError('bad-option', { where: 'report', what: 'needs exactly one report', fix });
  const kind = choice('kind', options, DOCUMENT_KINDS);
  if (kind === undefined) throw new KnownError('bad-option', { where: 'report', what: 'needs --kind', fix });
  return { command: 'report', kind, path, ...outputOf(options) };
}

export function mergeRequest(paths: readonly string[], options: Options): MergeRequest {
  if (paths.length === 0)
    throw new KnownError('no-input', {
      where: 'merge',
      what: 'No report was named',
      fix: 'Write whydunit merge REPORT.json REPORT.json…',
    });
  refuseEmpty(paths);
  return {
    command: 'merge',
    paths,
    format: choice('format', options, FORMATS) ?? 'terminal',
    ...rulesOf(options),
    ...outputOf(options),
  };
}

export function gateRequest(reports: readonly string[], options: Options): GateRequest {
  const ledger = options.get('ledger')?.at(-1);
  const record = options.has('record');
  if (reports.length === 0 && ledger === undefined)
    throw new KnownError('no-input', {
      where: 'gate',
      what: 'Neither a report nor a ledger was named',
      fix: 'Write whydunit gate REPORT.json, --ledger FILE, or both',
    });
  refuseEmpty(reports);
  if (record && ledger === undefined)
    throw new KnownError('bad-option', { where: '--record', what: 'needs a ledger', fix: 'Add --ledger FILE' });
  return {
    command: 'gate',
    reports,
    record,
    tolerate: options.get('tolerate') ?? [],
    ...rulesOf(options),
    ...(ledger !== undefined && { ledger }),
  };
}

export function collectRequest(operands: readonly string[], options: Options): CollectRequest {
  const [word] = operands;
  if (word !== undefined)
    throw new KnownError('bad-option', {
      where: `collect ${word}`,
      what: 'takes no further words',
      fix: `Write --containers ${word} for a container, --output ${word} for a folder`,
    });
  const output = options.get('output')?.at(-1);
  if (output === '-')
    throw new KnownError('bad-option', { where: '--output -', what: 'is no place for a folder', fix: 'Name a folder' });
  const metrics = options.get('metrics') ?? [];
  const other = metrics.find((address) => !/^https?:\/\/./.test(address));
  if (other !== undefined)
    throw new KnownError('bad-option', {
      where: `--metrics ${other}`,
      what: 'is no address',
      fix: 'Name it in full, e.g. --metrics http://localhost:9090/metrics',
    });
  return {
    command: 'collect',
    ...(output !== undefined && { output }),
    containers: options.get('containers') ?? [],
    metrics,
    consoles: options.get('console') ?? [],
  };
}

export function completionRequest([word]: readonly string[]): CompletionRequest {
  const shell = SHELLS.find((name) => name === word);
  if (shell === undefined)
    throw new KnownError('bad-option', {
      where: 'completion',
      what: 'needs to know the shell',
      fix: `Write whydunit completion ${SHELLS.join('|')}`,
    });
  return { command: 'completion', shell };
}
