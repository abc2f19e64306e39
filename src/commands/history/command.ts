import { mkdir } from 'node:fs/promises';
import { KnownError } from '../../core/errors.js';
import { printableJson } from '../../core/render/safe/clean.js';
import { count } from '../../core/render/words.js';
import type { HistoryRequest } from '../../settings/requests.js';
import type { Terminal } from '../../settings/terminal.js';
import { exportParquet, openHistory } from '../../world/history/ask.js';
import { HistoryStore } from '../../world/history/store.js';
import { VIEWS, type ViewName } from '../../world/history/views.js';
import { tableOf } from '../table.js';
import { addToHistory } from './add.js';
import { historyPage } from './page.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is printed, and what is said on the side. */
export interface HistoryResult {
  readonly text: string;
  readonly notes: readonly string[];
}

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
    case 'add': {
      const { added, known, notes } = await addToHistory(history, operands, env);
      const there = known === 0 ? '' : `, ${known} were there already`;
      return { text: `${count(added, 'run')} added to ${history}${there}\n`, notes };
    }
    case 'judge':
      return { text: await judge(request), notes: [] };
    case 'export': {
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
