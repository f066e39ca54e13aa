import { z } from "zod";
import { object } from "../../exporters/model/object";
import { openablePrograms, operatedPrograms, programsWithLogin, storedPrograms } from "../../exporters/programs";
import { show } from "../../exporters/model/units";
import { mebibytesOf } from "./quantity";

const text = (what: string) => z.string({ error: (issue) => `got ${show(issue.input)}; ${what} is wanted` });
const notEmpty = (what: string) => text(what).min(1, { error: `is empty; ${what} is wanted` });
const matching = (pattern: RegExp, what: string) =>
  text(what).regex(pattern, { error: (issue) => `got ${show(issue.input)}; ${what} is wanted` });

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const hostPattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const objectName = matching(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of an object (small letters, digits, - and .)");
const namespaceName = matching(label, "the name of a namespace (small letters, digits and -, at most 63)");
const size = text("a size like 20Gi").refine((value) => mebibytesOf(value) !== undefined, {
  error: (issue) => `got ${show(issue.input)}; a size like 512Mi, 20Gi or 1Ti is wanted`,
});
const reserved = (name: string): boolean => name === "default" || name.startsWith("kube-");
const texts = z.record(z.string(), text("a text"));

const ingress = object({
  /** IngressClass of the controller. */
  class: objectName,
  /** Secret with the certificate of all hosts, in the stack's namespace. */
  tlsSecret: objectName,
  /** Annotations of every Ingress, like the issuer of its certificate. */
  annotations: texts.default({}),
  /** Annotations by which the controller asks who one is; on every Ingress but Grafana's, which has its own login. */
  authentication: texts.default({}),
});

const gateway = object({
  name: objectName,
  /** The Gateway's listener; every one by default. */
  section: objectName.optional(),
  /** A filter of the Gateway's makers that asks who one is; before every program but Grafana, which has its own login. */
  authentication: object({ group: text("an API group"), kind: text("a kind"), name: objectName }).optional(),
});

const access = object({
  /** Host names by program; one that is not named cannot be opened from outside. */
  hosts: object(
    Object.fromEntries(openablePrograms.map((name) => [name, matching(hostPattern, "a host name like grafana.example.com").optional()])),
  ),
  /** Namespace of the Ingress controller's or the Gateway's pods: they alone may pass requests on. */
  namespace: namespaceName,
  ingress: ingress.optional(),
  gateway: gateway.optional(),
});

const operator = object({
  /** Namespace of the Operator's Prometheus and Alertmanager. */
  namespace: namespaceName,
  /** Labels by which those find our objects; the selectors of the Prometheus and Alertmanager objects name them. */
  labels: texts.default({}),
});

/** The block `monitoring:kubernetes` as it may stand in `Pulumi.<stack>.yaml`. */
export const kubernetesSchema = object({
  /** Path of the kubeconfig, from the repository; `~/` is the home folder. The ambient one is never taken. */
  kubeconfig: notEmpty("the path of a kubeconfig"),
  /** Context in it; the current one is never taken. */
  context: notEmpty("the name of a context in the kubeconfig"),
  /** The stack's own namespace; it is made and removed with the stack. */
  namespace: namespaceName.refine((name) => !reserved(name), {
    error: (issue) => `got ${show(issue.input)}; a namespace of its own is wanted, like monitoring`,
  }),
  /** StorageClass of every volume. */
  storageClass: objectName,
  /** Sizes of volumes by program; the components' own defaults when left out. */
  storage: object(Object.fromEntries(storedPrograms.map((name) => [name, size.optional()]))).default({}),
  /** Networks outside of the cluster, beside public addresses, where watched hosts stand, as CIDR. */
  privateNetworks: z
    .array(z.union([z.cidrv4(), z.cidrv6()], { error: (issue) => `got ${show(issue.input)}; a network like 10.20.0.0/16 is wanted` }))
    .default([]),
  /** What people open from outside; nothing by default. */
  access: access.optional(),
  /** The cluster runs the Prometheus Operator: its Prometheus and Alertmanager take the place of ours, and get rules, targets and routes as its objects. */
  operator: operator.optional(),
});

/** Settings of the target kubernetes, checked. */
export type KubernetesSettings = z.output<typeof kubernetesSchema>;

/** Programs that are opened where the Operator runs them. */
const operatedHosts = ({ access: way, operator }: KubernetesSettings): [string, string][] =>
  Object.entries(operator === undefined ? {} : (way?.hosts ?? {})).flatMap(([program, host]) =>
    operatedPrograms.includes(program)
      ? [
          [
            `access.hosts.${program}`,
            `got ${show(host)}, and the Operator's ${program} runs in place of ours; open that one, and remove the host`,
          ],
        ]
      : [],
  );

/** Mistakes that no single key shows, as path and sentence. */
export function accessProblems(settings: KubernetesSettings): [string, string][] {
  const { access: way } = settings;
  if (way === undefined) return [];
  const hosts = Object.entries(way.hosts);
  const problems = operatedHosts(settings);
  const twice = hosts.flatMap(([program, host], index) => {
    const first = hosts.slice(0, index).find(([, other]) => other === host);
    return first === undefined
      ? []
      : [[`access.hosts.${program}`, `got ${show(host)}, which ${first[0]} has already; give each its own`] as [string, string]];
  });
  problems.push(...twice);
  if ((way.ingress === undefined) === (way.gateway === undefined))
    problems.push(["access", `got ${way.ingress ? "both ingress and" : "neither ingress nor"} gateway; one of them is wanted`]);
  const asks = way.ingress ? Object.keys(way.ingress.authentication).length > 0 : way.gateway?.authentication !== undefined;
  const open = hosts.map(([program]) => program).filter((program) => !programsWithLogin.includes(program));
  if (!asks && open.length > 0)
    problems.push([
      `access.${way.gateway ? "gateway" : "ingress"}.authentication`,
      `got nothing, and ${open.join(", ")} would be open to everyone; say how the ${way.gateway ? "Gateway" : "Ingress controller"} asks who one is, or remove ${open.length === 1 ? "its host" : "their hosts"}`,
    ]);
  return problems;
}
