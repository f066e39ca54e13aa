import type { Duration } from "../alert-rules/promql";
import { quoted } from "./query-text";

/**
 * A search in Jaeger: the traces of one service that have all tags and, if `longerThan` is set, a span with at least this duration. Jaeger
 * has no query language.
 */
export class JaegerSearch {
  constructor(
    readonly service: string,
    /** Tags of spans or resources, with their exact values. */
    private readonly pairs: Readonly<Record<string, string>>,
    private readonly longerThan?: Duration,
  ) {}

  /** The tags in logfmt, as Grafana's data source expects them. */
  get tags(): string {
    return Object.entries(this.pairs)
      .map(([name, value]) => `${name}=${quoted(value)}`)
      .join(" ");
  }

  get minDuration(): string | undefined {
    return this.longerThan?.text;
  }

  /** The whole search in logfmt. */
  get text(): string {
    const duration = this.longerThan === undefined ? [] : [`minDuration=${this.longerThan.text}`];
    return [`service=${quoted(this.service)}`, ...duration, this.tags].join(" ");
  }
}
