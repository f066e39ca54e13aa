import type { z } from "zod";
import { integrationInputs as vendorInputs } from "../../../../exporters/sentry/inputs/workflow";
import { connection } from "../definition";
import { idOf, objectOf, textOf } from "../json";
import { defineLookup } from "../lookup";
import { organizationPath } from "./common";

export const integrationShape = { ...connection("sentry"), ...vendorInputs };

export type IntegrationInputs = z.input<z.ZodObject<typeof integrationShape>>;
/** An integration that was installed in Sentry's UI. */
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
