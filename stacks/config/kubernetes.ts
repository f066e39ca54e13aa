import { z } from "zod";
import { object } from "../../exporters/model/object";
import { openablePrograms, operatedPrograms, programsWithLogin, storedPrograms } from "../../exporters/programs";
import { show } from "../../exporters/model/units";
import { mebibytesOf } from "./quantity";

const text = (what: string) => z.string({ error: (issue) => `got ${show(issue.input)}; expected ${what}` });
const notEmpty = (what: string) => text(what).min(1, { error: `is empty; expected ${what}` });
const matching = (pattern: RegExp, what: string) =>
  text(what).regex(pattern, { error: (issue) => `got ${show(issue.input)}; expected ${what}` });

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const hostPattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const objectName = matching(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of an object (lowercase letters, digits, - and .)");
const namespaceName = matching(label, "the name of a namespace (lowercase letters, digits and -, at most 63 characters)");
const size = text("a size like 20Gi").refine((value) => mebibytesOf(value) !== undefined, {
  error: (issue) => `got ${show(issue.input)}; expected a size like 512Mi, 20Gi or 1Ti`,
});
const reserved = (name: string): boolean => name === "default" || name.startsWith("kube-");
const texts = z.record(z.string(), text("a string"));

const ingress = object({
  /** IngressClass of the Ingress controller. */
  class: objectName,
  /** Secret with the certificate for all hosts, in the stack's namespace. */
  tlsSecret: objectName,
  /** Annotations of every Ingress, for example the issuer of the certificate. */
  annotations: texts.default({}),
  /**
   * Annotations that make the controller authenticate users. The Ingresses of Grafana and the OTLP proxy do not get these annotations,
   * because these programs have their own login.
   */
  authentication: texts.default({}),
});

const gateway = object({
  name: objectName,
  /** Name of the Gateway's listener. Default: all listeners. */
  section: objectName.optional(),
  /**
   * A filter of the Gateway implementation that authenticates users. The routes of Grafana and the OTLP proxy do not get this filter,
   * because these programs have their own login.
   */
  authentication: object({ group: text("an API group"), kind: text("a kind"), name: objectName }).optional(),
});

const access = object({
  /** Host names by program. A program without a host name is not reachable from outside the cluster. */
  hosts: object(
    Object.fromEntries(openablePrograms.map((name) => [name, matching(hostPattern, "a host name like grafana.example.com").optional()])),
  ),
  /** Namespace of the pods of the Ingress controller or Gateway. Only pods in this namespace may forward requests to the programs. */
  namespace: namespaceName,
  ingress: ingress.optional(),
  gateway: gateway.optional(),
});

const operator = object({
  /** Namespace of the Operator's Prometheus and Alertmanager. */
  namespace: namespaceName,
  /** Labels that the stack puts on its objects, so that the selectors of the Operator's Prometheus and Alertmanager match them. */
  labels: texts.default({}),
});

/** Schema of the block `monitoring:kubernetes` in `Pulumi.<stack>.yaml`. */
export const kubernetesSchema = object({
  /** Path of the kubeconfig, relative to the repository; `~/` is the home folder. $KUBECONFIG is never used. */
  kubeconfig: notEmpty("the path of a kubeconfig"),
  /** Context in the kubeconfig. The current context is never used. */
  context: notEmpty("the name of a context in the kubeconfig"),
  /** Namespace that only the stack uses. It is created and removed with the stack. */
  namespace: namespaceName.refine((name) => !reserved(name), {
    error: (issue) => `got ${show(issue.input)}; expected a dedicated namespace, like monitoring`,
  }),
  /** StorageClass of every volume. */
  storageClass: objectName,
  /** Sizes of volumes by program. Default: the size in the program's definition. */
  storage: object(Object.fromEntries(storedPrograms.map((name) => [name, size.optional()]))).default({}),
  /** Private networks (CIDR) outside the cluster that contain monitored hosts. Public addresses need no entry. */
  privateNetworks: z
    .array(z.union([z.cidrv4(), z.cidrv6()], { error: (issue) => `got ${show(issue.input)}; expected a network like 10.20.0.0/16` }))
    .default([]),
  /** Access to programs from outside the cluster. Default: none. */
  access: access.optional(),
  /**
   * Set this if the cluster runs the Prometheus Operator. The Operator's Prometheus and Alertmanager then replace those of the stack, and
   * the stack passes its rules, targets and routes to the Operator as Kubernetes objects.
   */
  operator: operator.optional(),
});

/** Validated settings of a stack with `monitoring:target` set to `kubernetes`. */
export type KubernetesSettings = z.output<typeof kubernetesSchema>;

/** Problems with host names of programs that the Operator runs. */
const operatedHosts = ({ access: way, operator }: KubernetesSettings): [string, string][] =>
  Object.entries(operator === undefined ? {} : (way?.hosts ?? {})).flatMap(([program, host]) =>
    operatedPrograms.includes(program)
      ? [
          [
            `access.hosts.${program}`,
            `got ${show(host)}, but the Operator's ${program} replaces ours; expose that one, and remove this host`,
          ],
        ]
      : [],
  );

/** The mistakes that involve several keys, each as the path of a key below `monitoring:kubernetes` and a message. */
export function accessProblems(settings: KubernetesSettings): [string, string][] {
  const { access: way } = settings;
  if (way === undefined) return [];
  const hosts = Object.entries(way.hosts);
  const problems = operatedHosts(settings);
  const twice = hosts.flatMap(([program, host], index) => {
    const first = hosts.slice(0, index).find(([, other]) => other === host);
    return first === undefined
      ? []
      : [[`access.hosts.${program}`, `got ${show(host)}, which ${first[0]} already uses; give each a different host`] as [string, string]];
  });
  problems.push(...twice);
  if ((way.ingress === undefined) === (way.gateway === undefined))
    problems.push(["access", `got ${way.ingress ? "both ingress and" : "neither ingress nor"} gateway; expected exactly one of them`]);
  const asks = way.ingress ? Object.keys(way.ingress.authentication).length > 0 : way.gateway?.authentication !== undefined;
  const open = hosts.map(([program]) => program).filter((program) => !programsWithLogin.includes(program));
  if (!asks && open.length > 0)
    problems.push([
      `access.${way.gateway ? "gateway" : "ingress"}.authentication`,
      `got nothing, so ${open.join(", ")} would be open to everyone; set how the ${way.gateway ? "Gateway" : "Ingress controller"} authenticates users, or remove ${open.length === 1 ? "its host" : "their hosts"}`,
    ]);
  return problems;
}
