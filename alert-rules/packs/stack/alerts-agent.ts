import { agentExporter } from "../../../exporters/pipeline/agent";
import { fixed } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { also, bridged, moments, usualProofs } from "../../proofs/patterns";
import { gauge, hold, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { is, labels, minutes, promql, select } from "../../promql";
import { label, text, value } from "../../template";
import { targetDownProof } from "../target/alerts";
import { stackAlert, type StackTexts } from "./make";
import { openLogFiles, queueCapacity } from "./series-detail";
import { stackTarget } from "./world";

const by = labels(...serviceKey);
const byTarget = labels(...serviceKey, "instance");
const wait = 300;
const lastMinute = minutes(1);

/** All log agents. Each log agent has a queue for the gateway, even if the log agent reads no file. */
const agents = promql`last_over_time(${select(queueCapacity, { exporter: is(agentExporter) })}[${lastMinute}])`;
const condition = fixed(
  {
    name: openLogFiles,
    help: "Number of log agents that have no log file open",
    dimension: "count",
    compared: promql`count by (${by}) (${agents} unless on (${byTarget}) last_over_time(${openLogFiles}[${lastMinute}]) > 0)`,
  },
  ">",
  0,
  { when: "a log agent has had no log file open for a minute" },
);

/** Simulates one agent. The value of each phase is the number of files that the agent has open. */
function agent(phases: readonly Phase<number>[], instance: string = stackTarget.instance): RawSeries[] {
  const of = { ...stackTarget, instance };
  return [
    gauge(
      queueCapacity.text,
      { ...of, exporter: agentExporter, data_type: "logs" },
      mapPhases(phases, () => 1000),
    ),
    gauge(openLogFiles.text, of, phases),
    upOf(of.job, phases, { instance }),
  ];
}

const texts: StackTexts = {
  name: "LogFilesNotRead",
  symptom: "logs",
  severity: "warning",
  summary: text`${label("service")}: ${value("count")} agent(s) read no log file`,
  impact: "The logs of services that write to stdout on these nodes are missing. Alerts from their logs cannot fire.",
  firstSteps: [
    "Find the node: the query shows the address of each agent, and how many files it has open.",
    {
      step: "Read the agent's log for the word `unreadable`. The agent must run as root, because other users may not open the files. It logs each file that it may not open only once.",
      command: { logs: "log-agent", grep: "unreadable" },
    },
    "If it logs nothing, the folder is empty: Docker must use the log driver `json-file`, and the folder of the node must be the one that is mounted.",
  ],
  firstCommand: { query: "otelcol_fileconsumer_open_files" },
  panel: "stack/logs",
};

/** Alert for a log agent that reads no file, e.g. because it lacks the permission. Every node has containers that write lines. */
export const logFilesNotRead = (): Alert => {
  const { fires, quiet } = moments(texts.name, texts.severity, proofService);
  const second = "other:8888";
  return stackAlert({
    ...texts,
    condition,
    wait,
    proofs: () =>
      also(
        usualProofs<number>({
          alert: texts.name,
          severity: texts.severity,
          identity,
          instance: proofService,
          worlds: [{ name: openLogFiles.text, series: (phases) => agent(phases), successor: targetDownProof("stack") }],
          beyond: 0,
          inside: 1,
          settle: 15,
          wait,
          times: bridged,
          missing: { then: "successor", after: 180 },
        }),
        {
          fires: [
            {
              title: `${texts.name} ${texts.severity} fires for one agent of two`,
              series: [...agent([hold(1200, 12)]), ...agent([hold(300, 3), hold(900, 0)], second)],
              checks: [quiet(285), quiet(300 + wait - 15), fires(300 + wait), fires(1185)],
            },
            {
              title: `${texts.name} ${texts.severity} fires for an agent that has never opened a file`,
              series: agent([hold(900, 0)]).filter(({ metric }) => metric !== openLogFiles.text),
              checks: [quiet(wait - 15), fires(wait), fires(885)],
            },
          ],
          quiet: [
            {
              title: `${texts.name} ${texts.severity} is quiet while an agent restarts`,
              series: agent([hold(60, 4), hold(60, 0), hold(780, 4)]),
              checks: [quiet(105), quiet(wait), quiet(60 + wait), quiet(885)],
            },
            {
              title: `${texts.name} ${texts.severity} is quiet for the gateway, which reads no files`,
              series: [
                gauge(queueCapacity.text, { ...stackTarget, exporter: "otlp_http/logs", data_type: "logs" }, [hold(900, 1000)]),
                upOf(stackTarget.job, [hold(900, 1)]),
              ],
              checks: [quiet(wait), quiet(885)],
            },
          ],
        },
      ),
  });
};
