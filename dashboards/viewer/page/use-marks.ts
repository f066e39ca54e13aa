import { useEffect, useState } from "react";
import type { Dashboard } from "../model/dashboard";
import type { Values } from "../model/interpolate";
import { parseDuration, type Range } from "../model/interval";
import { marksRequest, type Mark } from "../model/marks";
import { send, textOf } from "./load";

/** Marks of the enabled annotation queries, and the errors of failed queries. */
export interface Marks {
  readonly found: readonly Mark[];
  readonly errors: readonly string[];
}

const none: Marks = { found: [], errors: [] };

/**
 * Loads the marks of a dashboard's enabled annotation queries to Prometheus. Until all queries end, returns the marks and errors
 * of the previous load, at first none.
 */
export function useMarks(dashboard: Dashboard, values: Values | undefined, range: Range): Marks {
  const [marks, setMarks] = useState(none);
  useEffect(() => {
    if (values === undefined) return undefined;
    const stop = new AbortController();
    const queries = dashboard.annotations.list.flatMap(({ enable, datasource, expr, titleFormat, textFormat, step }) =>
      enable && datasource?.type === "prometheus" && expr !== undefined
        ? [marksRequest({ expr, titleFormat, textFormat, step: parseDuration(step) ?? 60 }, datasource.uid, values, range)]
        : [],
    );
    void Promise.allSettled(queries.map((query) => send(query, stop.signal))).then((answers) => {
      if (stop.signal.aborted) return;
      setMarks({
        found: answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : [])),
        errors: answers.flatMap((answer) =>
          answer.status === "rejected" ? [`Annotations could not be read: ${textOf(answer.reason)}`] : [],
        ),
      });
    });
    return () => stop.abort();
  }, [dashboard, values, range]);
  return marks;
}
