import type { View } from "../../exporters/model/catalogue";
import { secretsFolder, smtpPasswordSecret } from "../../exporters/model/naming";
import { objectName, receiverSecret, type OperatorPlace } from "../../exporters/programs/operator";
import { receiverTypes } from "../../exporters/receivers";
import type { OperatorForm } from "../../exporters/receivers/model";
import { addressFrom, type OperatorObject } from "../../exporters/scrape/operator";
import type { Alert } from "../model";
import { inhibitRules } from "./inhibition";
import type { InhibitRule, Receiver, Route } from "./model";
import { receiversOf } from "./receivers";
import { routeTree } from "./tree";
import { utcIntervalsOf } from "./utc-intervals";

const selector = (key: string): object => ({ name: receiverSecret, key });
const secretOf = (file: unknown): object => selector(String(file).slice(secretsFolder.length + 1));
const pairs = (record: unknown): object[] =>
  Object.entries(record as Readonly<Record<string, string>>).map(([key, value]) => ({ key, value }));

/** Converts a matcher such as `label=~"a|b"` to the Operator's format. */
function matcher(text: string): object {
  const [, name = "", matchType = "", value = '""'] = /^(\w+)(=~|!~|!=|=)(".*")$/s.exec(text) ?? [];
  if (name === "") throw new Error(`${text} is not a matcher.`);
  return { name, matchType, value: JSON.parse(value) as string };
}

/** Rewrites a URL within the stack so that the Operator's Alertmanager, which may run in another namespace, can reach it. */
function seenFromElsewhere(text: string, place: OperatorPlace): string {
  const { protocol, host, pathname, search } = new URL(text);
  return `${protocol}//${addressFrom(place, host)}${pathname}${search}`;
}

/** Converts the only authorization that receivers use: a token in a file. */
function bearer(config: unknown): object {
  const { authorization } = config as { readonly authorization: { readonly type: string; readonly credentials_file: string } };
  return { authorization: { type: authorization.type, credentials: secretOf(authorization.credentials_file) } };
}

function mail({ environment }: View): object {
  const { smarthost, from, username, requireTls } = environment.delivery.smtp;
  return {
    smarthost,
    from,
    requireTLS: requireTls,
    ...(username !== undefined && { authUsername: username, authPassword: selector(smtpPasswordSecret) }),
  };
}

/** Conversions of receiver fields to the Operator's format for one environment. The path of a secret file becomes a key of the Secret. */
const formOf = (view: View, place: OperatorPlace): OperatorForm => ({
  secret: secretOf,
  pairs,
  url: (url) => seenFromElsewhere(String(url), place),
  bearer,
  mail: () => mail(view),
});

const receiver = (form: OperatorForm, of: Receiver): object => ({
  name: of.name,
  ...Object.fromEntries(
    receiverTypes.flatMap(({ alertmanager, operator }) => {
      const configs = of[alertmanager.field];
      return configs === undefined ? [] : [[operator.field, configs.map((sender) => operator.sender(sender, form))]];
    }),
  ),
});

const route = ({
  matchers,
  group_by,
  group_wait,
  group_interval,
  repeat_interval,
  active_time_intervals,
  routes,
  ...same
}: Route): object => ({
  ...same,
  ...(matchers !== undefined && { matchers: matchers.map(matcher) }),
  ...(group_by !== undefined && { groupBy: [...group_by] }),
  ...(group_wait !== undefined && { groupWait: group_wait }),
  ...(group_interval !== undefined && { groupInterval: group_interval }),
  ...(repeat_interval !== undefined && { repeatInterval: repeat_interval }),
  ...(active_time_intervals !== undefined && { activeTimeIntervals: [...active_time_intervals] }),
  ...(routes !== undefined && { routes: routes.map(route) }),
});

/** Converts an inhibition rule. The Operator's format has no field for the rule's name. */
const inhibitRule = ({ source_matchers, target_matchers, equal }: InhibitRule): object => ({
  sourceMatch: source_matchers.map(matcher),
  targetMatch: target_matchers.map(matcher),
  equal: [...equal],
});

/** The routes, receivers, inhibition rules and time intervals of `alertmanager.yml` as one AlertmanagerConfig resource. */
export function alertmanagerConfigObject(view: View, alerts: readonly Alert[], place: OperatorPlace): OperatorObject {
  const intervals = utcIntervalsOf(view);
  return {
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "AlertmanagerConfig",
    metadata: { name: objectName("routes") },
    spec: {
      route: route(routeTree(view, alerts)),
      inhibitRules: inhibitRules(view, alerts).map(inhibitRule),
      receivers: receiversOf(view, alerts).map((of) => receiver(formOf(view, place), of)),
      ...(intervals.length > 0 && { muteTimeIntervals: intervals }),
    },
  };
}
