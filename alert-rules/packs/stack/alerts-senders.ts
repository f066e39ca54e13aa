import { unlistedAttribute } from "../../../exporters/pipeline/identity";
import { claimedRecords, unlistedRecords } from "../../../exporters/pipeline/log-counters";
import { derivedJob } from "../../../exporters/scrape/targets";
import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { growthAlert } from "./make";
import { spanCalls } from "./series-detail";

const window = minutes(5);
/** `for` in seconds. While a token is replaced, applications send the old one until they are restarted. */
const wait = 600;

const http = "http_server_request_duration_count";
const grpc = "rpc_server_call_duration_count";

/** Query: how many more log records per second each system sends than an hour ago. */
const sentMore = {
  query: "sum by (system) (rate(log_records_total[15m])) - sum by (system) (rate(log_records_total[15m] offset 1h))",
};

/** Labels of the requests that the gateway refuses because of their token, by counter. */
export const refusedRequests = {
  [http]: { http_response_status_code: "401" },
  [grpc]: { rpc_response_status_code: "UNAUTHENTICATED" },
} as const;

/** Labels of the requests that the gateway cannot read: their address, format or size is wrong. Retries do not help. */
export const invalidRequests: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [http]: { http_response_status_code: ["400", "404", "413", "415"] },
  [grpc]: { rpc_response_status_code: ["INTERNAL", "INVALID_ARGUMENT", "RESOURCE_EXHAUSTED", "UNIMPLEMENTED"] },
};

/** Alert for a gateway that keeps receiving requests that it cannot read. */
export const requestsInvalid = (): Alert =>
  growthAlert(
    {
      name: "RequestsInvalid",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${label("service")}: requests are rejected, because they cannot be read`,
      impact: "The telemetry in these requests is lost, because applications do not send it again.",
      firstSteps: [
        "Read the status in the result of the first command. 400, `INTERNAL` and `INVALID_ARGUMENT` mean broken data or more than 8 MiB in a request, 413 and `RESOURCE_EXHAUSTED` more than 8 MiB, 404 and `UNIMPLEMENTED` a wrong path, and 415 a format other than protobuf or JSON.",
        {
          step: "Find the sender: compare what each system sends with what it sent an hour ago.",
          command: sentMore,
        },
        "If requests are too large, reduce the batch size of the application's exporter (`OTEL_BLRP_MAX_EXPORT_BATCH_SIZE`, `OTEL_BSP_MAX_EXPORT_BATCH_SIZE`).",
        "If the path is wrong, set `OTEL_EXPORTER_OTLP_ENDPOINT` to the gateway's address without a path (docs/instrument-a-service.md).",
      ],
      firstCommand: {
        query:
          'sum by (http_response_status_code) (increase(http_server_request_duration_count{http_response_status_code=~"400|404|413|415"}[15m])) or sum by (rpc_response_status_code) (increase(rpc_server_call_duration_count{rpc_response_status_code=~"INTERNAL|INVALID_ARGUMENT|RESOURCE_EXHAUSTED|UNIMPLEMENTED"}[15m]))',
      },
      panel: "stack/pipeline",
    },
    { counters: [http, grpc], only: invalidRequests, window, wait, harmless: 240 },
  );

/** Alert for a gateway that refuses requests, because their token is missing or wrong. */
export const sendersRefused = (): Alert =>
  growthAlert(
    {
      name: "SendersRefused",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${label("service")}: requests without a valid token are refused`,
      impact: "The logs and traces of an application are lost. The gateway does not know which application sends the requests.",
      firstSteps: [
        {
          step: "Find the systems that send nothing.",
          command: { query: "sum by (system) (rate(log_records_total[15m]))" },
        },
        "Compare the token of such a system in the configuration of the stack with `OTEL_EXPORTER_OTLP_HEADERS` of its applications (docs/instrument-a-service.md). An application that was not restarted still sends the token from before a change.",
        "If all systems send, an application has a second exporter without a token, or a program outside of the catalogue sends. On Kubernetes, list the connections to the gateway's ports 4317 and 4318.",
      ],
      firstCommand: {
        query:
          'sum by (http_response_status_code) (increase(http_server_request_duration_count{http_response_status_code="401"}[15m])) or sum by (rpc_response_status_code) (increase(rpc_server_call_duration_count{rpc_response_status_code="UNAUTHENTICATED"}[15m]))',
      },
      panel: "stack/pipeline",
    },
    {
      counters: [http, grpc],
      only: refusedRequests,
      window,
      wait,
      harmless: 240,
    },
  );

