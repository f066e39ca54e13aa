import type { Evidence } from "./lookups";

/** The names of the services in the system `eight-services`. */
export const eight = [
  "api-gateway",
  "mcp-server",
  "airtable-gateway",
  "llm-orchestrator",
  "automation",
  "platform",
  "saga-orchestrator",
  "frontend",
];

/** Evidence that the owner gets warnings on Slack, and critical alerts on Slack and PagerDuty. */
export const slackAndPager = (owner: string): [Evidence, ...Evidence[]] => [
  `route:${owner}-warning`,
  `receiver:${owner}-warning/slack`,
  `route:${owner}-critical`,
  `receiver:${owner}-critical/slack`,
  `receiver:${owner}-critical/pagerduty`,
];
/** Evidence of a rendered alert and its section in OPERATIONS.md. */
export const alert = (name: string, ...severities: string[]): Evidence[] => [
  ...severities.map((severity): Evidence => `rule:${name}/${severity}`),
  `operations:${name}`,
];
export const healthy = (system: string, service: string, check = "health"): Evidence[] => [
  `probe:${system}/${service}/${check}`,
  `status:${system}/${service}/${check}=200`,
];
export const probeFailed = [...alert("ProbeFailed", "critical"), "wait:ProbeFailed/critical=2m" as const];
/** Evidence that programs run on Docker and on Kubernetes with the same flags and files. */
export const bothTargets: Evidence[] = [
  "test:engine/stack#runs every program without privileges",
  "test:engine/kubernetes#deploys as committed, with every program ready",
  "test:engine/kubernetes#is unchanged by a second up",
  "test:stacks/deploy/kubernetes/environment#every program has the same flags, environment and files on both targets",
];

/** Evidence that services send errors to Sentry, have one project per environment, and send 20 % of their transactions. */
export const atSentry = (system: string, ...services: string[]): Evidence[] =>
  services.flatMap((service): Evidence[] => [
    `sentry:${system}/${service}`,
    `project:${system}/${service}`,
    `sample:${system}/${service}=0.2`,
  ]);
/** Evidence that internal and external checks notify on-call if a service is down. */
export const seenDown: readonly Evidence[] = ["test:engine/uptime", "test:engine/uptime-on-call", "test:exporters/uptime/plan"];

/** Evidence that `pulumi up` creates all planned vendor resources, a second `up` changes nothing, and `destroy` removes them. */
export const madeAtVendors = [
  "test:engine/vendors-plan#every resource is created, unchanged the second time, and removed",
] as const satisfies readonly Evidence[];
