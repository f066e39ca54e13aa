import type { View } from "../model/catalogue";
import type { Announcement } from "../model/announcements";
import type { Environment } from "../model/environments-schema";
import type { System } from "../model/schema";
import { checksOf, type ResolvedCheck } from "./checks";

/** The checks under one heading of a status page. */
export interface PageSection {
  readonly title: string;
  readonly checks: readonly ResolvedCheck[];
}

/** The public status page of one system. */
export interface PublicPage {
  readonly system: System;
  readonly sections: readonly PageSection[];
  /** Announcements, newest first. */
  readonly announcements: readonly Announcement[];
}

/**
 * Returns the status pages of the environment's systems. A system without public checks has no page. With `statusPages: "none"`, the list
 * is empty.
 */
export function publicPages(view: View): PublicPage[] {
  if (view.environment.uptime.statusPages === "none") return [];
  const shown = checksOf(view).filter(({ check }) => check.public);
  return view.systems.flatMap((system) => {
    const own = shown.filter((resolved) => resolved.system === system);
    if (own.length === 0) return [];
    const titles = [...new Set(own.map(({ check }) => check.group ?? system.title))].sort();
    return [
      {
        system,
        sections: titles.map((title) => ({ title, checks: own.filter(({ check }) => (check.group ?? system.title) === title) })),
        announcements: view.announcements.filter((entry) => entry.system === system.id),
      },
    ];
  });
}

/** Returns the public name of a check: its service, followed by the check's name if the page shows several checks of the service. */
export const publicTitle = (resolved: ResolvedCheck, page: PublicPage): string => {
  const several = page.sections.flatMap(({ checks }) => checks).filter(({ service }) => service === resolved.service).length > 1;
  return several ? `${resolved.service.name} ${resolved.check.name}` : resolved.service.name;
};

/**
 * Returns a page's title at a vendor. Except in production, the title contains the environment, because the provider finds UptimeRobot's
 * pages by title.
 */
export const pageTitle = ({ title }: { readonly title: string }, environment: Pick<Environment, "id" | "production">): string =>
  environment.production ? title : `${title} (${environment.id})`;
