/**
 * Place of a value on the axis of a heatmap, on which each bucket is one unit high. `bounds` are the upper bounds of the buckets, lowest
 * first. A value above the last finite bound is in the middle of the bucket `+Inf` or, without this bucket, at the end of the axis.
 */
export function placeOf(value: number, bounds: readonly string[]): number {
  const numbers = bounds.map((bound) => (bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound)));
  const row = numbers.findIndex((bound) => value <= bound);
  const upper = numbers[row];
  if (upper === undefined) return bounds.length;
  const lower = numbers[row - 1] ?? 0;
  return Number.isFinite(upper) && upper > lower ? row + Math.max(0, (value - lower) / (upper - lower)) : row + 0.5;
}
