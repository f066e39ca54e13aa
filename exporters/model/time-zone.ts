import { z } from "zod";
import { show } from "./units";

const day = 24 * 60;

/**
 * Noon UTC on 15 January and 15 July 2026, in Unix milliseconds. At these two times, a zone has its standard and its daylight saving
 * offset.
 */
const noons = [1_768_478_400_000, 1_784_116_800_000] as const;

/**
 * Names in IANA's spelling that consist of simple words, like `America/Port_of_Spain`. JavaScript resolves some of these names to older
 * names.
 */
const wordsPattern = /^[A-Z][a-z]+(?:\/(?:[A-Z][a-z]+|[_-](?:[A-Z][a-z]+|of|es|au))+)+$/;
const universal: readonly string[] = ["UTC", "GMT", "Etc/UTC", "Etc/GMT"];

const resolved = (name: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** Whether the name is a time zone in IANA's spelling, such as `Europe/Berlin`. Programs on Linux distinguish upper and lower case. */
export function isTimeZone(name: string): boolean {
  const found = resolved(name);
  if (found === undefined || !/^[A-Z]/.test(name)) return false;
  return found === name || universal.includes(name) || (found.toLowerCase() !== name.toLowerCase() && wordsPattern.test(name));
}

/** Schema of a time zone: its IANA name. */
export const timeZone = z.string().refine(isTimeZone, {
  error: ({ input }) => {
    const found = typeof input === "string" && /^[A-Za-z]/.test(input) ? resolved(input) : undefined;
    return `got ${show(input)}, which is not ${found === undefined ? "a time zone" : "the IANA spelling of a time zone"}; use an IANA name like ${show(found ?? "Europe/Berlin")}`;
  },
});

/** Returns the UTC offsets of a time zone in 2026, in minutes, in ascending order. */
export function offsetsOf(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, hourCycle: "h23", day: "numeric", hour: "numeric", minute: "numeric" });
  const offsets = noons.map((noon) => {
    const parts = Object.fromEntries(format.formatToParts(noon).map(({ type, value }) => [type, Number(value)]));
    return ((parts["day"] ?? 15) - 15) * day + (parts["hour"] ?? 12) * 60 + (parts["minute"] ?? 0) - day / 2;
  });
  return [...new Set(offsets)].sort((a, b) => a - b);
}
