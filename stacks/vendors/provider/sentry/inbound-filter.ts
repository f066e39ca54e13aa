import type { z } from "zod";
import { inboundFilterInputs as vendorInputs, oldBrowsers } from "../../../../exporters/sentry/inputs/projects";
import type { Api } from "../client/api";
import { connection, define } from "../definition";
import { listOf, type Json } from "../json";
import { projectPath, whereOf } from "./common";

export const inboundFilterShape = { ...connection("sentry"), ...vendorInputs };

export type InboundFilterInputs = z.input<z.ZodObject<typeof inboundFilterShape>>;
type Checked = z.output<z.ZodObject<typeof inboundFilterShape>>;

const isBrowser = (value: unknown): value is (typeof oldBrowsers)[number] => oldBrowsers.some((browser) => browser === value);

/** The body of the PUT request that updates an inbound filter. */
export const filterBody = ({ filter, active, browsers: named }: Pick<Checked, "filter" | "active" | "browsers">): Json =>
  filter === "legacy-browser" ? { subfilters: active ? [...(named ?? oldBrowsers)].sort() : [] } : { active };

/** Reads the inputs from an entry in the list of filters. */
export function filterInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const { active } = remote;
  if (!Array.isArray(active)) return { active: active === true };
  const named = listOf(active).filter(isBrowser).sort();
  return { active: named.length > 0, browsers: named };
}

// In Sentry's list of filters, the filter has the ID `legacy-browsers`, but the filter's path needs `legacy-browser`.
const findFilter = async (api: Api, where: Checked, filter: string): Promise<Json | undefined> =>
  (await api.list(`${projectPath(where)}/filters/`)).find(({ id }) => id === filter || id === `${filter}s`);

const put = async (api: Api, inputs: Checked): Promise<Json> => {
  await api.send("PUT", `${projectPath(inputs)}/filters/${inputs.filter}/`, filterBody(inputs));
  return { id: inputs.filter };
};

export const inboundFilter = define({
  type: "monitoring:sentry:InboundFilter",
  vendor: "sentry",
  shape: inboundFilterShape,
  rules: ({ filter, browsers: named }) =>
    named !== undefined && filter !== "legacy-browser" ? [`browsers: not allowed for ${filter}; only for legacy-browser`] : [],
  history: undefined,
  path: ["organization", "project"],
  fixed: ["filter"],
  what: ({ filter, ...where }) => `the inbound filter ${filter} ${whereOf(where)}`,
  key: ({ filter }) => filter,
  id: (_, { filter }) => filter,
  fromRemote: filterInputs,
  operations: {
    // Every project already has all filters, so a filter is never created, only changed.
    find: () => Promise.resolve(undefined),
    create: put,
    async read(api, id, inputs) {
      api.forget();
      return findFilter(api, inputs, id);
    },
    update: (api, _, inputs) => put(api, inputs),
    // If the project has already been deleted, its filters no longer exist.
    async remove(api, id, inputs) {
      if ((await findFilter(api, inputs, id)) === undefined) return;
      await put(api, { ...inputs, active: false });
    },
  },
});
