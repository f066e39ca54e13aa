import { useEffect, useState } from "react";
import type { Panel } from "../model/dashboard";
import { exemplarsRequest, type Exemplar } from "../model/exemplars";
import { hasData, type PlainFrame } from "../model/frames";
import type { Values } from "../model/interpolate";
import { stepOf, type Range } from "../model/interval";
import { builtIn } from "../model/prometheus";
import { requestOf } from "../model/requests";
import type { SourceRequest } from "../model/request";
import { prometheusTarget } from "../model/targets";
import type { DataFrame } from "./grafana";
import { isAbort, send, textOf, type ViewerInfo } from "./load";
import { toFrames, transformed } from "./pipeline";

/** The data and state of a panel. */
export interface PanelData {
  readonly state: "loading" | "drawn" | "empty" | "error";
  readonly frames: DataFrame[];
  readonly exemplars: readonly Exemplar[];
  /** Why the panel is empty, or its error. */
  readonly reason?: string;
  /** Queries with their variables replaced. */
  readonly queries: readonly string[];
  /** The range that the frames cover. */
  readonly range: Range;
  /** Values of all variables, including built-in variables. */
  readonly values: Values;
}

/** The inputs that determine a panel's data. */
export interface Inputs {
  readonly info: ViewerInfo;
  readonly panel: Panel;
  readonly values: Values;
  readonly range: Range;
  /** Width of the panel in pixels. 0 until it is measured. */
  readonly width: number;
  /** False until the panel comes close to the visible part of the page. */
  readonly near: boolean;
}

interface Requests {
  readonly requests: SourceRequest[];
  readonly exemplars: ReturnType<typeof exemplarsRequest>[];
  readonly all: Values;
}

/** Types of panels that draw exemplars. */
const drawsExemplars = ["timeseries", "heatmap"];

function requestsOf({ info, panel, values, range, width }: Inputs): Requests {
  const step = stepOf(range, width, info.scrapeSeconds);
  const all = { ...values, ...builtIn(range, step, info.scrapeSeconds) };
  const targets = panel.targets.filter(({ hide }) => hide !== true);
  const context = { values: all, range, step, targets: targets.length };
  const found = targets.map((target) => {
    const source = target.datasource ?? panel.datasource;
    if (source === undefined) throw new Error(`Query ${target.refId} names no data source.`);
    return { target, source };
  });
  return {
    requests: found.map(({ target, source }) => requestOf(target, source, context)),
    exemplars: found.flatMap(({ target, source }) =>
      drawsExemplars.includes(panel.type) && source.type === "prometheus" && target["exemplar"] === true
        ? [exemplarsRequest(prometheusTarget.parse(target), source.uid, context, { width, byBucket: panel.type === "heatmap" })]
        : [],
    ),
    all,
  };
}

async function load(inputs: Inputs, signal: AbortSignal): Promise<PanelData> {
  const { panel, range, info } = inputs;
  const { requests, exemplars: single, all } = requestsOf(inputs);
  const base = { range, values: all, queries: requests.map(({ shown }) => shown), frames: [] as DataFrame[], exemplars: [] as Exemplar[] };
  const unknown = requests.find(({ source }) => !info.sources.some(({ uid }) => uid === source));
  if (unknown !== undefined)
    return { ...base, state: "empty", reason: `The viewer was started without an address for the data source "${unknown.source}".` };
  // If a query fails, the panel still shows the series of the other queries.
  const [answers, points] = await Promise.all([
    Promise.allSettled(requests.map((request) => send(request, signal))),
    Promise.allSettled(single.map((request) => send(request, signal))),
  ]);
  const plain: PlainFrame[] = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  const exemplars = points.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  const failed = [...answers, ...points].flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
  const aborted = failed.find(isAbort);
  if (aborted !== undefined) throw aborted;
  const frames = await transformed(panel, toFrames(plain));
  if (failed.length > 0) return { ...base, frames, exemplars, state: "error", reason: [...new Set(failed.map(textOf))].join("\n") };
  if (hasData(plain)) return { ...base, frames, exemplars, state: "drawn" };
  const { noValue } = panel.fieldConfig.defaults;
  return { ...base, state: "empty", reason: typeof noValue === "string" ? noValue : "The query found nothing in this period." };
}

/** Loads a panel's data, and reloads it when the inputs change. Returns the previous data during a reload. */
export function usePanelData(inputs: Inputs): PanelData & { readonly busy: boolean } {
  const { panel, values, range, width, near, info } = inputs;
  const [data, setData] = useState<PanelData>({ state: "loading", frames: [], exemplars: [], queries: [], range, values });
  const [busy, setBusy] = useState(true);
  const ready = near && width > 0;
  // Small changes of the width must not repeat the queries.
  const roughWidth = Math.round(width / 50);
  useEffect(() => {
    if (!ready) return undefined;
    const stop = new AbortController();
    setBusy(true);
    load(inputs, stop.signal)
      .catch((error: unknown): PanelData | undefined =>
        isAbort(error) ? undefined : { state: "error", frames: [], exemplars: [], queries: [], reason: textOf(error), range, values },
      )
      .then((next) => {
        if (next === undefined || stop.signal.aborted) return;
        setData(next);
        setBusy(false);
      });
    return () => stop.abort();
  }, [panel, values, range, roughWidth, ready, info]);
  return { ...data, busy };
}
