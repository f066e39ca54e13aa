const binary = ["Mi", "Gi", "Ti", "Pi"] as const;

/** MiB in the API server's own form: the largest unit that gives a whole number. Any other form shows a diff at every refresh. */
export function mebibytes(count: number): string {
  const step = (value: number, unit: number): string =>
    value !== 0 && value % 1024 === 0 && unit + 1 < binary.length ? step(value / 1024, unit + 1) : `${value}${binary[unit] ?? "Mi"}`;
  return step(count, 0);
}

/** Millicores in the API server's own form. */
export const millicores = (count: number): string => (count % 1000 === 0 ? String(count / 1000) : `${count}m`);

/** A size like `20Gi` in MiB; undefined when the text is not a size. */
export function mebibytesOf(size: string): number | undefined {
  const [, count, unit] = /^([1-9]\d*)(Mi|Gi|Ti|Pi)$/.exec(size) ?? [];
  return count === undefined || unit === undefined ? undefined : Number(count) * 1024 ** binary.indexOf(unit as (typeof binary)[number]);
}
