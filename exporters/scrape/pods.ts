import type { View } from "../model/catalogue";
import { serviceHost } from "../model/naming";
import { escapeRegex, setLabel, type Relabel } from "./relabel";

/** Matches one character of a suffix that Kubernetes generates for a name. Such a suffix contains no vowels. */
const generated = "[bcdfghjklmnpqrstvwxz2456789]";

/** Matches what follows a workload's name in the names of its pods, for a Deployment, DaemonSet, Job, CronJob or StatefulSet. */
const podSuffix = `(?:-(?:${generated}{1,10}|[0-9]+))?-${generated}{5}|-[0-9]+`;

/** A service of the catalogue that has a Service in the cluster. */
interface InCluster {
  readonly namespace: string;
  /** Name of the Service. */
  readonly name: string;
  readonly system: string;
  readonly service: string;
}

const inCluster = /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\..+)?)?$/;

/**
 * The services with a host name of the form `<service>.<namespace>`, which may continue with `.svc`. The last match wins, so longer names
 * come last: `orders-worker` wins over `worker`.
 */
const servicesIn = (view: View): InCluster[] =>
  view.systems
    .flatMap((system) =>
      system.services.flatMap((service): InCluster[] => {
        if (service.kind === "external") return [];
        const host = "instrumentation" in service ? service.instrumentation.host : undefined;
        const [, name, namespace] = inCluster.exec(serviceHost(system.id, { name: service.name, host })) ?? [];
        return name === undefined || namespace === undefined ? [] : [{ namespace, name, system: system.id, service: service.name }];
      }),
    )
    .sort((a, b) => a.name.length - b.name.length || (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));

const named = (source: readonly string[], regex: string, { system, service }: InCluster): Relabel[] => [
  setLabel("system", source, regex, system),
  setLabel("service", source, regex, service),
];

/**
 * Regular expressions for the names of a service's pods and PersistentVolumeClaims. The name of a StatefulSet's PersistentVolumeClaim
 * begins with the name of the volume claim template.
 */
const patterns = {
  pod: (name: string) => `${name}(?:${podSuffix})?`,
  persistentvolumeclaim: (name: string) => `(?:[a-z0-9]+-)?${name}(?:-[a-z0-9]+)?`,
} as const;

/**
 * Returns the relabelling that gives the series of pods, or of PersistentVolumeClaims, the labels of their services. An object belongs to a
 * service if it is in the service's namespace and its name matches `patterns`. Other series keep the labels of their target.
 */
export const podRelabelings = (view: View, of: keyof typeof patterns): Relabel[] =>
  servicesIn(view).flatMap((service) =>
    named(["namespace", of], `${escapeRegex(service.namespace)};${patterns[of](escapeRegex(service.name))}`, service),
  );
