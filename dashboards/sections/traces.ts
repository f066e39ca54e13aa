import type { RuleFacts } from "../../alert-rules/rule-facts";
import type { Duration } from "../../alert-rules/promql";
import { callsTable } from "./calls";
import { JaegerSearch } from "../jaeger-search";
import type { Section, TraceQuery, TracesPanel } from "../model";
import { resource, traceql, type Traceql } from "../traceql";

/** Selects the spans of one service, by the same resource attributes as its logs. */
const ofService: Traceql = resource({
  "service.namespace": "$system",
  "service.name": "$service",
  "deployment.environment.name": "$environment",
});

/** The resource attributes that select the service in Jaeger, in addition to the service's name. */
const tags = { "service.namespace": "$system", "deployment.environment.name": "$environment" };

/** The unit of work of a service, by dashboard: a request or a job. */
const work = {
  http: { kind: "server", one: "request", many: "requests" },
  queues: { kind: "consumer", one: "job", many: "jobs" },
} as const;
type Work = keyof typeof work;

const kinds = { server: traceql`server`, consumer: traceql`consumer` } as const;

const isTempo = ({ stores }: Pick<RuleFacts, "stores">): boolean => stores.has("tempo");

/** Traces in which the service reported an error. */
const failedTraces = (facts: Pick<RuleFacts, "stores">): TraceQuery =>
  isTempo(facts)
    ? { datasource: "tempo", expr: traceql`{ ${ofService} && status = error }` }
    : { datasource: "jaeger", expr: new JaegerSearch("$service", { error: "true", ...tags }) };

/** Traces with a request or a job of the service that took longer than `slowest`. */
const slowTraces = (facts: Pick<RuleFacts, "stores">, dashboard: Work, slowest: Duration): TraceQuery => {
  const { kind } = work[dashboard];
  return isTempo(facts)
    ? { datasource: "tempo", expr: traceql`{ ${ofService} && kind = ${kinds[kind]} && duration > ${slowest} }` }
    : { datasource: "jaeger", expr: new JaegerSearch("$service", { "span.kind": kind, ...tags }, slowest) };
};

/** Section with the traces of failed and slow requests or jobs. On the dashboard `http`, also with the table of calls. */
export const tracesSection = (dashboard: Work, slow: Duration, facts: Pick<RuleFacts, "stores">): Section => ({
  title: "Traces",
  panels: [...searches(dashboard, slow, facts), ...(dashboard === "http" ? [callsTable] : [])],
});

function searches(dashboard: Work, slow: Duration, facts: Pick<RuleFacts, "stores">): TracesPanel[] {
  const { one, many } = work[dashboard];
  return [
    {
      type: "traces",
      id: `${dashboard}/traces-failed:150`,
      title: `Failed ${many}`,
      description: "Traces in which this service reported an error. Open a trace to see where the error started and what was logged.",
      empty: "No trace in this period has an error.",
      unit: "none",
      width: 24,
      height: 7,
      queries: [failedTraces(facts)],
    },
    {
      type: "traces",
      id: `${dashboard}/traces-slow:151`,
      title: `Slow ${many}`,
      description: `Traces of ${many} for which this service needed more than ${slow.text}. Open a trace to see which step was slow.`,
      empty: `No ${one} took more than ${slow.text} in this period.`,
      unit: "none",
      width: 24,
      height: 7,
      queries: [slowTraces(facts, dashboard, slow)],
    },
  ];
}
