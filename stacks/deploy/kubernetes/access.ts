import type { networking } from "@pulumi/kubernetes/types/input";
import { programsWithLogin } from "../../../exporters/programs";
import type { Workload } from "../workload";
import { metadataOf, notAwaited, openedPort, type Access, type Place } from "./place";

type Ingress = Extract<Access["by"], { readonly ingress: unknown }>["ingress"];
type Gateway = Extract<Access["by"], { readonly gateway: unknown }>["gateway"];

/** The Ingress of a program. The Ingress controller authenticates users, except for programs with their own login. */
export const ingressArgs = (
  workload: Workload,
  place: Place,
  host: string,
  { className, tlsSecret, annotations, authentication }: Ingress,
) =>
  ({
    metadata: metadataOf(workload, place, workload.name, {
      ...annotations,
      ...(programsWithLogin.includes(workload.name) ? {} : authentication),
      ...notAwaited,
    }),
    spec: {
      ingressClassName: className,
      tls: [{ hosts: [host], secretName: tlsSecret }],
      rules: [
        {
          host,
          http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: workload.name, port: { name: openedPort } } } }] },
        },
      ],
    },
  }) satisfies networking.v1.Ingress;

/** The HTTPRoute of a program. The Gateway's listener has the certificate. */
export const httpRouteArgs = (workload: Workload, place: Place, host: string, { name, sectionName, authentication }: Gateway) => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: metadataOf(workload, place, workload.name, notAwaited),
  spec: {
    parentRefs: [{ name, namespace: place.access?.namespace, ...(sectionName !== undefined && { sectionName }) }],
    hostnames: [host],
    rules: [
      {
        ...(authentication !== undefined &&
          !programsWithLogin.includes(workload.name) && { filters: [{ type: "ExtensionRef", extensionRef: { ...authentication } }] }),
        backendRefs: [{ name: workload.name, port: workload.ports[openedPort] }],
      },
    ],
  },
});
