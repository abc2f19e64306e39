import type { Failure } from '../../core/domain/failure.js';
import type { Line } from '../../core/domain/line.js';
import { jsonObject } from '../../core/json.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';
import { stated } from '../../core/parse/stated.js';

/** Rows of one table; a stream repeats it without end. */
const MOST_ROWS = 2_000;

/**
 * What containers use, as `docker stats --no-stream` and `podman stats` print it: a table, or JSON with `--format json`. Numbers
 * are no failure; which are too much, patterns say.
 */
export const containerStats: Parser = {
  name: 'container-stats',
  anchors: ['MEM USAGE / LIMIT', '"MemPerc":"', '"mem_percent": "'],
  start(line, before) {
    if (line.text.includes('"MemPerc":"')) return stated(dockerJson(line));
    if (line.text.includes('"mem_percent": "')) return stated(podmanJson(line, before));
    return HEADER.test(line.text) ? new TableReading() : undefined;
  },
};

const HEADER = /^(?:CONTAINER(?: ID)?|ID) {2,40}(?:NAME {2,200})?CPU % .{0,40}MEM USAGE \/ LIMIT {2,40}MEM %/;
/** Both know an id and, but for engines before 17.12, a name; then shares and amounts in the same order. */
const ROW =
  /^([\w.-]{1,200})(?: {2,200}([\w.-]{1,200}))? {2,200}(\d{1,8}(?:\.\d{1,4})?)% {1,200}(\S{1,20} \/ \S{1,20}) {1,200}(\d{1,5}(?:\.\d{1,4})?)% .{0,200}? {2,80}(\d{1,8}|--)(?: |$)/;

class TableReading implements Reading {
  readonly #failures: Failure[] = [];

  next(line: Line): 'more' | 'refused' {
    const [, id, name, cpu, memory, share, pids] = ROW.exec(line.text.trimEnd()) ?? [];
    if (id === undefined) return 'refused';
    if (this.#failures.length < MOST_ROWS) this.#failures.push(usage(line, name ?? id, { cpu, memory, share, pids }));
    return 'more';
  }

  end(): Findings {
    return { failures: this.#failures };
  }
}

interface Used {
  readonly cpu: string | undefined;
  /** `61.3MiB / 64MiB` */
  readonly memory: string | undefined;
  readonly share: string | undefined;
  readonly pids: string | undefined;
}

function usage(line: Line, name: string, { cpu, memory = '', share, pids }: Used): Failure {
  const [used = '', limit = ''] = memory.split(' / ');
  return new Excerpt().add(line, true).failure({
    tool: 'container',
    kind: 'measurement',
    name,
    message: `Container ${name} uses ${used} of ${limit} memory (${Number.parseFloat(share ?? '0')} %)`,
    facts: {
      measured: 'container',
      memoryPercent: Number.parseFloat(share ?? '0'),
      cpuPercent: Number.parseFloat(cpu ?? '0'),
      used,
      limit,
      ...(/^\d/.test(pids ?? '') && { pids: Number(pids) }),
    },
  });
}

/** Docker prints one object a line. */
function dockerJson(line: Line): Failure | undefined {
  const row = jsonObject(line.text);
  if (row === undefined) return undefined;
  const at = (key: string): string => (typeof row[key] === 'string' ? row[key].slice(0, 200) : '');
  return usage(line, at('Name') || at('Container'), {
    cpu: at('CPUPerc'),
    memory: at('MemUsage'),
    share: at('MemPerc'),
    pids: at('PIDs'),
  });
}

/** Podman prints one member a line, what is used before its share. */
function podmanJson(line: Line, before: readonly Line[]): Failure | undefined {
  const opening = before.findLastIndex(({ text }) => text.trim() === '{');
  const own = [...(opening < 0 ? [] : before.slice(opening)), line];
  const at = (key: string): string | undefined =>
    own
      .map(({ text }) => text.trim())
      .find((text) => text.startsWith(`"${key}": "`))
      ?.slice(key.length + 5)
      .replace(/",?$/, '');
  const name = at('name') ?? at('id');
  if (name === undefined) return undefined;
  return usage(line, name, {
    cpu: at('cpu_percent'),
    memory: at('mem_usage'),
    share: at('mem_percent'),
    pids: undefined,
  });
}
