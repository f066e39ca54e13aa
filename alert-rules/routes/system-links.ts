import type { System } from "../../exporters/model/schema";
import type { Medium } from "../../exporters/receivers/model";

/** A system whose notifications show links. */
export type Linked = Pick<System, "id" | "links">;

/** The links of the alert's own system, each after a separator. Empty for an alert of another system. */
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
