import { z } from "zod";
import type { Project } from "./model";
import { badField, notFound, projectNamed, projectOf, now, type Handlers, type SentryCall } from "./state";

/** The inbound filters of a new project. */
export const filterDefaults: Project["filters"] = {
  "browser-extensions": false,
  localhost: false,
  "filtered-transaction": true,
  "web-crawlers": true,
  "legacy-browser": false,
};

const filter = z.looseObject({ active: z.boolean().optional(), subfilters: z.array(z.string()).optional() });
const ownership = z.looseObject({
  raw: z.string().optional(),
  fallthrough: z.boolean().optional(),
  autoAssignment: z.string().optional(),
  codeownersAutoSync: z.boolean().optional(),
});
const assignments = ["Auto Assign to Issue Owner", "Auto Assign to Suspect Commits", "Turn off Auto-Assignment"];
const projectsNamed = z.looseObject({ projects: z.array(z.string()) });

/** Checks ownership rules, one per line: a matcher, followed by owners. An owner is `#team` or an email address. */
function checkRules(call: SentryCall, raw: string): void {
  for (const line of raw.split("\n").map((text) => text.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [matcher, ...owners] = line.split(/\s+/);
    if (owners.length === 0 || matcher === undefined || !/^(path|module|url|codeowners|tags\.[^:]+):.+$/.test(matcher)) {
      throw badField("raw", `Parse error: ${line}`);
    }
    const unknown = owners.filter(
      (owner) => owner.startsWith("#") && call.state.teams.find(({ slug }) => `#${slug}` === owner) === undefined,
    );
    if (unknown.length > 0) throw badField("raw", `Invalid rule owners: ${unknown.join(", ")}`);
  }
}

const ownershipBody = ({ ownership: one }: Project): Readonly<Record<string, unknown>> => ({ ...one, isActive: true, schema: null });

/** Switches spike protection on or off. Sentry also accepts `-1` and `["$all"]` for all projects, but plans always name projects. */
function spike(call: SentryCall, on: boolean): void {
  const { projects } = projectsNamed.parse(call.body);
  const found = projects.map((slug) => projectNamed(call.state, slug));
  const missing = projects.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) throw badField("projects", `Invalid project slugs: ${missing.join(", ")}`);
  for (const project of found) if (project !== undefined) call.state.projects.change(project.id, { spikeProtection: on });
}

export const filterHandlers: Handlers = {
  listProjectFilters: (call) => ({
    status: 200,
    body: Object.entries(projectOf(call).filters).map(([id, active]) => ({ id, active })),
  }),

  updateProjectFilter: (call) => {
    const project = projectOf(call);
    const id = call.params["filter_id"] ?? "";
    if (!(id in filterDefaults)) throw notFound();
    const { active, subfilters } = filter.parse(call.body ?? {});
    if (id === "legacy-browser" ? subfilters === undefined && active === undefined : active === undefined) {
      throw badField(id === "legacy-browser" ? "subfilters" : "active", "This field is required.");
    }
    const value = id === "legacy-browser" && subfilters !== undefined ? [...new Set(subfilters)].sort() : (active ?? false);
    call.state.projects.change(project.id, {
      filters: { ...project.filters, [id]: Array.isArray(value) && value.length === 0 ? false : value },
    });
    return { status: 204 };
  },

  getProjectOwnership: (call) => ({ status: 200, body: ownershipBody(projectOf(call)) }),

  updateProjectOwnership: (call) => {
    const project = projectOf(call);
    const asked = ownership.parse(call.body ?? {});
    if (asked.autoAssignment !== undefined && !assignments.includes(asked.autoAssignment)) {
      throw badField("autoAssignment", "Invalid selection.");
    }
    if (asked.raw !== undefined) checkRules(call, asked.raw);
    const changed = call.state.projects.change(project.id, {
      ownership: {
        raw: asked.raw?.trim() ?? project.ownership.raw,
        fallthrough: asked.fallthrough ?? project.ownership.fallthrough,
        autoAssignment: asked.autoAssignment ?? project.ownership.autoAssignment,
        codeownersAutoSync: asked.codeownersAutoSync ?? project.ownership.codeownersAutoSync,
        dateCreated: project.ownership.dateCreated,
        lastUpdated: now(),
      },
    });
    return { status: 202, body: ownershipBody(changed) };
  },

  "Enable Spike Protection": (call) => {
    spike(call, true);
    return { status: 201 };
  },

  "Disable Spike Protection": (call) => {
    spike(call, false);
    return { status: 200 };
  },
};
