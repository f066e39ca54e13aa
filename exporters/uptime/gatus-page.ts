import type { Call } from "../programs/calls";
import { checkCalls, gatusBase, literal, requestOf } from "./gatus";
import { publicTitle, type PublicPage } from "./status-pages";

/** Gatus as the public status page of one system: its public checks by heading, without addresses or errors, and its announcements. */
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

/** Egress of the page's Gatus: its checks. */
export const statusPageCalls = (page: PublicPage): Call[] => checkCalls(page.sections.flatMap(({ checks }) => checks));
