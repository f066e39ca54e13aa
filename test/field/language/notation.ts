import type { Sample } from "./timeline";

/** A series as Prometheus stores it after the scrape. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

/** Returns `name{label="value"}` with sorted labels. Empty labels are left out, as in Prometheus. */
export function seriesName({ name, labels }: Series): string {
  const inner = Object.entries(labels)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${inner.join(",")}}`;
}

/** Returns the length and the step of the arithmetic sequence that starts at the index `start`. */
function run(samples: readonly Sample[], start: number): { length: number; delta: number } {
  const first = samples[start];
  const second = samples[start + 1];
  if (typeof first !== "number") {
    let length = 1;
    while (samples[start + length] === first) length += 1;
    return { length, delta: 0 };
  }
  if (typeof second !== "number") return { length: 1, delta: 0 };
  const delta = second - first;
  // promtool adds the step repeatedly, so a fractional step would accumulate rounding errors.
  if (!Number.isInteger(delta) || !Number.isInteger(first)) return { length: 1, delta: 0 };
  let length = 2;
  while (typeof samples[start + length] === "number" && Number(samples[start + length]) - Number(samples[start + length - 1]) === delta)
    length += 1;
  return { length, delta };
}

/** Returns samples in promtool's expanding notation. Compresses runs of missing samples, and runs of integers with equal steps. */
export function notation(samples: readonly Sample[]): string {
  const words: string[] = [];
  let index = 0;
  while (index < samples.length) {
    const first = samples[index] ?? "missing";
    const { length, delta } = run(samples, index);
    if (first === "missing") words.push(length === 1 ? "_" : `_x${length}`);
    else if (first === "stale") words.push(...Array.from({ length }, () => "stale"));
    else words.push(length === 1 ? String(first) : `${first}${delta < 0 ? "-" : "+"}${Math.abs(delta)}x${length - 1}`);
    index += length;
  }
  return words.join(" ");
}
