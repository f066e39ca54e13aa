/** Returns a function that caches the result of `of` for each argument until the process ends. Callers must not change a result. */
export function memoized<Key, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const result = known.get(key) ?? { value: of(key) };
    known.set(key, result);
    return result.value;
  };
}
