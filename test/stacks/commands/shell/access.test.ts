import { accessText, discoveryRights, reviewOf } from "../../../../stacks/commands/shell/access";
import { discoveryRoleArgs } from "../../../../stacks/deploy/kubernetes/rbac";
import { onKubernetes } from "../../../../stacks/deploy/workload";
import { place } from "../../support/kubernetes";
import { workloadNamed } from "../../support/samples";

const account = { namespace: "monitoring", name: "prometheus" };

test("every right of the role for discovery is asked for, once", () => {
  const { rules } = discoveryRoleArgs({ ...workloadNamed("prometheus"), kubernetes: onKubernetes({ discovery: true }) }, place);
  const granted = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`))),
  );
  expect(discoveryRights.map(({ group, resource, verb }) => `${verb} ${group}/${resource}`)).toEqual(granted);
});

test("the API server is asked about the service account, with the groups that every service account has", () => {
  expect(reviewOf(account, { group: "", resource: "pods", verb: "watch" }).spec).toEqual({
    user: "system:serviceaccount:monitoring:prometheus",
    groups: ["system:serviceaccounts", "system:serviceaccounts:monitoring", "system:authenticated"],
    resourceAttributes: { group: "", resource: "pods", verb: "watch" },
  });
});

test("a missing right is marked, counted, and has a remedy", () => {
  const pods = { group: "", resource: "pods", verb: "list" };
  const slices = { group: "discovery.k8s.io", resource: "endpointslices", verb: "list" };
  const text = accessText(account, [
    { ...pods, allowed: true, reason: "allowed by ClusterRoleBinding" },
    { ...slices, allowed: false },
  ]);
  expect(text).toMatch(/list +pods +yes +allowed by ClusterRoleBinding/);
  expect(text).toMatch(/list +endpointslices\.discovery\.k8s\.io +NO/);
  expect(text).toContain(
    "system:serviceaccount:monitoring:prometheus lacks 1 of 2 permissions that discovery needs. `pulumi up --refresh`",
  );
  expect(accessText(account, [{ ...pods, allowed: true }])).toContain("has all 1 permissions");
});
