import type { Call } from "../programs/calls";
import { checkCalls, gatusBase, literal, requestOf } from "./gatus";
import { publicTitle, type PublicPage } from "./status-pages";

/**
 * Configuration of the Gatus that serves one system's public status page: public checks without addresses and errors, and announcements.
 */
export const statusPageConfig = (page: PublicPage): object =>
  literal({
    ...gatusBase(page.system.title, `Status of ${page.system.title}`),
    endpoints: page.sections.flatMap(({ title, checks }) =>
      checks.map((resolved) => ({
        name: publicTitle(resolved, page),
        group: title,
        ...requestOf(resolved),
        ui: { "hide-url": true, "hide-hostname": true, "hide-port": true, "hide-errors": true, "hide-conditions": true },
      })),
    ),
    ...(page.announcements.length === 0
      ? {}
      : { announcements: page.announcements.map(({ at, type, message, archived }) => ({ timestamp: at, type, message, archived })) }),
  });

/** Returns the connections that the Gatus of a status page opens for its checks. */
export const statusPageCalls = (page: PublicPage): Call[] => checkCalls(page.sections.flatMap(({ checks }) => checks));
