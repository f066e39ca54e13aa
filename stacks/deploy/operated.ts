import { callsOf } from "../../exporters/programs/calls";
import { operatedHost } from "../../exporters/programs/operator";
import type { OperatorObject } from "../../exporters/scrape/operator";
import type { Workload } from "./workload";

/** What the Prometheus Operator does in place of programs of the stack. */
export interface Operated {
  /** Where its programs run. */
  readonly namespace: string;
  /** Programs that are not created. */
  readonly workloads: readonly Workload[];
  /** What they would have been told by files. */
  readonly objects: readonly OperatorObject[];
}

/** A program as it is beside the Operator's: it calls those instead of ours, and they may call it where ours would have. */
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
