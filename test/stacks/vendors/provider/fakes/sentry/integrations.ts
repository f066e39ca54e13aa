import type { Integration } from "./model";
import { notFound, page, type Handlers, type SentryCall } from "./state";

const names: Readonly<Record<string, string>> = {
  slack: "Slack",
  discord: "Discord",
  pagerduty: "PagerDuty",
  opsgenie: "Opsgenie",
  msteams: "Microsoft Teams",
};

const provider = (key: string): Readonly<Record<string, unknown>> => ({
  key,
  slug: key,
  name: names[key] ?? key,
  canAdd: true,
  canDisable: false,
  features: ["alert-rule"],
});

const body = ({ state }: SentryCall, { id, name, provider: key, configData }: Integration): Readonly<Record<string, unknown>> => ({
  id,
  name,
  icon: null,
  domainName: null,
  accountType: null,
  scopes: null,
  outOfDate: null,
  status: "active",
  provider: { ...provider(key), aspects: {} },
  configOrganization: [],
  configData,
  externalId: `${key}-${id}`,
  organizationId: Number(state.organizationId),
  organizationIntegrationStatus: "active",
  gracePeriodEnd: null,
});

export const integrationHandlers: Handlers = {
  listOrganizationIntegrations: (call) => {
    const wanted = call.query.get("providerKey") ?? call.query.get("provider_key");
    const found = call.state.integrations.list().filter((one) => wanted === null || one.provider === wanted);
    return page(
      call,
      found.map((one) => body(call, one)),
    );
  },

  getOrganizationIntegration: (call) => {
    const found = call.state.integrations.get(call.params["integration_id"] ?? "");
    if (found === undefined) throw notFound();
    return { status: 200, body: body(call, found) };
  },

  getOrganizationConfigIntegrations: () => ({
    status: 200,
    body: { providers: Object.keys(names).map((key) => ({ ...provider(key), metadata: {} })) },
  }),
};
