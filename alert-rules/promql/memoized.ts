/** Returns the function with its results remembered by its argument, for as long as the process runs. Callers must not change a result. */
export function memoized<Key, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const result = known.get(key) ?? { value: of(key) };
    known.set(key, result);
    return result.value;
  };
}
