/** Groups values by a key, keys in order of first appearance (`Map.groupBy` is missing in Node 20). */
export function groupBy<Value, Key>(values: Iterable<Value>, keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Of values with the same key the first one, in order. */
export function firstOfEach<Value, Key>(values: Iterable<Value>, keyOf: (value: Value) => Key): Value[] {
  return [...groupBy(values, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}
