import { factsOf } from "../alert-rules/facts";
import type { RuleFacts } from "../alert-rules/rule-facts";
import type { Alert } from "../alert-rules/model";
import { ruleGroups } from "../alert-rules/rules";
import type { View } from "../exporters/model/catalogue";
import { aiLayer } from "./ai";
import { cost } from "./cost";
import { dependencies } from "./dependencies";
import { hosts } from "./hosts";
import { http } from "./http";
import { logs } from "./logs";
import { loops } from "./loops";
import type { Dashboard } from "./model";
import { overview } from "./overview";
import { postgres } from "./postgres";
import { queues } from "./queues";
import { redis } from "./redis";
import { runs } from "./runs";
import { stack } from "./stack";
import { streams } from "./streams";
import { tenants } from "./tenants";
import type { DashboardId } from "./panel-numbers";
import { titles } from "./titles";

/** ID and title of every dashboard, in display order. */
export const dashboards = (Object.entries(titles) as [DashboardId, string][]).map(([id, title]) => ({ id, title }));

/** A dashboard, and the condition under which an environment has it. */
interface Offer {
  readonly when: (facts: RuleFacts) => boolean;
  readonly make: (facts: RuleFacts, alerts: readonly Alert[]) => Dashboard;
}

const always = (): boolean => true;

/** All dashboards, each with its condition. The number of dashboards does not grow with the number of services. */
const offers: readonly Offer[] = [
  { when: always, make: overview },
  { when: (facts) => facts.kinds.has("http"), make: http },
  { when: (facts) => facts.kinds.has("worker"), make: queues },
  { when: (facts) => facts.declared.runs.length > 0, make: runs },
  { when: (facts) => facts.declared.loops.length > 0, make: loops },
  { when: (facts) => facts.declared.streams.length > 0, make: streams },
  { when: (facts) => facts.calls.length > 0, make: dependencies },
  { when: (facts) => facts.ai.length > 0, make: aiLayer },
  { when: (facts) => facts.kinds.has("http") || facts.kinds.has("worker"), make: logs },
  { when: (facts) => facts.kinds.has("postgres"), make: postgres },
  { when: (facts) => facts.kinds.has("redis"), make: redis },
  { when: (facts) => facts.hasQuotas, make: tenants },
  { when: (facts) => facts.watchesHosts, make: hosts },
  { when: always, make: cost },
  { when: always, make: stack },
];

/** The dashboards of an environment, from the facts about it. */
export function dashboardsFor(facts: RuleFacts): Dashboard[] {
  const alerts = ruleGroups(facts).flatMap((group) => group.alerts);
  return offers.filter(({ when }) => when(facts)).map(({ make }) => make(facts, alerts));
}

/** The dashboards of an environment. */
export const dashboardsOf = (view: View): Dashboard[] => dashboardsFor(factsOf(view));
