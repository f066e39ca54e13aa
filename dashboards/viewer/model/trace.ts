/** An event during a span, such as an exception, as a trace store returns it. */
export interface StoredEvent {
  readonly name: string;
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A span, as a trace store returns it. Times are in nanoseconds since 1970. */
export interface StoredSpan {
  readonly id: string;
  /** ID of the parent span. An empty string for a root. */
  readonly parent: string;
  readonly name: string;
  readonly service: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly events: readonly StoredEvent[];
}

/** An event during a span. `at` is in milliseconds since the start of the trace's first span. */
export interface SpanEvent {
  readonly name: string;
  readonly at: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One span of a trace. `start` is in milliseconds since the start of the trace's first span. `duration` is in milliseconds. */
export interface Span {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly start: number;
  readonly duration: number;
  readonly failed: boolean;
  /** Number of ancestors in the tree of spans. */
  readonly depth: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** The earliest event is first. */
  readonly events: readonly SpanEvent[];
}

/** A trace. Its spans have the order of the tree: each parent comes before its children, and children are sorted by start time. */
export interface Trace {
  readonly spans: readonly Span[];
  /** Start in milliseconds since 1970. */
  readonly began: number;
  /** Time from the start of the first span to the end of the last span, in milliseconds. */
  readonly duration: number;
}

const milliseconds = (nanoseconds: bigint): number => Number(nanoseconds / 1000n) / 1000;
const byStart = (a: StoredSpan, b: StoredSpan): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

/** Orders the spans of a trace as a tree. */
export function traceOf(stored: readonly StoredSpan[]): Trace {
  const [first] = stored;
  if (first === undefined) return { spans: [], began: 0, duration: 0 };
  const began = stored.reduce((least, { from }) => (from < least ? from : least), first.from);
  const ended = stored.reduce((most, { to }) => (to > most ? to : most), first.to);
  const ids = new Set(stored.map(({ id }) => id));
  const children = new Map<string | undefined, StoredSpan[]>();
  for (const span of [...stored].sort(byStart)) {
    // A span whose parent is missing, for example because the parent was not sampled, is a root.
    const parent = span.parent === span.id || !ids.has(span.parent) ? undefined : span.parent;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const below = (parent: string | undefined, depth: number): Span[] =>
    (children.get(parent) ?? []).flatMap(({ id, name, service, from, to, failed, attributes, events }): Span[] => [
      {
        id,
        name,
        service,
        start: milliseconds(from - began),
        duration: milliseconds(to - from),
        failed,
        depth,
        attributes,
        events: events.map((event) => ({ ...event, at: milliseconds(event.at - began) })).sort((a, b) => a.at - b.at),
      },
      ...below(id, depth + 1),
    ]);
  return { spans: below(undefined, 0), began: Number(began / 1_000_000n), duration: milliseconds(ended - began) };
}
