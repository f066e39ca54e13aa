const binary = ["Mi", "Gi", "Ti", "Pi"] as const;

/**
 * Formats MiB as the API server does: with the largest unit that gives a whole number. Any other form would show a diff at every refresh.
 */
export function mebibytes(count: number): string {
  const step = (value: number, unit: number): string =>
    value !== 0 && value % 1024 === 0 && unit + 1 < binary.length ? step(value / 1024, unit + 1) : `${value}${binary[unit] ?? "Mi"}`;
  return step(count, 0);
}

/** Formats millicores as the API server does. */
export const millicores = (count: number): string => (count % 1000 === 0 ? String(count / 1000) : `${count}m`);

/** Converts a size like `20Gi` to MiB; undefined when the string is not a size. */
export function mebibytesOf(size: string): number | undefined {
  const [, count, unit] = /^([1-9]\d*)(Mi|Gi|Ti|Pi)$/.exec(size) ?? [];
  return count === undefined || unit === undefined ? undefined : Number(count) * 1024 ** binary.indexOf(unit as (typeof binary)[number]);
}
