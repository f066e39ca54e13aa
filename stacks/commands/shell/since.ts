import { UserError } from "../../config/errors";

/** Seconds of each unit of Go's durations. */
const units: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const duration = new RegExp(`^(?:${part.source})+$`);
const timestamp = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** Parses a timestamp. A date without a time is in the time zone of this machine, as in Docker. JavaScript would use UTC for it. */
const read = (text: string): number => Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text);

function timeOf(text: string, now: Date): number | undefined {
  if (duration.test(text)) {
    const seconds = [...text.matchAll(part)].reduce((sum, [, count = "", unit = ""]) => sum + Number(count) * (units[unit] ?? 0), 0);
    return now.getTime() - seconds * 1000;
  }
  if (/^\d+(?:\.\d{1,9})?$/.test(text)) return Number(text) * 1000;
  // A date with a zone but without a time is not ISO 8601, so JavaScript may refuse it.
  if (timestamp.test(text)) return read(text.replace(/^(\d{4}-\d{2}-\d{2})(?=Z|[+-]\d{2}:)/, "$1T00:00"));
  return undefined;
}

/**
 * Returns the time that `--since` names: a duration before `now`, a timestamp, or seconds since 1970, as `docker logs` accepts them. Throws
 * UserError for any other text and for a time in the future.
 */
export function sinceTime(text: string, now: Date): Date {
  const time = timeOf(text, now);
  if (time === undefined || Number.isNaN(time))
    throw new UserError(
      `--since: got ${JSON.stringify(text)}; expected a duration like 15m or 1h30m (units h, m, s, ms, us, ns), a time like 2026-01-31T18:00:00Z, or seconds since 1970.`,
    );
  if (time > now.getTime()) throw new UserError(`--since: ${text} is in the future, so no line can be newer. Give a time in the past.`);
  return new Date(time);
}
