import { callsOf } from "../../exporters/programs/calls";
import { operatedHost } from "../../exporters/programs/operator";
import type { OperatorObject } from "../../exporters/scrape/operator";
import type { Workload } from "./workload";

/** What the Prometheus Operator does instead of programs of the stack. */
export interface Operated {
  /** Namespace of its programs. */
  readonly namespace: string;
  /** Programs that are not created. */
  readonly workloads: readonly Workload[];
  /** The objects that replace their configuration files. */
  readonly objects: readonly OperatorObject[];
}

/** Adapts a program to the Operator: it calls the Operator's programs instead of ours, and they can call it where ours could. */
export function besideOperator(workload: Workload, operated: Operated | undefined): Workload {
  if (operated === undefined) return workload;
  const { namespace, workloads } = operated;
  const names = workloads.map(({ name }) => name);
  const calls = workload.calls.map((call) =>
    call.host !== undefined && names.includes(call.host) ? { ...call, host: operatedHost(call.host, { operator: namespace }) } : call,
  );
  const own = [workload.name, ...workload.aliases];
  const called = workloads.flatMap((each) =>
    each.calls.filter(({ host }) => host !== undefined && own.includes(host)).map(({ port }) => port),
  );
  const ports = Object.entries(workload.ports).filter(([, port]) => called.includes(port));
  const callers = ports.map(([name]) => [name, [...(workload.callers[name] ?? []), namespace]] as const);
  return { ...workload, calls: callsOf(calls), callers: { ...workload.callers, ...Object.fromEntries(callers) } };
}
