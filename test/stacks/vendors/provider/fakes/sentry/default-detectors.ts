import type { Detector, Project } from "./model";
import { now, type State } from "./state";

/**
 * Creates the objects that Sentry adds to every new project: the detectors `error` and `issue_stream` and, if `alert` is true, an alert on
 * the detector `issue_stream`.
 */
export function defaultDetectors(state: State, project: Project, alert: boolean): void {
  const made = now();
  const of = (type: "error" | "issue_stream", name: string): Detector =>
    state.detectors.put({
      id: state.ids.next(),
      project: project.id,
      type,
      name,
      description: null,
      enabled: true,
      owner: null,
      dataSources: null,
      conditionGroup: null,
      config: {},
      dateCreated: made,
      dateUpdated: made,
    });
  of("error", "Error Monitor");
  const stream = of("issue_stream", "Issue Stream");
  if (!alert) return;
  state.workflows.put({
    id: state.ids.next(),
    name: "Send a notification for high priority issues",
    enabled: true,
    environment: null,
    config: { frequency: 30 },
    detectorIds: [stream.id],
    triggers: {
      id: state.ids.next(),
      organizationId: state.organizationId,
      logicType: "any-short",
      conditions: [{ id: state.ids.next(), type: "new_high_priority_issue", comparison: true, conditionResult: true }],
      actions: [],
    },
    actionFilters: [],
    owner: null,
    dateCreated: made,
    dateUpdated: made,
  });
}
