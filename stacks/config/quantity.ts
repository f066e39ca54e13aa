const binary = ["Mi", "Gi", "Ti", "Pi"] as const;

/** MiB as the API server writes them back: in the largest unit that leaves a whole number. Another spelling would be a difference at every refresh. */
export function mebibytes(count: number): string {
  const step = (value: number, unit: number): string =>
    value !== 0 && value % 1024 === 0 && unit + 1 < binary.length ? step(value / 1024, unit + 1) : `${value}${binary[unit] ?? "Mi"}`;
  return step(count, 0);
}

/** Thousandths of a core, as the API server writes them back. */
export const millicores = (count: number): string => (count % 1000 === 0 ? String(count / 1000) : `${count}m`);

/** MiB of a size like `20Gi`; undefined when it is none. */
export function mebibytesOf(size: string): number | undefined {
  const [, count, unit] = /^([1-9]\d*)(Mi|Gi|Ti|Pi)$/.exec(size) ?? [];
  return count === undefined || unit === undefined ? undefined : Number(count) * 1024 ** binary.indexOf(unit as (typeof binary)[number]);
}