/** Alert for an OTLP proxy that refuses a request because it is too large, or because a system or an address sends too many requests. */
export const senderLimited = (): Alert =>
  growthAlert(
    {
      name: "SenderLimited",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${label("service")}: requests from outside the stack's network are refused because of their size or their rate`,
      impact: "SDKs send some of these requests again. The telemetry in the others is lost, and so are requests that are too large.",
      firstSteps: [
        "Read the reason in the result of the first command. `too-many` means that a system, or one address, sends more requests than its limit, and `too-large` that a request has more than 8 MiB.",
        {
          step: "Find the system: compare what each system sends with what it sent an hour ago.",
          command: sentMore,
        },
        "If the requests are expected, raise `publicOtlp.requestsPerSecond` of the environment in the catalogue. If browsers of many users share one address, or someone has copied the token of browsers, read docs/telemetry-from-outside.md.",
      ],
      firstCommand: { query: 'sum by (proxy) (increase(haproxy_backend_http_requests_total{proxy=~"too-.*"}[15m]))' },
      panel: "stack/pipeline",
    },
    {
      counters: ["haproxy_backend_http_requests_total"],
      only: { haproxy_backend_http_requests_total: { proxy: ["too-large", "too-many"] } },
      window,
      wait,
      harmless: 240,
    },
  );

/** Alert for a service whose log records name a system other than that of its token. */
export const systemClaimed = (): Alert =>
  growthAlert(
    {
      name: "SystemClaimed",
      symptom: "logs",
      severity: "warning",
      summary: text`${label("system")}/${label("service")}: log records name another system`,
      impact:
        "The gateway stores these records under the system of the token. Either the service has the token or the `service.namespace` of another system, or an application tries to write into the logs of another system.",
      firstSteps: [
        "Search the service's log records for the field `claimed_system`, which holds the name that the service sends.",
        "Compare `service.namespace` in `OTEL_RESOURCE_ATTRIBUTES` of the service with the ID of its system in the catalogue, and correct it.",
        "If the name is right, the service has the token of another system: give it the token of the right system.",
      ],
      firstCommand: { query: "sum by (system, service) (increase(log_records_claimed_total[15m]))" },
      panel: "stack/pipeline",
    },
    {
      counters: [claimedRecords],
      other: { job: derivedJob },
      window,
      wait,
      harmless: 240,
      noData: {
        is: "harmless",
        because: "without new log records, none names another system; TargetDown fires for the gateway if its counters are missing",
      },
    },
  );

/** Alert for a system with an application that pushes logs or traces without a name, or with a name that is not in the catalogue. */
export const serviceUnlisted = (): Alert =>
  growthAlert(
    {
      name: "ServiceUnlisted",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${label("system")}: logs or traces of a service that is not in the catalogue`,
      impact:
        "The gateway stores them under the service `unlisted`. Panels and links of the right service do not show them, and alerts on its logs do not fire.",
      firstSteps: [
        "Search the logs and traces of the service `unlisted` in this system for the field `claimed_service`, which holds the name that the application sends. Without this field, the application sends no name.",
        "If the name is wrong, set `service.name` of the application (`OTEL_SERVICE_NAME`) to the name of its service in the catalogue.",
        "If the service is new, add it to the system in the catalogue. If Prometheus discovers the service, add its name to `discovered` of the system.",
      ],
      firstCommand: {
        query:
          'sum by (system) (increase(log_records_unlisted_total[15m])) or sum by (system) (increase(traces_spanmetrics_calls_total{unlisted="true"}[15m]))',
      },
      panel: "stack/pipeline",
    },
    {
      counters: [unlistedRecords, spanCalls.text],
      only: { [spanCalls.text]: { [unlistedAttribute]: "true" } },
      ignored: { [spanCalls.text]: {} },
      other: { job: derivedJob },
      window,
      wait,
      harmless: 240,
      noData: {
        is: "harmless",
        because:
          "without new logs and traces, none is of an unlisted service; TargetDown fires for the gateway if its counters are missing",
      },
    },
  );
