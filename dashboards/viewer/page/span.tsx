import { useState, type ReactElement } from "react";
import type { Span, SpanEvent } from "../model/trace";

/** Formats milliseconds as seconds, milliseconds or microseconds. */
export const timeText = (milliseconds: number): string =>
  milliseconds >= 1000
    ? `${(milliseconds / 1000).toFixed(2)} s`
    : milliseconds >= 1
      ? `${milliseconds.toFixed(1)} ms`
      : `${Math.round(milliseconds * 1000)} µs`;

/** Text for the time between the start of a span and an event. The event can be earlier if the clocks of two machines differ. */
const afterStart = (span: Span, { at }: SpanEvent): string => {
  const after = at - span.start;
  return after < 0 ? `${timeText(-after)} before the start` : `after ${timeText(after)}`;
};

const nameOf = ({ name }: SpanEvent): string => (name === "" ? "event" : name);

/** Text of an event's tooltip: its time, its name, and its attributes except a stack trace, which needs many lines. */
function eventText(span: Span, event: SpanEvent): string {
  const attributes = Object.entries(event.attributes).filter(([name]) => name !== "exception.stacktrace");
  return [`${nameOf(event)}, ${afterStart(span, event)}`, ...attributes.map(([name, text]) => `${name}: ${text}`)].join("\n");
}

function Attributes({ of }: { readonly of: Readonly<Record<string, string>> }): ReactElement {
  return (
    <dl className="v-log-labels">
      {Object.entries(of).map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Shows a span as a bar with marks for its events. A click shows the span's attributes and events. `whole`: the trace's duration in ms. */
export function SpanRow({ span, whole }: { readonly span: Span; readonly whole: number }): ReactElement {
  const [open, setOpen] = useState(false);
  const share = (part: number): string => `${whole === 0 ? 0 : Math.min(100, Math.max(0, (part / whole) * 100))}%`;
  return (
    <li>
      <button type="button" className="v-span" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="v-span-name" style={{ paddingLeft: span.depth * 14 }}>
          <strong>{span.service}</strong> {span.name}
        </span>
        <span className="v-span-time">
          <span
            className={span.failed ? "v-span-bar v-failed" : "v-span-bar"}
            style={{ left: share(span.start), width: share(span.duration) }}
          />
          <span className="v-span-text">{`${timeText(span.duration)}${span.failed ? ", failed" : ""}`}</span>
          {span.events.map((event, index) => (
            <span key={index} className="v-span-event" style={{ left: share(event.at) }} title={eventText(span, event)} />
          ))}
        </span>
      </button>
      {open && <Attributes of={span.attributes} />}
      {open && span.events.length > 0 && (
        <ol className="v-span-events" aria-label="Events">
          {span.events.map((event, index) => (
            <li key={index}>
              <strong>{nameOf(event)}</strong> {afterStart(span, event)}
              <Attributes of={event.attributes} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
