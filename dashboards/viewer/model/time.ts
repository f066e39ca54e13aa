import type { Range } from "./interval";

/** A time range in the format of the URL. `parseTime` describes the format of each end. */
export interface RawRange {
  readonly from: string;
  readonly to: string;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** Start of the first Monday in 1970, in milliseconds since 1970. Weeks begin on Monday. */
const firstMonday = 4 * 86_400_000;

/**
 * Parses one end of a time range: `now`, `now-6h`, `now+6h`, `now-7d/d`, milliseconds since 1970, or an ISO date. A unit after `/` rounds
 * the start of the range down to the start of this unit in UTC, and the end up to the unit's last millisecond. Returns milliseconds since
 * 1970; undefined for any other string.
 */
export function parseTime(text: string, now: number, end: boolean): number | undefined {
  const relative = /^now(?:([+-])(\d+)([smhdwMy]))?(?:\/([smhdw]))?$/.exec(text);
  if (relative !== null) {
    const [, sign, amount, unit, round] = relative;
    const moved = amount === undefined ? now : now + (sign === "-" ? -1 : 1) * Number(amount) * (unitMilliseconds[unit ?? ""] ?? 0);
    const size = round === undefined ? undefined : unitMilliseconds[round];
    if (size === undefined) return moved;
    const origin = round === "w" ? firstMonday : 0;
    const begin = origin + Math.floor((moved - origin) / size) * size;
    return end ? begin + size - 1 : begin;
  }
  if (/^\d{9,14}$/.test(text)) return Number(text);
  // eslint-disable-next-line no-restricted-globals -- reads no clock
  const parsed = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Parses a time range. Throws an Error if an end is invalid or the range is empty. */
export function rangeOf(raw: RawRange, now: number): Range {
  const end = (key: "from" | "to"): number => {
    const parsed = parseTime(raw[key], now, key === "to");
    if (parsed === undefined)
      throw new Error(`${key}=${raw[key]} in the address is no time. Allowed are "now", "now-1h", milliseconds since 1970 and ISO dates.`);
    return parsed;
  };
  const range = { from: end("from"), to: end("to") };
  if (range.from >= range.to) throw new Error(`The time range is empty: from=${raw.from} is not before to=${raw.to}.`);
  return range;
}
