import type { RuleFacts } from "../../alert-rules/rule-facts";
import type { Duration } from "../../alert-rules/promql";
import { callsTable } from "./calls";
import type { Section, TraceQuery, TracesPanel } from "../model";
import { resource, traceql, type Traceql } from "../traceql";

/** Selects the spans of one service, by the same resource attributes as its logs. */
const ofService: Traceql = resource({
  "service.namespace": "$system",
  "service.name": "$service",
  "deployment.environment.name": "$environment",
});

const query = (expr: Traceql): TraceQuery => ({ datasource: "tempo", expr });

/** The unit of work of a service, by dashboard: a request or a job. */
const work = {
  http: { kind: traceql`server`, one: "request", many: "requests" },
  queues: { kind: traceql`consumer`, one: "job", many: "jobs" },
} as const;

export const failedTraces: TraceQuery = query(traceql`{ ${ofService} && status = error }`);
export const slowTraces = (dashboard: keyof typeof work, slowest: Duration): TraceQuery =>
  query(traceql`{ ${ofService} && kind = ${work[dashboard].kind} && duration > ${slowest} }`);

/** Section with failed and slow requests or jobs. These queries are TraceQL, so only environments with Tempo have them. */
export function tracesSection(dashboard: keyof typeof work, slow: Duration, { stores }: Pick<RuleFacts, "stores">): Section[] {
  const panels = [...(stores.has("tempo") ? searches(dashboard, slow) : []), ...(dashboard === "http" ? [callsTable] : [])];
  return panels.length === 0 ? [] : [{ title: "Traces", panels }];
}

function searches(dashboard: keyof typeof work, slow: Duration): TracesPanel[] {
  const { one, many } = work[dashboard];
  return [
    {
      type: "traces",
      id: `${dashboard}/traces-failed:150`,
      title: `Failed ${many}`,
      description: "Traces in which this service reported an error. Open a trace to see where the error started and what was logged.",
      empty: "No trace in this period has an error.",
      unit: "none",
      width: 12,
      height: 9,
      queries: [failedTraces],
    },
    {
      type: "traces",
      id: `${dashboard}/traces-slow:151`,
      title: `Slow ${many}`,
      description: `Traces of ${many} for which this service needed more than ${slow.text}. Open a trace to see which step was slow.`,
      empty: `No ${one} took more than ${slow.text} in this period.`,
      unit: "none",
      width: 12,
      height: 9,
      queries: [slowTraces(dashboard, slow)],
    },
  ];
}
