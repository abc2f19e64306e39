/** The beginning of a stream, at most this many bytes. Leaving off early closes the stream. */
export async function firstBytes(stream: AsyncIterable<unknown>, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
