import type { Store } from "../http/store";
import { invalid, refused, type Kind } from "./json-api";
import { resourceBody, sectionBody, statusPageBody, type Resource, type Section, type StatusPage } from "./model";
import type { Watched } from "./monitors";

export interface Pages extends Watched {
  readonly statusPages: Store<StatusPage>;
  readonly sections: Store<Section>;
  readonly resources: Store<Resource>;
}

export const pageKind = (team: Pages): Kind<StatusPage, typeof statusPageBody> => ({
  type: "status_page",
  path: "/status-pages",
  store: team.statusPages,
  body: statusPageBody,
  keep(asked, _, before) {
    const { statusPages, plan } = team;
    if (statusPages.find((page) => page.subdomain === asked.subdomain && page !== before) !== undefined) {
      throw invalid("subdomain", "has already been taken");
    }
    if (before === undefined && statusPages.list().length >= plan.statusPages) {
      throw refused(403, `You have reached the limit of ${plan.statusPages} status page(s) of your plan`);
    }
    return {
      ...asked,
      aggregate_state: before?.aggregate_state ?? "operational",
      created_at: before?.created_at ?? new Date().toISOString(),
    };
  },
  removed(id) {
    for (const section of team.sections.list()) if (section.page === id) team.sections.remove(section.id);
    for (const resource of team.resources.list()) if (resource.page === id) team.resources.remove(resource.id);
  },
});

function pageOf({ statusPages }: Pages, [page = ""]: readonly string[]): string {
  if (statusPages.get(page) === undefined) throw refused(404, "Resource with provided ID was not found");
  return page;
}

export const sectionKind = (team: Pages): Kind<Section, typeof sectionBody> => ({
  type: "status_page_section",
  path: "/status-pages/:page/sections",
  store: team.sections,
  body: sectionBody,
  keep(asked, parents, before) {
    const page = pageOf(team, parents);
    const last = team.sections.list().filter((section) => section.page === page).length;
    return { ...asked, page, position: asked.position ?? before?.position ?? last };
  },
  hidden: ["page"],
  inside: ({ page }, [parent]) => page === parent,
  removed(id) {
    for (const one of team.resources.list()) if (one.status_page_section_id === Number(id)) team.resources.remove(one.id);
  },
});

export const resourceKind = (team: Pages): Kind<Resource, typeof resourceBody> => ({
  type: "status_page_resource",
  path: "/status-pages/:page/resources",
  store: team.resources,
  body: resourceBody,
  keep(asked, parents, before) {
    const page = pageOf(team, parents);
    if (team.sections.get(String(asked.status_page_section_id))?.page !== page) throw invalid("status_page_section", "must exist");
    const shown = { Monitor: team.monitors, Heartbeat: team.heartbeats }[asked.resource_type as "Monitor" | "Heartbeat"] as
      Store<{ readonly id: string }> | undefined;
    if (shown !== undefined && shown.get(String(asked.resource_id)) === undefined) throw invalid("resource", "must exist");
    const others = team.resources.list().filter((one) => one.page === page && one !== before);
    if (others.some((one) => one.resource_type === asked.resource_type && one.resource_id === asked.resource_id)) {
      throw invalid("resource_id", "has already been taken");
    }
    return { ...asked, page, position: asked.position ?? before?.position ?? others.length, status: before?.status ?? "operational" };
  },
  hidden: ["page"],
  inside: ({ page }, [parent]) => page === parent,
});
