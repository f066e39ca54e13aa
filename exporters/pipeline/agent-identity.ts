import { pushesLogs } from "../instrumentation/pushes";
import type { View } from "../model/catalogue";
import { stackSystem } from "../model/name";
import { allPrograms } from "../programs";
import { demoImage } from "../programs/demo";
import { logAgent } from "../programs/log-agent";
import { otelcol } from "../programs/otelcol";
import { joinedParts, maxRecordBytes, withSource, type Operator } from "./agent-lines";
import { composeLabels, containerLabels, stackContainerLabels } from "./container-labels";

const service = 'resource["service.name"]';
const system = 'resource["service.namespace"]';

/**
 * Programs of the stack whose lines the agent drops on Docker. Sending the lines of the agent and the gateway could cause new lines, and
 * the demo's programs push their logs.
 */
const ignored = (): string[] => {
  const demo = allPrograms.filter(({ image }) => "of" in image && image.of === demoImage);
  return [otelcol.name, logAgent.name, ...demo.map(({ name }) => name)];
};

/** Drops the lines of services that push their logs. Otherwise, each line would be stored twice. */
function withoutPushed({ systems }: View): Operator[] {
  const pushed = systems.flatMap(({ id, services }) => services.filter(pushesLogs).map(({ name }) => `${id}/${name}`));
  if (pushed.length === 0) return [];
  return [{ type: "filter", expr: `((${system} ?? "") + "/" + (${service} ?? "")) in ${JSON.stringify(pushed)}` }];
}

/** Moves a container label from Docker's log line to the resource attribute `to`, unless the resource has this attribute already. */
const fromLabel = (label: string, to: string): Operator => ({
  type: "move",
  from: `body.attrs["${label}"]`,
  to,
  if: `type(body) == "map" and body.attrs?.["${label}"] != nil and ${to} == nil`,
});

/** Operators for the files of Docker's logging driver `json-file`. Lines contain the container labels that the option `labels` names. */
export const dockerOperators = (view: View): Operator[] => {
  const isLine = 'type(body) == "map" and body.log != nil';
  return [
    {
      type: "json_parser",
      parse_from: "body",
      parse_to: "body",
      timestamp: { parse_from: "body.time", layout_type: "gotime", layout: "2006-01-02T15:04:05.999999999Z07:00" },
      if: 'body startsWith "{"',
    },
    { type: "move", from: "body.stream", to: 'attributes["log.iostream"]', if: `${isLine} and body.stream != nil` },
    {
      type: "filter",
      expr: `type(body) == "map" and (body.attrs?.["${stackContainerLabels.workload}"] ?? "") in ${JSON.stringify(ignored())}`,
    },
    withSource('attributes["log.iostream"]'),
    { ...joinedParts("body.log"), if: isLine },
    fromLabel(stackContainerLabels.workload, service),
    { type: "add", field: system, value: stackSystem, if: `type(body) == "map" and body.attrs?.["${stackContainerLabels.stack}"] != nil` },
    fromLabel(containerLabels.service, service),
    fromLabel(containerLabels.system, system),
    fromLabel(composeLabels.service, service),
    fromLabel(composeLabels.system, system),
    ...withoutPushed(view),
    { type: "move", from: "body.log", to: "body", if: isLine },
    { type: "regex_replace", field: "body", regex: "\\r?\\n$$", replace_with: "", if: 'type(body) == "string"' },
  ];
};

/** Operators for the files of Kubernetes. The path names the namespace, the pod and the container. */
export const podOperators = (view: View): Operator[] => {
  const copied = (from: string, to: string): Operator => ({
    type: "copy",
    from: `resource["${from}"]`,
    to,
    if: `resource["${from}"] != nil`,
  });
  return [
    // This operator also joins the parts into which the runtime splits a long line.
    { type: "container", add_metadata_from_filepath: true, max_log_size: maxRecordBytes },
    withSource('attributes["log.iostream"]'),
    copied("k8s.container.name", service),
    copied("k8s.namespace.name", system),
    ...withoutPushed(view),
    { type: "remove", field: "attributes.logtag", if: "attributes.logtag != nil" },
  ];
};
