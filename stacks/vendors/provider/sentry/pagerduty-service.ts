import type { z } from "zod";
import { pagerDutyServiceInputs as vendorInputs } from "../../../../exporters/sentry/inputs/workflow";
import { connection } from "../definition";
import { idOf, objectOf, objectsOf, textOf } from "../json";
import { defineLookup } from "../lookup";
import { organizationPath } from "./common";

export const pagerDutyServiceShape = { ...connection("sentry"), ...vendorInputs };

export type PagerDutyServiceInputs = z.input<z.ZodObject<typeof pagerDutyServiceShape>>;
/** A PagerDuty service in a Sentry integration, without the service's integration key. */
export interface PagerDutyService {
  readonly id: string;
}

export const pagerDutyService = defineLookup({
  type: "monitoring:sentry:getPagerDutyService",
  vendor: "sentry",
  shape: pagerDutyServiceShape,
  what: ({ service, organization }) => `the PagerDuty service ${service} (organization ${organization})`,
  candidates: async (api, inputs) => {
    const all = await api.list(`${organizationPath(inputs)}/integrations/`);
    const integration = all.find(({ id }) => idOf(id) === inputs.integrationId);
    return objectsOf(objectOf(integration?.["configData"])["service_table"]);
  },
  matches: (remote, { service }) => remote["service"] === service,
  called: (remote) => textOf(remote["service"]) ?? "?",
  result: (remote) => ({ id: idOf(remote["id"]) }),
});
