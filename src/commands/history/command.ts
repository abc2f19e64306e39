import { mkdir } from 'node:fs/promises';
import { KnownError } from '../../core/errors.js';
import { printableJson } from '../../core/render/safe/clean.js';
import { count } from '../../core/render/words.js';
import type { HistoryRequest } from '../../settings/requests.js';
import type { Terminal } from '../../settings/terminal.js';
import { exportParquet, openHistory } from '../../world/history/ask.js';
import { spansOf } from '../../world/history/spans.js';
import { HistoryStore } from '../../world/history/store.js';
import { VIEWS, type ViewName } from '../../world/history/views.js';
import { tableOf } from '../table.js';
import { type Added, addToHistory } from './add.js';
import { historyPage } from './page.js';
import type { HistoryResult } from './result.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Does what `whydunit history …` asks for.
 * @throws KnownError for what cannot be read or written, a history of a later version, and where DuckDB is not installed
 */
export async function runHistory(
  request: HistoryRequest,
  terminal: Terminal,
  env: Environment,
): Promise<HistoryResult> {
  const { action, history, operands } = request;
  switch (action) {
    case 'add':
      return told(await addToHistory(history, operands, env), history);
    case 'import': {
      const { importReports } = await import('./import.js');
      return told(await importReports(request, env), history);
    }
    case 'judge': {
      if (request.fromIssues === undefined) return { text: await judge(request), notes: [] };
      const { judgeFromIssues } = await import('./from-issues.js');
      return judgeFromIssues(history, request.fromIssues, env);
    }
    case 'export': {
      if (request.otlp !== undefined) return { text: await exportSpans(request, request.otlp), notes: [] };
      const [folder = ''] = operands;
      await mkdir(folder, { recursive: true });
      await exportParquet(history, folder);
      return { text: `${folder}\n`, notes: [] };
    }
    case 'report':
      return { text: await page(request), notes: [] };
    default:
      return { text: await show(action, request, terminal), notes: [] };
  }
}

function told({ added, known, notes }: Added, history: string): HistoryResult {
  const there = known === 0 ? '' : `, ${known} were there already`;
  return { text: `${count(added, 'run')} added to ${history}${there}\n`, notes };
}

async function judge({ history, operands: [fingerprint = '', verdict = ''] }: HistoryRequest): Promise<string> {
  const store = await HistoryStore.open(history);
  try {
    const judged = await store.judge(fingerprint, verdict, new Date().toISOString());
    if (judged === undefined)
      throw new KnownError('broken-history', {
        where: history,
        what: `knows no finding ${fingerprint}`,
        fix: 'Copy the 16 digits from the comment or the report',
      });
    return `${judged.pattern ?? 'unknown'} was ${verdict}\n`;
  } finally {
    store.close();
  }
}

async function exportSpans({ history, days }: HistoryRequest, target: string): Promise<string> {
  const opened = await openHistory(history, days === undefined ? {} : { days });
  try {
    const { writeOtlp } = await import('../../world/history/otlp.js');
    return `${count(await writeOtlp(spansOf(opened), target), 'span')} written to ${target}\n`;
  } finally {
    opened.close();
  }
}

async function page({ history, days }: HistoryRequest): Promise<string> {
  const opened = await openHistory(history, days === undefined ? {} : { days });
  try {
    return await historyPage(opened);
  } finally {
    opened.close();
  }
}

async function show(name: ViewName, { history, days, json }: HistoryRequest, terminal: Terminal): Promise<string> {
  const opened = await openHistory(history, days === undefined ? {} : { days });
  try {
    const rows = await opened.view(name);
    return json ? `${printableJson(JSON.stringify(rows, null, 2))}\n` : tableOf(VIEWS[name].about, rows, terminal);
  } finally {
    opened.close();
  }
}
