import type { Project, ProjectSettings } from "./model";
import { organizationBody } from "./organization";
import type { State } from "./state";

/** The settings of a new project in Sentry. */
export const defaultSettings: ProjectSettings = {
  isBookmarked: false,
  subjectPrefix: "",
  subjectTemplate: "$shortID - $title",
  resolveAge: 0,
  highlightContext: {},
  highlightTags: [],
  enableAutoReleaseCreation: true,
  scmSourceContextEnabled: false,
  dataScrubber: true,
  dataScrubberDefaults: true,
  sensitiveFields: [],
  safeFields: [],
  scrubIPAddresses: false,
  relayPiiConfig: null,
  storeCrashReports: null,
  allowedDomains: ["*"],
  scrapeJavaScript: true,
  verifySSL: false,
  defaultEnvironment: null,
  options: {},
};

const never = [
  "firstTransactionEvent",
  "hasFeedbacks",
  "hasFlags",
  "hasInsightsAgentMonitoring",
  "hasInsightsAppStart",
  "hasInsightsAssets",
  "hasInsightsCaches",
  "hasInsightsDb",
  "hasInsightsHttp",
  "hasInsightsMCP",
  "hasInsightsQueues",
  "hasInsightsScreenLoad",
  "hasInsightsVitals",
  "hasLogs",
  "hasMinifiedStackTrace",
  "hasMonitors",
  "hasNewFeedbacks",
  "hasProfiles",
  "hasReplays",
  "hasSessions",
  "hasTraceMetrics",
  "hasUserReports",
  "isInternal",
  "isMember",
  "isPublic",
] as const;

/** The fields of every response about a project. */
export function summaryBody(
  state: State,
  { id, slug, name, platform, dateCreated, teams, settings }: Project,
): Readonly<Record<string, unknown>> {
  const of = teams.map((team) => state.teams.get(team)).filter((team) => team !== undefined);
  const known = of.map((team) => ({ id: team.id, slug: team.slug, name: team.name }));
  return {
    ...Object.fromEntries(never.map((field) => [field, false])),
    id,
    slug,
    name,
    platform,
    dateCreated,
    isBookmarked: settings.isBookmarked,
    hasAccess: true,
    access: [],
    features: [],
    firstEvent: null,
    color: "#3fbf7f",
    status: "active",
    avatar: { avatarType: "letter_avatar", avatarUuid: null, avatarUrl: null },
    platforms: [],
    environments: [],
    latestRelease: null,
    // For a project without a team, Sentry omits `team` in the response about one project, and sends null in a list (see `listedBody`).
    ...(known[0] === undefined ? {} : { team: known[0] }),
    teams: known,
  };
}

/** The fields of a project in a list, and in the response to its creation. */
export const listedBody = (state: State, project: Project): Readonly<Record<string, unknown>> => ({
  team: null,
  ...summaryBody(state, project),
});

/** The fields of the response about one project. */
export function detailedBody(state: State, project: Project): Readonly<Record<string, unknown>> {
  return {
    ...summaryBody(state, project),
    ...project.settings,
    organization: organizationBody(state),
    digestsMinDelay: 300,
    digestsMaxDelay: 1800,
    securityToken: project.id.padStart(32, "0"),
    securityTokenHeader: null,
    highlightPreset: { tags: [], context: {} },
    groupingConfig: "newstyle:2026-01-20",
    derivedGroupingEnhancements: "",
    groupingEnhancements: "",
    secondaryGroupingExpiry: 0,
    secondaryGroupingConfig: null,
    fingerprintingRules: "",
    processingIssues: 0,
    builtinSymbolSources: [],
    dynamicSamplingBiases: null,
    symbolSources: "[]",
    isDynamicallySampled: false,
    tempestFetchScreenshots: false,
    autofixAutomationTuning: "off",
    seerScannerAutomation: false,
    seerNightshiftTweaks: null,
    debugFilesRole: null,
  };
}
