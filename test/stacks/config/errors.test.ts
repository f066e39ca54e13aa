import { explain, isUserError, UserError } from "../../../stacks/config/errors";

test.each([
  [
    'error: could not deserialize deployment: constructing secrets manager of type "passphrase": unable to find either `PULUMI_CONFIG_PASSPHRASE` or..: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables',
    /^No passphrase is set\./,
  ],
  ["error: getting secrets manager: incorrect passphrase", /^The passphrase cannot decrypt this stack's secrets\./],
  ["error: the stack is currently locked by 1 lock(s). Either wait for the other process(es)", /remove the lock with `pulumi cancel`/],
  ["Bind for 127.0.0.1:9090 failed: port is already allocated", /^Port 127\.0\.0\.1:9090 on this machine is already in use\./],
  ["listen tcp4 127.0.0.1:3000: bind: address already in use", /^Port 127\.0\.0\.1:3000 on this machine is already in use\./],
  ["write /var/lib/docker/tmp/x: no space left on device", /^The disk is full\./],
  ["Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?", /^Docker does not answer\./],
  ["error: no resource plugin 'pulumi-resource-docker' found in the workspace", /^A Pulumi plugin is missing \(pulumi-resource-docker\)\./],
  [
    "error: no resource plugin 'pulumi-resource-kubernetes' found in the workspace at version v4.24.1",
    /^A Pulumi plugin is missing \(pulumi-resource-kubernetes\)\. Install it with `npm run supply -- --only resource-kubernetes`/,
  ],
  ['Conflict. The container name "/monitoring-local-loki" is already in use by container "x"', /`docker rm -f monitoring-local-loki`/],
  [
    "error: 1 error occurred: * Unable to start container: Error response from daemon: network monitoring-local not found",
    /^The network monitoring-local is in the state but not in Docker/,
  ],
  ["error: failed to load checkpoint: EOF", /empty `\.attrs` files/],
  ["error: no stack named 'x' found", /^There is no stack x in this backend\./],
])("the output `%s` is explained in a sentence", (output, sentence) => {
  expect(explain(`noise\n${output}\nnoise`)).toMatch(sentence);
});

test("unknown output of the CLI gets no explanation", () => {
  expect(explain("error: something new")).toBeUndefined();
});

test("several problems are reported in one error", () => {
  const error = UserError.of("Two things:", ["one", "two"]);
  expect(error.message).toBe("Two things:\n  one\n  two");
  expect(isUserError(error)).toBe(true);
  expect(isUserError(new Error("bug"))).toBe(false);
});
