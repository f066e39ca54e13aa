import { heartbeat } from "./betterstack/heartbeat";
import { monitor as betterStackMonitor } from "./betterstack/monitor";
import { policy } from "./betterstack/policy";
import { statusPage as betterStackPage } from "./betterstack/status-page";
import { statusPageResource } from "./betterstack/status-page-resource";
import { statusPageSection } from "./betterstack/status-page-section";
import type { Kind } from "./definition";
import { check } from "./healthchecks/check";
import type { Lookup } from "./lookup";
import { cronDetector } from "./sentry/cron-detector";
import { errorDetector } from "./sentry/error-detector";
import { inboundFilter } from "./sentry/inbound-filter";
import { integration } from "./sentry/integration";
import { key } from "./sentry/key";
import { metricDetector } from "./sentry/metric-detector";
import { ownership } from "./sentry/ownership";
import { pagerDutyService } from "./sentry/pagerduty-service";
import { project } from "./sentry/project";
import { spikeProtection } from "./sentry/spike-protection";
import { team } from "./sentry/team";
import { uptimeDetector } from "./sentry/uptime-detector";
import { workflow } from "./sentry/workflow";
import { alertContact } from "./uptimerobot/alert-contact";
import { maintenanceWindow } from "./uptimerobot/maintenance-window";
import { monitor as uptimeRobotMonitor } from "./uptimerobot/monitor";
import { statusPage as uptimeRobotPage } from "./uptimerobot/status-page";

/** All resource types of the provider. */
export const kinds: readonly Kind[] = [
  team,
  project,
  key,
  inboundFilter,
  spikeProtection,
  ownership,
  errorDetector,
  uptimeDetector,
  cronDetector,
  metricDetector,
  workflow,
  uptimeRobotMonitor,
  uptimeRobotPage,
  maintenanceWindow,
  betterStackMonitor,
  heartbeat,
  betterStackPage,
  statusPageSection,
  statusPageResource,
  check,
];

/** All lookups of the provider. */
export const lookups: readonly Lookup[] = [integration, pagerDutyService, alertContact, policy];
