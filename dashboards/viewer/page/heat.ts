import type { DataFrame } from "./grafana";

/** The cells of a heatmap: one row per bucket, one column per time. */
export interface Columns {
  readonly times: readonly number[];
  /** Upper bounds of the buckets, lowest first. */
  readonly bounds: readonly string[];
  readonly counts: readonly (readonly (number | null)[])[];
  /** Width of a column in milliseconds. */
  readonly step: number;
}

/** Reads the cells from a frame with one time field and one field per bucket. */
export function columnsOf(frames: readonly DataFrame[]): Columns {
  const [time, ...buckets] = frames[0]?.fields ?? [];
  const times = (time?.values ?? []) as number[];
  return {
    times,
    bounds: buckets.map(({ name }) => name),
    counts: buckets.map(({ values }) => values as (number | null)[]),
    step: time?.config.interval ?? 60_000,
  };
}

const mix = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);

/** Returns 64 shades of orange, from barely visible to clearly visible on the theme's background. */
export function cellColors(dark: boolean): string[] {
  const [near, far] = dark
    ? ([
        [70, 40, 20],
        [255, 220, 180],
      ] as const)
    : ([
        [255, 240, 225],
        [166, 54, 3],
      ] as const);
  return Array.from({ length: 64 }, (_, index) => `rgb(${[0, 1, 2].map((at) => mix(near[at] ?? 0, far[at] ?? 0, index / 63)).join(",")})`);
}
