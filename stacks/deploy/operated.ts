import { callsOf } from "../../exporters/programs/calls";
import { operatedHost } from "../../exporters/programs/operator";
import type { OperatorObject } from "../../exporters/scrape/operator";
import type { Workload } from "./workload";

/** The programs of the stack that the Prometheus Operator replaces. */
export interface Operated {
  /** Namespace of the Operator's programs. */
  readonly namespace: string;
  /** Programs of the stack that are not created. */
  readonly workloads: readonly Workload[];
  /** The Kubernetes objects that replace the configuration files of the programs in `workloads`. */
  readonly objects: readonly OperatorObject[];
}

/**
 * Adapts the connections of a workload to the Operator. The workload calls the Operator's programs instead of the replaced
 * programs. The Operator's programs may call each port of the workload that the replaced programs call.
 */
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
