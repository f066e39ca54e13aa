import type { z } from "zod";
import { projectInputs as vendorInputs } from "../../../../exporters/sentry/inputs/projects";
import type { Api } from "../client/api";
import { VendorError } from "../client/errors";
import { connection, define } from "../definition";
import { compact, idOf, listOf, numberOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { api as root, hasTeam, located } from "./common";

export const projectShape = { ...connection("sentry"), ...vendorInputs };

export type ProjectInputs = z.input<z.ZodObject<typeof projectShape>>;
type Checked = z.output<z.ZodObject<typeof projectShape>>;
export interface ProjectOutputs {
  /** Sentry's numeric ID of the project. */
  readonly projectId: string;
}

const path = (organization: string, project: string): string => `${root}/projects/${organization}/${project}/`;

interface Stored {
  readonly organization: string;
  readonly slug?: string;
}

/** Gets the project of a resource. During an import, the state has neither a slug nor a project ID, and the resource's ID is the slug. */
const stored = (api: Api, state: Stored, id: string): Promise<Json | undefined> =>
  located(api, (slug) => path(state.organization, slug), state.slug ?? id, idOf(objectOf(state)["projectId"]));

/**
 * The current slug of a resource's project. If the project no longer exists, its numeric ID, because another project can have the slug. If
 * the numeric ID is not stored either, the stored slug.
 */
const storedSlug = async (api: Api, state: Stored, id: string): Promise<string> =>
  textOf((await stored(api, state, id))?.["slug"]) ?? idOf(objectOf(state)["projectId"]) ?? state.slug ?? id;

/** The body of the PUT request. */
export const projectBody = (inputs: Checked): Json =>
  compact({
    name: inputs.name ?? inputs.slug,
    platform: inputs.platform,
    dataScrubber: inputs.dataScrubber,
    dataScrubberDefaults: inputs.dataScrubberDefaults,
    sensitiveFields: inputs.sensitiveFields,
    safeFields: inputs.safeFields,
    scrubIPAddresses: inputs.scrubIpAddresses,
    relayPiiConfig: inputs.relayPiiConfig,
    allowedDomains: inputs.allowedDomains,
    resolveAge: inputs.resolveAgeHours,
    scrapeJavaScript: inputs.scrapeJavaScript,
    verifySSL: inputs.verifySsl,
  });

const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? listOf(value).filter((one) => typeof one === "string") : undefined;

/** Reads the inputs from a response about a project. */
export const projectInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  slug: textOf(remote["slug"]),
  name: textOf(remote["name"]),
  platform: remote["platform"] === null ? null : textOf(remote["platform"]),
  dataScrubber: flag(remote["dataScrubber"]),
  dataScrubberDefaults: flag(remote["dataScrubberDefaults"]),
  sensitiveFields: texts(remote["sensitiveFields"]),
  safeFields: texts(remote["safeFields"]),
  scrubIpAddresses: flag(remote["scrubIPAddresses"]),
  relayPiiConfig: remote["relayPiiConfig"] === null ? null : textOf(remote["relayPiiConfig"]),
  allowedDomains: texts(remote["allowedDomains"]),
  resolveAgeHours: numberOf(remote["resolveAge"]),
  scrapeJavaScript: flag(remote["scrapeJavaScript"]),
  verifySsl: flag(remote["verifySSL"]),
  team: Array.isArray(remote["teams"]) ? (textOf(objectsOf(remote["teams"])[0]?.["slug"]) ?? null) : undefined,
});

/** Moves a project to another team. Adds the new team before removing the old one, so that the project always has a team. */
async function moveTo(api: Api, inputs: Checked, before: Checked, project: string): Promise<void> {
  const { organization, team } = inputs;
  await api.send("POST", `${path(organization, project)}teams/${team}/`, {});
  if (before.team !== team) await api.remove(`${path(organization, project)}teams/${before.team}/`);
}

export const project = define({
  type: "monitoring:sentry:Project",
  vendor: "sentry",
  shape: projectShape,
  history: "all its issues, events and releases",
  path: ["organization"],
  what: ({ organization, slug: name }) => `the project ${name} (organization ${organization})`,
  key: (inputs) => inputs.slug,
  id: (remote) => textOf(remote["slug"]),
  fromRemote: projectInputs,
  // The ID in Pulumi's state contains the slug that the project had when it was created.
  identity: "projectId",
  outputs: (remote) => compact({ projectId: idOf(remote["id"]), vendorId: textOf(remote["slug"]) }),
  operations: {
    async find(api, inputs) {
      const there = await api.get(path(inputs.organization, inputs.slug));
      // Sentry redirects a former slug to the project that had it.
      if (there === undefined || there["slug"] !== inputs.slug) return undefined;
      if (hasTeam(there, inputs.team)) return there;
      const owners = objectsOf(objectOf(there)["teams"]).map((team) => textOf(team["slug"]) ?? "?");
      throw new VendorError(
        `Sentry: could not create the project ${inputs.slug} (organization ${inputs.organization}): the slug is used by a project of ${owners.length === 0 ? "no team" : `the team ${owners.join(", ")}`}. The slug consists of the names of system, service and environment: rename one of them. If you mean that project, add the team ${inputs.team} to it in Sentry's UI and run the same command again.`,
      );
    },
    async create(api, inputs) {
      const { organization, team, slug: name, platform } = inputs;
      const body = compact({ name: inputs.name ?? name, slug: name, platform, default_rules: false });
      const made = await api.send("POST", `${root}/teams/${organization}/${team}/projects/`, body);
      return { ...made, ...(await api.send("PUT", path(organization, name), projectBody(inputs))) };
    },
    read: (api, id, inputs) => stored(api, inputs, id),
    async update(api, id, inputs, before) {
      const slug = await storedSlug(api, before ?? inputs, id);
      if (before !== undefined && before.team !== inputs.team) await moveTo(api, inputs, before, slug);
      const renamed = slug === inputs.slug ? {} : { slug: inputs.slug };
      return api.send("PUT", path(inputs.organization, slug), { ...projectBody(inputs), ...renamed });
    },
    remove: async (api, id, inputs) => api.remove(path(inputs.organization, await storedSlug(api, inputs, id))),
  },
});
