/** The close codes a server means "your token is no longer good" by; 1008 and 4001 need words beside them. */
const TOKEN_CLOSES = new Set(['3000', '4401']);
const TOKEN_WORDS = /token|jwt|expired|unauthori[sz]ed|unauthenticated/i;

/**
 * What came instead of an open socket, in one word that patterns compare: the HTTP status (`403`), Chromium's network
 * error (`ERR_NAME_NOT_RESOLVED`), `no handshake`, `timeout`, or `other`. Undefined where the page itself gave up.
 * @param detail what the browser says behind `failed: `
 */
export function socketAnswer(detail: string): string | undefined {
  const status = /Unexpected (?:response code|server response): (\d{3})/.exec(detail)?.[1];
  if (status !== undefined) return status;
  const error = /net::(ERR_\w{1,60})/.exec(detail)?.[1];
  if (error !== undefined) return error;
  if (/closed before the connection is established|was cancell?ed/i.test(detail)) return undefined;
  if (detail.includes('HTTP Authentication failed')) return '401';
  if (detail.includes('closed before receiving a handshake')) return 'no handshake';
  if (detail.includes('Could not connect to the server')) return 'ERR_CONNECTION_REFUSED';
  return /handshake timed out/i.test(detail) ? 'timeout' : 'other';
}

/** The same for a socket that was open and closed: `close 1006`, `token expired`, `403` for its origin; undefined for a good end. */
export function closeAnswer(code: string, reason: string): string | undefined {
  if (['1000', '1001', '1005'].includes(code)) return undefined;
  if (/\borigin\b|\bcors\b/i.test(reason)) return '403';
  return TOKEN_CLOSES.has(code) || TOKEN_WORDS.test(reason) ? 'token expired' : `close ${code}`;
}
