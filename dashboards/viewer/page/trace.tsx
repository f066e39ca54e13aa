import { useEffect, useState, type ReactElement } from "react";
import type { Trace } from "../model/trace";
import { traceInHash } from "../model/trace-link";
import { isTraceStore, traceRequest } from "../model/trace-request";
import { isAbort, send, textOf, type ViewerInfo } from "./load";
import { Message } from "./message";
import { SpanRow, timeText } from "./span";

/** Returns the ID of the trace in the URL; undefined if there is none. */
function useTraceId(): string | undefined {
  const [id, setId] = useState(() => traceInHash(window.location.hash));
  useEffect(() => {
    const follow = (): void => setId(traceInHash(window.location.hash));
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return id;
}

/** Shows the trace in the URL as a tree of spans with their times. Renders nothing if the URL names no trace. */
export function TraceView({ info }: { readonly info: ViewerInfo }): ReactElement | null {
  const id = useTraceId();
  const [trace, setTrace] = useState<Trace>();
  const [error, setError] = useState<string>();
  const store = info.sources.flatMap(({ uid, type }) => (isTraceStore(type) ? [{ uid, type }] : []))[0];
  useEffect(() => {
    setTrace(undefined);
    setError(undefined);
    if (id === undefined) return undefined;
    if (store === undefined) return setError("The viewer was started without an address for traces. Give one with --traces.");
    const stop = new AbortController();
    send(traceRequest(id, store.type, store.uid), stop.signal).then(setTrace, (caught: unknown) => {
      if (!isAbort(caught)) setError(textOf(caught));
    });
    return () => stop.abort();
  }, [id, store?.uid]);
  if (id === undefined) return null;
  const failed = trace?.spans.filter((span) => span.failed).length ?? 0;
  return (
    <section className="v-trace" aria-label={`Trace ${id}`}>
      <header>
        <h2>Trace {id}</h2>
        {trace !== undefined && (
          <span>
            {new Date(trace.began).toLocaleString("sv-SE")}, {timeText(trace.duration)}, {trace.spans.length} spans
            {failed > 0 && `, ${failed} failed`}
          </span>
        )}
        <span className="v-space" />
        <button type="button" className="v-back" onClick={() => (window.location.hash = "")}>
          Close
        </button>
      </header>
      {error !== undefined && <Message kind="error" text={error} />}
      {trace?.spans.length === 0 && <div className="v-panel-message">This trace has no spans.</div>}
      {trace !== undefined && (
        <ol>
          {trace.spans.map((span) => (
            <SpanRow key={span.id} span={span} whole={trace.duration} />
          ))}
        </ol>
      )}
    </section>
  );
}
