const day = 24 * 60;

/** Noon UTC on a winter day and on a summer day, in Unix milliseconds. Together they give both UTC offsets of a time zone. */
const noons = [1_768_478_400_000, 1_784_116_800_000] as const;

/** Whether the name is an IANA name of a time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The UTC offsets of a time zone within a year, in minutes, in ascending order. */
export function offsetsOf(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, hourCycle: "h23", day: "numeric", hour: "numeric", minute: "numeric" });
  const offsets = noons.map((noon) => {
    const parts = Object.fromEntries(format.formatToParts(noon).map(({ type, value }) => [type, Number(value)]));
    return ((parts["day"] ?? 15) - 15) * day + (parts["hour"] ?? 12) * 60 + (parts["minute"] ?? 0) - day / 2;
  });
  return [...new Set(offsets)].sort((a, b) => a - b);
}
