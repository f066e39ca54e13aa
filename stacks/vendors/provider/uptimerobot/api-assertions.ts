import { apiAssertions, type ApiAssertions } from "../../../../exporters/uptime/inputs/uptimerobot";
import { compact, objectOf, objectsOf, type Json } from "../json";

/** Converts assertions to UptimeRobot's format. */
export const apiAssertionsBody = ({ logic, checks }: ApiAssertions): Json => ({ logic, checks: checks.map(compact) });

/** Converts assertions in a response to inputs; undefined for assertions that this provider cannot create. */
export const apiAssertionsInput = (remote: unknown): ApiAssertions | undefined => {
  const { logic, checks } = objectOf(remote);
  return apiAssertions.safeParse({
    logic,
    checks: objectsOf(checks).map(({ property, comparison, target }) => compact({ property, comparison, target: target ?? undefined })),
  }).data;
};
