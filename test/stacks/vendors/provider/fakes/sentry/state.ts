import type { Answer, Call } from "../http/answer";
import { Refusal } from "../http/answer";
import type { Ids, Store } from "../http/store";
import type { Detector, Integration, Key, Project, Team, Workflow } from "./model";

/** The limits of the organisation's pricing plan. The defaults are the Developer plan's limits. */
export interface SentryPlan {
  /** The maximum number of enabled uptime monitors. Default 1. */
  readonly uptimeMonitors: number;
  /** The maximum number of enabled cron monitors. Default 1. */
  readonly cronMonitors: number;
}

/** The state that handlers can read and change. */
export interface State {
  /** The slug of the only organisation. */
  readonly organization: string;
  readonly organizationId: string;
  readonly plan: SentryPlan;
  /** The page size of lists. */
  readonly pageSize: number;
  readonly ids: Ids;
  readonly teams: Store<Team>;
  readonly projects: Store<Project>;
  readonly keys: Store<Key>;
  readonly detectors: Store<Detector>;
  readonly workflows: Store<Workflow>;
  readonly integrations: Store<Integration>;
}

/** A request that is valid according to the specification. */
export interface SentryCall extends Call {
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
}

export type Handler = (call: SentryCall) => Answer;
export type Handlers = Readonly<Record<string, Handler>>;

/** Sentry's response if an object does not exist. */
export const notFound = (): Refusal => new Refusal(404, { detail: "The requested resource does not exist" });
/** Sentry's response if the value of a field is invalid. */
export const badField = (field: string, message: string): Refusal => new Refusal(400, { [field]: [message] });
export const now = (): string => new Date().toISOString();

/** The team whose slug or ID is in the path. Throws Sentry's 404 response if the team does not exist. */
export function teamOf({ state, params }: SentryCall): Team {
  const wanted = params["team_id_or_slug"];
  const team = state.teams.find(({ id, slug }) => slug === wanted || id === wanted);
  if (team === undefined) throw notFound();
  return team;
}

/** Finds a project by slug or ID. */
export const projectNamed = ({ projects }: State, wanted: string | undefined): Project | undefined =>
  projects.find(({ id, slug }) => slug === wanted || id === wanted);

/**
 * The project whose slug or ID is in the path. For a former slug, throws a redirect, with every HTTP method, as the real API does. Throws a
 * 404 response if the project does not exist.
 */
export function projectOf({ state, params, origin, path, query }: SentryCall): Project {
  const wanted = params["project_id_or_slug"] ?? "";
  const project = projectNamed(state, wanted);
  if (project !== undefined) return project;
  const moved = state.projects.find(({ formerSlugs }) => formerSlugs?.includes(wanted) === true);
  if (moved === undefined) throw notFound();
  const search = query.size === 0 ? "" : `?${query.toString()}`;
  const url = `${origin}${path.replace(`/${wanted}/`, `/${moved.slug}/`)}${search}`;
  const extra = { url, slug: moved.slug };
  throw new Refusal(302, { detail: { code: "resource-moved", message: "Resource has been moved", extra } }, { location: url });
}

/** Returns one page of a list, with Sentry's `Link` header. */
export function page({ state, query, path, origin }: SentryCall, all: readonly unknown[]): Answer {
  const offset = Number(query.get("cursor")?.split(":")[1] ?? 0);
  const size = Math.min(Number(query.get("per_page") ?? state.pageSize), state.pageSize);
  const link = (rel: string, at: number, results: boolean): string => {
    const cursor = `0:${at}:${rel === "previous" ? 1 : 0}`;
    const rest = new URLSearchParams([...query].filter(([key]) => key !== "cursor"));
    rest.set("cursor", cursor);
    return `<${origin}${path}?${rest.toString()}>; rel="${rel}"; results="${String(results)}"; cursor="${cursor}"`;
  };
  return {
    status: 200,
    body: all.slice(offset, offset + size),
    headers: {
      link: [link("previous", Math.max(0, offset - size), offset > 0), link("next", offset + size, offset + size < all.length)].join(", "),
    },
  };
}

/** The slug that Sentry derives from a name. */
export const slugify = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_\s-]/g, "")
    .trim()
    .replace(/[\s-]+/g, "-");
