import { z } from "zod";
import { idOf, objectOf, textOf } from "../json";
import { defineLookup } from "../lookup";
import { inOrganization, organizationPath } from "./common";

export const integrationShape = {
  ...inOrganization,
  /** What it connects to. */
  provider: z.enum(["slack", "discord", "pagerduty", "msteams", "opsgenie", "github", "jira"]),
  /** Its name in Sentry's pages: the workspace, the server, the account. May be left out when there is one only. */
  name: z.string().optional(),
};

export type IntegrationInputs = z.input<z.ZodObject<typeof integrationShape>>;
/** An integration that was installed in Sentry's pages. */
export interface Integration {
  readonly id: string;
  readonly name: string;
}

export const integration = defineLookup({
  type: "monitoring:sentry:getIntegration",
  vendor: "sentry",
  shape: integrationShape,
  what: ({ provider, name, organization }) =>
    `the integration of ${provider}${name === undefined ? "" : ` named ${name}`} (organization ${organization})`,
  candidates: async (api, inputs) =>
    (await api.list(`${organizationPath(inputs)}/integrations/`)).filter(({ provider }) => objectOf(provider)["key"] === inputs.provider),
  matches: (remote, { name }) => name === undefined || remote["name"] === name,
  called: (remote) => textOf(remote["name"]) ?? "?",
  result: (remote) => ({ id: idOf(remote["id"]), name: remote["name"] }),
});
