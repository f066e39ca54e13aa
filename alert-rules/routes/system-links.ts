import type { System } from "../../exporters/model/schema";
import type { Medium } from "../../exporters/receivers/model";

/** A system and the links that notifications of its alerts show. */
export type Linked = Pick<System, "id" | "links">;

/** Template for the links of the alert's system, each after a separator. Its result is empty if `systems` has no links for the system. */
export const systemLinks = ({ link, between, escape }: Medium, systems: readonly Linked[]): string =>
  systems
    .filter(({ links }) => links.length > 0)
    .map(({ id, links }) => {
      const all = links.map(({ title, url }) => `${between}${link(`{{ ${escape(JSON.stringify(title))} }}`, url)}`);
      return `{{ if eq .Labels.system ${JSON.stringify(id)} }}${all.join("")}{{ end }}`;
    })
    .join("");

/** The largest number of characters that the links of one system need in a notification. */
export const roomForLinks = (systems: readonly Linked[]): number =>
  Math.max(0, ...systems.map(({ links }) => links.reduce((sum, { title, url }) => sum + title.length + url.length + 10, 0)));
