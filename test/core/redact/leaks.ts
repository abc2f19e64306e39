import { gunzipSync, inflateRawSync } from 'node:zlib';

/** So much of a secret in a row says too much of it; of a shorter one, all. */
const TELLING = 12;

/** What of the secrets stands in a text, read as it is and decoded in every way that a channel encodes. */
export function leaks(text: string, secrets: readonly string[]): string[] {
  const views = viewsOf(text);
  return secrets.flatMap((secret) => {
    const part = partsOf(secret).find((each) => views.some((view) => view.includes(each)));
    return part === undefined ? [] : [part];
  });
}

function partsOf(secret: string): string[] {
  if (secret.length <= TELLING) return [secret];
  return Array.from({ length: secret.length - TELLING + 1 }, (_, at) => secret.slice(at, at + TELLING));
}

function viewsOf(text: string): string[] {
  const plain = [text, unmarked(text), entities(text), escapes(text), percents(text)];
  return [
    ...plain,
    ...(text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? []).flatMap((run) => unpacked(Buffer.from(run, 'base64'))),
  ];
}

/** Without what Markdown, colours and wrapping put between two characters. */
function unmarked(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m|\\(?=[^\w\s])|[\u200b\u00ad]/g, '').replace(/\n\s*/g, '');
}

function entities(text: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex === '' ? 10 : 16)),
    )
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => names[name] ?? '');
}

function escapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(["\\/])/g, '$1');
}

function percents(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function unpacked(bytes: Buffer): string[] {
  const texts = [bytes.toString('latin1')];
  for (const open of [inflateRawSync, gunzipSync]) {
    try {
      texts.push(open(bytes).toString());
    } catch {
      // Most runs are nothing packed.
    }
  }
  return texts;
}
