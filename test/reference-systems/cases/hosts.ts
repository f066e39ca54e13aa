import type { Case } from "../case";
import { container, host, volume } from "../raw";
import { casesOf, panel } from "./parts";

const platform = casesOf("platform", { critical: ["slack", "pagerduty"], warning: ["slack", "email"] });
const sites = casesOf("sites", { critical: ["slack", "email", "discord"], warning: ["slack", "email"] });

const node = "10.0.0.7:9100";
const exporter = "monitoring/node-exporter";
const cms = { namespace: "site-builder", pod: "cms-7d4b9c5f6d-x2x4k", container: "cms" };
const database = { namespace: "site-builder", persistentvolumeclaim: "data-postgres-0" };
const board = "monitoring-hosts";

/** The cases for the hosts, containers and volumes of the site builder (SB). */
export const siteBuilderHosts: readonly Case[] = [
  platform(["SB-5"], {
    title: "more than 90 % of a host's CPU time is in use",
    raw: [host(node, { cores: [0.92, 0.92] })],
    inside: [host(node, { cores: [0.88, 0.88] })],
    alert: "HostCpuHigh",
    severity: "warning",
    at: exporter,
    labels: { symptom: "cpu", instance: node },
  }),
  sites(["SB-5", "SB-7"], {
    title: "a container of the editor uses more than 90 % of its CPU limit, and the automation that adds replicas is notified",
    raw: [container(cms, { cpu: 0.92 })],
    inside: [container(cms, { cpu: 0.88 })],
    alert: "ContainerCpuHigh",
    severity: "warning",
    at: "site-builder/cms",
    labels: { symptom: "container-cpu", action: "scale", ...cms },
    receivers: { "site-builder-automation": ["webhook"] },
  }),
  sites(["SB-2"], {
    title: "the volume of the database is nearly full",
    raw: [volume(database, { free: 0.04 })],
    inside: [volume(database, { free: 0.06 })],
    alert: "VolumeFull",
    severity: "critical",
    at: "site-builder/postgres",
    labels: { symptom: "volume", ...database },
  }),
  panel(["SB-2"], {
    title: "the dashboard of hosts shows CPU",
    raw: [host(node, { cores: [0.5, 0.25] })],
    at: exporter,
    panel: `${board}/CPU`,
    value: 0.375,
  }),
  panel(["SB-2"], {
    title: "the dashboard of hosts shows memory",
    raw: [host(node, { available: 0.25 })],
    at: exporter,
    panel: `${board}/Available memory`,
    value: 0.25,
  }),
  panel(["SB-2"], {
    title: "the dashboard of hosts shows the memory of containers",
    raw: [container(cms, { memory: 0.75 })],
    at: "site-builder/cms",
    panel: `${board}/Memory of containers`,
    value: 0.75,
  }),
];
