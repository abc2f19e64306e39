import type { Line } from '../../core/domain/line.js';

/** What a command asked for. */
export interface Request {
  readonly address: string;
  /** Whether it only asked if a service is well; another request that fails says nothing of a service's health. */
  readonly isCheck: boolean;
}

/** Paths that ask how a service is, by the habits of Kubernetes, Spring, Rails, Go and load balancers. */
const CHECK =
  /^https?:\/\/[^/\s]{1,200}\/?(?:$|\?|.{0,100}\b(?:health|healthz|healthcheck|ready|readyz|readiness|live|livez|liveness|ping|up|status|heartbeat|actuator)\b)/i;
const LOCAL = /^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|(?!\d)[\w-]{1,60}(?:[:/]|$))/;

/** The last address that a curl or wget among the lines was told; undefined where none shows. */
export function requestIn(lines: readonly Line[]): Request | undefined {
  for (const { text } of lines.toReversed()) {
    const [, words = '', address] =
      /\b(?:curl|wget)\b([^|;&]{0,300}?)\b(https?:\/\/[^\s'"\\|;&)]{1,500})/.exec(text) ?? [];
    if (address === undefined) continue;
    const isChange =
      /\s(?:-X ?(?!GET|HEAD)[A-Z]|-d|--data|-F|--form|-T|--upload-file|-[a-zA-Z]*[oO]|--output|--remote-name)/.test(
        words.replace(/(?:-o|--output) ?\/dev\/null/, ''),
      );
    return { address, isCheck: !isChange && (CHECK.test(address) || LOCAL.test(address)) };
  }
  return undefined;
}
