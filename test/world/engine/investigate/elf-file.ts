/** What a made-up ELF file says of itself. */
export interface ElfParts {
  readonly wide?: boolean;
  readonly bigEndian?: boolean;
  /** e_machine; 62 is x86-64. */
  readonly machine?: number;
  readonly loader?: string;
  readonly needed?: readonly string[];
  readonly runpath?: string;
  readonly wants?: readonly { readonly library: string; readonly versions: readonly string[] }[];
  readonly offers?: readonly string[];
  /** Bytes between the headers and the rest. */
  readonly padding?: number;
}

/** Makes an ELF file as the System V ABI describes it: a header, program headers, and what they lead to. */
export function elfFile(parts: ElfParts): Buffer {
  const { wide = true, bigEndian = false, machine = 62, needed = [], wants = [], offers = [], padding = 0 } = parts;
  const u16 = (value: number): Buffer => number(value, 2, bigEndian);
  const u32 = (value: number): Buffer => number(value, 4, bigEndian);
  const word = (value: number): Buffer => number(value, wide ? 8 : 4, bigEndian);
  const headerSize = wide ? 64 : 52;
  const segmentSize = wide ? 56 : 32;
  const start = headerSize + 3 * segmentSize + padding;

  const strings = new Strings();
  const tags: [number, number][] = needed.map((name) => [1, strings.add(name)]);
  if (parts.runpath !== undefined) tags.push([29, strings.add(parts.runpath)]);
  const wanted = wants.map(({ library, versions }, index) => {
    const entry = [u16(1), u16(versions.length), u32(strings.add(library)), u32(16)];
    const each = versions.map((version, at) => {
      const next = at + 1 < versions.length ? 16 : 0;
      return Buffer.concat([u32(0), u16(0), u16(0), u32(strings.add(version)), u32(next)]);
    });
    const length = 16 + 16 * versions.length;
    return Buffer.concat([...entry, u32(index + 1 < wants.length ? length : 0), ...each]);
  });
  const offered = offers.map((version, index) => {
    const name = strings.add(version);
    const next = index + 1 < offers.length ? 28 : 0;
    return Buffer.concat([u16(1), u16(0), u16(1), u16(1), u32(0), u32(20), u32(next), u32(name), u32(0)]);
  });

  const loader = Buffer.from(`${parts.loader ?? ''}\0`);
  const texts = strings.bytes();
  const places = { loader: start, strings: start + loader.length };
  const wantsAt = places.strings + texts.length;
  const offersAt = wantsAt + Buffer.concat(wanted).length;
  const dynamicAt = offersAt + Buffer.concat(offered).length;
  // Addresses are offsets plus this, so that mixing them up shows.
  const base = 0x10000;
  tags.push([5, base + places.strings]);
  if (wanted.length > 0) tags.push([0x6ffffffe, base + wantsAt]);
  if (offered.length > 0) tags.push([0x6ffffffc, base + offersAt]);
  const dynamic = Buffer.concat([...tags, [0, 0]].flatMap(([tag, value]) => [word(tag!), word(value!)]));

  const segment = (type: number, offset: number, size: number): Buffer =>
    wide
      ? Buffer.concat([u32(type), u32(4), word(offset), word(base + offset), word(0), word(size), word(size), word(8)])
      : Buffer.concat([u32(type), word(offset), word(base + offset), word(0), word(size), word(size), u32(4), u32(4)]);
  const total = dynamicAt + dynamic.length;
  const segments = [
    segment(1, 0, total),
    segment(parts.loader === undefined ? 4 : 3, places.loader, loader.length),
    segment(2, dynamicAt, dynamic.length),
  ];
  const ident = Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, bigEndian ? 2 : 1, 1, ...new Array(9).fill(0)]);
  const header = Buffer.concat([
    ident,
    ...[u16(3), u16(machine), u32(1), word(0), word(headerSize), word(0), u32(0)],
    ...[u16(headerSize), u16(segmentSize), u16(segments.length), u16(0), u16(0), u16(0)],
  ]);
  return Buffer.concat([header, ...segments, Buffer.alloc(padding), loader, texts, ...wanted, ...offered, dynamic]);
}

class Strings {
  #text = '\0';

  add(text: string): number {
    const at = Buffer.byteLength(this.#text);
    this.#text += `${text}\0`;
    return at;
  }

  bytes(): Buffer {
    return Buffer.from(this.#text);
  }
}

function number(value: number, size: 2 | 4 | 8, bigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 8) bigEndian ? bytes.writeBigUInt64BE(BigInt(value)) : bytes.writeBigUInt64LE(BigInt(value));
  else bigEndian ? bytes.writeUIntBE(value, 0, size) : bytes.writeUIntLE(value, 0, size);
  return bytes;
}
