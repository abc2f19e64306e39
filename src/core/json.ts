/** A value that JSON writes in braces. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a text is as JSON; undefined for any text that is none, or was cut. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object a text is as JSON; undefined for a list, a mere string or number, and any text that is no JSON. */
export function jsonObject(text: string): JsonObject | undefined {
  const value = parsedJson(text);
  return isRecord(value) ? value : undefined;
}

/** Whether a value is an object with members, and neither a list nor null. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a value of any shape; none of what has none, so that one can look into what a stranger wrote. */
export function fieldsOf(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}
