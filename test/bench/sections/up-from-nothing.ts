import { UserError } from "../../../stacks/config/errors";
import { readRecord, type UpRecord } from "../../../stacks/local/records";
import { fixed, type Section } from "../section";

const rowOf = (name: string, record: UpRecord | undefined): string[][] =>
  record === undefined
    ? []
    : [
        [
          name,
          ...[record.prepared, record.up, record.firstScrape, record.allUp, record.alertReady].map((value) => fixed(value)),
          record.at,
        ],
      ];

export const upFromNothing: Section = {
  name: "up",
  title: "Up",
  about:
    "The table shows the latest `npm run up` without an existing stack, and the latest on a running stack. A row is missing if no such run was recorded. The column `before` shows whether the stack existed before the run. The column `everything obtained` shows how long it took to obtain the tools and images that were not in the cache. `alert-ready` is the time until the first heartbeat of the dead man's switch reached the receiver. The times of scrapes, targets and `alert-ready` are counted from the start of `pulumi up`.",
  run: ({ root }) => {
    const nothing = readRecord(root, "up-from-nothing");
    const last = readRecord(root, "last-up");
    const at = nothing?.at ?? last?.at;
    if (at === undefined) throw new UserError("No result of `npm run up` is kept in .state/.");
    return Promise.resolve({
      at,
      head: ["before", "everything obtained, s", "`pulumi up`, s", "first scrape, s", "all targets up, s", "alert-ready, s", "when"],
      rows: [...rowOf("nothing", nothing), ...rowOf("the stack was up", last)],
    });
  },
};
