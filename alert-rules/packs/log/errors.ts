import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { minutes, promql, scalar, seconds } from "../../promql";
import { label, number, text, value } from "../../template";
import { errorsHighProofs, errorsNewProofs } from "./errors-proofs";
import { errorWindow, logErrors, usualErrors } from "./series";

const place = text`${label("system")}/${label("service")}`;

/** LogErrorsHigh needs at least this many errors. Without a minimum, a single failed request would be a spike. */
export const leastErrors = 20;
/** LogErrorsHigh also needs more errors than this multiple of the usual number. */
export const spikeFactor = 3;
/**
 * `for` in seconds. A deployment or failover with errors for up to 5 minutes does not fire the alert, because errors stay in the window for
 * only 5 more minutes.
 */
export const spikeWait = 600;
/** `keep_firing_for`, so that several bursts of errors cause only one alert. */
export const spikeKeep = minutes(5);

const noData = {
  is: "harmless",
  because: "without records, there are no errors to count; TargetDown fires if the gateway, which counts them, is down",
} as const;

const readErrors =
  'Read the newest lines in the panel "Error lines" on the same dashboard. Look for the message that occurs most often, and follow the trace ID of one line to the whole request.';
const sinceWhen =
  "Compare the start of the errors in the panel with deployments, with changes of configuration, and with alerts about the service's dependencies.";

/** Alert for a service that logs more errors than it usually does. */
export const logErrorsHigh = (): Alert => ({
  name: "LogErrorsHigh",
  symptom: "log-errors",
  severity: "warning",
  condition: expression(
    `the service has logged at least ${leastErrors} errors in ${errorWindow.text}, and more than ${spikeFactor} times as many as usual. Usual is the highest of three numbers: the 90th percentile of the last day, the maximum around the same time yesterday, and the maximum around the same time a week ago`,
    promql`${logErrors.name} >= ${scalar(leastErrors)} > ${scalar(spikeFactor)} * ${usualErrors.name}`,
  ),
  for: seconds(spikeWait),
  keepFiringFor: spikeKeep,
  identity,
  noData,
  summary: text`${place}: ${value("count")} errors logged in 5 minutes, ${number(usualErrors.name, serviceKey)} are usual`,
  impact:
    "The service fails at something that it usually does. Users may not notice yet. If they do, alerts on requests, jobs or checks usually fire too.",
  firstSteps: [
    readErrors,
    sinceWhen,
    "If a deployment caused the errors, roll it back. If the errors are harmless, log them with a lower level.",
  ],
  firstCommand: { query: "service:log_errors:count5m{$service}" },
  panel: "logs/errors",
  proofs: errorsHighProofs,
});

/**
 * LogErrorsNew fires only for a service whose errors have been counted for at least this many seconds within the last day. Otherwise, it
 * would fire for the first error of a new service.
 */
export const leastQuiet = 3 * 3600;
const past = promql`${logErrors.name}[${seconds(86_400)}:${errorWindow}] offset ${errorWindow}`;

/** Alert for the first error of a service that has logged no error for hours. */
export const logErrorsNew = (): Alert => ({
  name: "LogErrorsNew",
  symptom: "log-errors",
  severity: "info",
  condition: expression(
    "the service logs an error, but has logged none for a day, or for at least 3 hours if its logs have been counted for less than a day",
    promql`
    ${logErrors.name} > 0
      and
        max_over_time(${past}) == 0
      and
        count_over_time(${past}) >= ${scalar(leastQuiet / errorWindow.seconds)}`,
  ),
  for: undefined,
  identity,
  noData,
  summary: text`${place}: ${value("count")} errors logged, the first for hours`,
  impact: "Probably none yet. The errors may be the start of a problem.",
  firstSteps: [
    readErrors,
    sinceWhen,
    "If the error can recur and matters, add a pattern for it to `logs.patterns` of the service in the catalogue.",
  ],
  firstCommand: { query: "service:log_errors:count5m{$service}" },
  panel: "logs/errors",
  proofs: errorsNewProofs,
});
