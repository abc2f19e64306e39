/**
 * Why every current browser refuses a `Set-Cookie`, by RFC 6265bis; undefined for one that may be kept.
 * @param header the header's value
 * @param url the address that sent it
 */
export function refusedCookie(header: string, url: URL): { readonly name: string; readonly why: string } | undefined {
  const [pair = '', ...rest] = header.slice(0, 4096).split(';');
  const equals = pair.indexOf('=');
  if (equals <= 0) return undefined;
  const name = pair.slice(0, equals).trim();
  const attributes = new Map(rest.map((one) => attribute(one)));
  const why = reason(name, attributes, url);
  return why === undefined ? undefined : { name, why };
}

function attribute(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0
    ? [text.trim().toLowerCase(), '']
    : [
        text.slice(0, equals).trim().toLowerCase(),
        text
          .slice(equals + 1)
          .trim()
          .toLowerCase(),
      ];
}

function reason(name: string, attributes: ReadonlyMap<string, string>, url: URL): string | undefined {
  const isSecure = attributes.has('secure');
  const isTrusted = url.protocol === 'https:' || /^(?:localhost|127\.[\d.]+|\[::1\]|.*\.localhost)$/.test(url.hostname);
  const domain = attributes.get('domain')?.replace(/^\./, '') ?? '';
  if (attributes.get('samesite') === 'none' && !isSecure) return 'SameSite=None without Secure';
  if (isSecure && !isTrusted) return 'Secure over plain http';
  if (domain !== '' && domain !== url.hostname && !url.hostname.endsWith(`.${domain}`))
    return `Domain=${domain} is not the host`;
  if (name.startsWith('__Secure-') && !isSecure) return 'the prefix __Secure- without Secure';
  const isHost = isSecure && domain === '' && attributes.get('path') === '/';
  return name.startsWith('__Host-') && !isHost
    ? 'the prefix __Host- without Secure, Path=/ or with a Domain'
    : undefined;
}
