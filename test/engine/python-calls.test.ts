import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { python } from "../exporters/contracts/recorder/harness/python";
import { docBlock } from "../support/doc-blocks";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

/** Calls a port where nothing listens with the client of Redis, and prints the metrics. */
const program = `
import redis
from calls import operation, request
from prometheus_client import generate_latest

with request("GET", "oauth.reddit.com") as response:
    response.status = 200
with request("GET", "oauth.reddit.com") as response:
    response.status = 429
try:
    with request("GET", "oauth.reddit.com"):
        raise TimeoutError
except TimeoutError:
    pass
with operation("redis.shop", 6379):
    pass
try:
    with operation("127.0.0.1", 2):
        redis.Redis(port=2).get("key")
except redis.ConnectionError:
    pass
print(generate_latest().decode())
`;

const limits = `
import time
from limits import note_rate_limit
from prometheus_client import generate_latest

note_rate_limit("oauth.reddit.com", {"x-ratelimit-used": "90", "x-ratelimit-remaining": "10.0", "x-ratelimit-reset": "0.5"})
note_rate_limit("other.example.com", {})
print(generate_latest().decode())
time.sleep(0.6)
print(generate_latest().decode())
`;

it("the documented module for Python measures requests and operations by address and result", async () => {
  const folder = await folderOf(cleanup, {
    "calls.py": docBlock("docs/instrumenting/dependencies.md", "# calls.py"),
    "program.py": program,
  });
  const { stdout } = await promisify(execFile)(await python(() => undefined), [`${folder}/program.py`], {
    env: { PATH: process.env["PATH"], PYTHONDONTWRITEBYTECODE: "1" },
  });
  const counts = stdout.split("\n").filter((line) => /^(http|db)_client_\w+_count\{/.test(line));
  expect(counts.sort()).toEqual([
    'db_client_operation_duration_seconds_count{error_type="",server_address="redis.shop",server_port="6379"} 1.0',
    'db_client_operation_duration_seconds_count{error_type="ConnectionError",server_address="127.0.0.1",server_port="2"} 1.0',
    'http_client_request_duration_seconds_count{error_type="",http_request_method="GET",http_response_status_code="200",server_address="oauth.reddit.com",server_port="443"} 1.0',
    'http_client_request_duration_seconds_count{error_type="429",http_request_method="GET",http_response_status_code="429",server_address="oauth.reddit.com",server_port="443"} 1.0',
    'http_client_request_duration_seconds_count{error_type="TimeoutError",http_request_method="GET",http_response_status_code="",server_address="oauth.reddit.com",server_port="443"} 1.0',
  ]);
}, 1_800_000);

it("the documented module for Python exposes rate limits, and the whole limit after its reset", async () => {
  const folder = await folderOf(cleanup, {
    "limits.py": docBlock("docs/instrumenting/dependencies.md", "# limits.py"),
    "program.py": limits,
  });
  const { stdout } = await promisify(execFile)(await python(() => undefined), [`${folder}/program.py`], {
    env: { PATH: process.env["PATH"], PYTHONDONTWRITEBYTECODE: "1" },
  });
  const of = '{limit="requests",server_address="oauth.reddit.com"}';
  expect(stdout.split("\n").filter((line) => line.startsWith("dependency_"))).toEqual([
    `dependency_rate_limit_remaining${of} 10.0`,
    `dependency_rate_limit_max${of} 100.0`,
    `dependency_rate_limit_remaining${of} 100.0`,
    `dependency_rate_limit_max${of} 100.0`,
  ]);
}, 1_800_000);
