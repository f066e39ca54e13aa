/** IDs of the operations that the simulated Sentry serves, from the published API document. */
export const served: ReadonlySet<string> = new Set([
  "getOrganization",
  "listOrganizationTeams",
  "createOrganizationTeam",
  "getTeam",
  "updateTeam",
  "deleteTeam",
  "createTeamProject",
  "listOrganizationProjects",
  "getProject",
  "updateProject",
  "deleteProject",
  "addProjectTeam",
  "deleteProjectTeam",
  "listProjectKeys",
  "createProjectKey",
  "getProjectKey",
  "updateProjectKey",
  "deleteProjectKey",
  "listProjectFilters",
  "updateProjectFilter",
  "getProjectOwnership",
  "updateProjectOwnership",
  "Enable Spike Protection",
  "Disable Spike Protection",
  "listOrganizationIntegrations",
  "getOrganizationIntegration",
  "getOrganizationConfigIntegrations",
  "createOrganizationProjectDetector",
  "listOrganizationDetectors",
  "getOrganizationDetector",
  "updateOrganizationDetector",
  "deleteOrganizationDetector",
  "createOrganizationWorkflow",
  "listOrganizationWorkflows",
  "getOrganizationWorkflow",
  "updateOrganizationWorkflow",
  "deleteOrganizationWorkflow",
]);

/**
 * The operations in the second of Sentry's API documents. It is stricter, and describes only monitors and alerts. The requests and
 * responses of these operations are checked against both documents.
 */
export const strict: ReadonlySet<string> = new Set([
  "createProjectMonitor",
  "listOrganizationMonitors",
  "getProjectMonitor",
  "updateProjectMonitor",
  "deleteProjectMonitor",
  "createOrganizationWorkflow",
  "listOrganizationWorkflows",
  "getOrganizationWorkflow",
  "updateOrganizationWorkflow",
  "deleteOrganizationWorkflow",
]);

/** The alert endpoints that Sentry withdrew in 2026. */
export const withdrawn: readonly RegExp[] = [
  /^\/api\/0\/projects\/[^/]+\/[^/]+\/rules\//,
  /^\/api\/0\/projects\/[^/]+\/[^/]+\/alert-rules\//,
  /^\/api\/0\/organizations\/[^/]+\/alert-rules\//,
  /^\/api\/0\/organizations\/[^/]+\/combined-rules\//,
];
