import { discoveryRules } from "../../deploy/kubernetes/rbac";
import { table } from "../../local/table";

/** A service account of a cluster. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** A permission in every namespace of a cluster. */
export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

/** What the API server says about a permission. */
export interface Answer extends Right {
  readonly allowed: boolean;
  /** Why the account has the permission or lacks it, in the words of the API server. */
  readonly reason?: string | undefined;
}

/** The permissions that discovery needs. */
export const discoveryRights: readonly Right[] = discoveryRules.flatMap(({ apiGroups: [group], resources, verbs }) =>
  resources.flatMap((resource) => verbs.map((verb) => ({ group, resource, verb }))),
);

const userOf = ({ namespace, name }: Account): string => `system:serviceaccount:${namespace}:${name}`;

/** The SubjectAccessReview that asks the API server whether an account has a permission. */
export const reviewOf = (account: Account, { group, resource, verb }: Right) => ({
  apiVersion: "authorization.k8s.io/v1",
  kind: "SubjectAccessReview",
  spec: {
    user: userOf(account),
    groups: ["system:serviceaccounts", `system:serviceaccounts:${account.namespace}`, "system:authenticated"],
    resourceAttributes: { group, resource, verb },
  },
});

/** A table with one row for each permission, and one line with the result. */
export function accessText(account: Account, answers: readonly Answer[]): string {
  const rows = answers.map(({ group, resource, verb, allowed, reason }) => [
    verb,
    group === "" ? resource : `${resource}.${group}`,
    allowed ? "yes" : "NO",
    reason,
  ]);
  const missing = answers.filter(({ allowed }) => !allowed).length;
  const result =
    missing === 0
      ? `${userOf(account)} has all ${answers.length} permissions that discovery needs.`
      : `${userOf(account)} lacks ${missing} of ${answers.length} permissions that discovery needs. \`pulumi up --refresh\` restores its ClusterRole and ClusterRoleBinding.`;
  return `${table(["verb", "resource", "allowed", "why"], rows)}\n${result}`;
}
