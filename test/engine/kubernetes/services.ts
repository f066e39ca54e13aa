import type { View } from "../../../exporters/model/catalogue";
import { serviceHost } from "../../../exporters/model/naming";
import { isComplete, runbookCommands, type FailedCommand } from "../runbook";
import { serviceOfHost } from "../../../stacks/commands/shell/pods";

/** A monitored service that has a Service in the cluster. `about` is the service's name in commands. */
interface Monitored {
  readonly about: string;
  readonly name: string;
  readonly namespace: string;
}

/** An environment's services whose host names are those of Services in a cluster. */
export const monitoredIn = (view: View): Monitored[] =>
  view.systems.flatMap(({ id, services }) =>
    services.flatMap((service) => {
      const found = service.kind === "external" ? undefined : serviceOfHost(serviceHost(id, service));
      return found === undefined ? [] : [{ about: `${id}/${service.name}`, ...found }];
    }),
  );

/** The namespaces of the monitored services, and a Service and a pod for each service, as docs/deploy-kubernetes.md requires. */
export function servicesObject(monitored: readonly Monitored[]): object {
  const namespaces = [...new Set(monitored.map(({ namespace }) => namespace))];
  return {
    apiVersion: "v1",
    kind: "List",
    items: [
      ...namespaces.map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
      ...monitored.flatMap(({ name, namespace }) => {
        const labels = { "app.kubernetes.io/name": name };
        return [
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name, namespace },
            spec: { selector: labels, ports: [{ port: 80 }] },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: `${name}-0`, namespace, labels },
            spec: { containers: [{ name, image: "example.com/service:1" }] },
          },
        ];
      }),
    ],
  };
}

/**
 * The runbook's commands about logs and replicas, one for each target and script. `inCluster` contains the commands about pods of the
 * cluster, and `elsewhere` all others.
 */
export function commandsAboutPods(environment: string, monitored: readonly Monitored[]) {
  const target = new RegExp(` ${environment} (\\S+)`);
  const targetOf = (line: string): string => target.exec(line)?.[1] ?? "";
  const lines = runbookCommands(environment).filter((line) => /^npm run (?:logs|replicas) /.test(line) && isComplete(line));
  const chosen = [...new Map(lines.map((line) => [`${line.split(" ")[2] ?? ""} ${targetOf(line)}`, line])).values()];
  const isInCluster = (line: string): boolean => !targetOf(line).includes("/") || monitored.some(({ about }) => about === targetOf(line));
  return { inCluster: chosen.filter(isInCluster), elsewhere: chosen.filter((line) => !isInCluster(line)) };
}

/**
 * Whether a command failed only because no kubelet runs on the simulated nodes. The API server asks the kubelet for a log after it has
 * found the pod and the container.
 */
export const refusedByKubelet = ({ line, output }: FailedCommand): boolean =>
  line.startsWith("npm run logs ") && /the cluster refused \((?!400|403|404)\d+\)/.test(output);
