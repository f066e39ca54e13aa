import { pauses, withRetries } from "../../../dashboards/viewer/model/retries";

async function run(errors: readonly Error[]): Promise<{ readonly result: string; readonly paused: readonly number[] }> {
  const left = [...errors];
  const paused: number[] = [];
  const attempt = (): Promise<string> => {
    const error = left.shift();
    return error === undefined ? Promise.resolve("answer") : Promise.reject(error);
  };
  const result = await withRetries(attempt, (milliseconds) => {
    paused.push(milliseconds);
    return Promise.resolve();
  }).catch((error: unknown) => String(error));
  return { result, paused };
}

const failed = new TypeError("Failed to fetch");

describe("a request of the viewer", () => {
  it("is sent again when its connection fails", async () => {
    expect(await run([])).toEqual({ result: "answer", paused: [] });
    expect(await run([failed])).toEqual({ result: "answer", paused: pauses.slice(0, 1) });
    expect(await run([failed, failed])).toEqual({ result: "answer", paused: pauses });
  });

  it("fails when the third connection fails", async () => {
    expect(await run([failed, failed, failed])).toEqual({ result: "TypeError: Failed to fetch", paused: pauses });
  });

  it("is not sent again after an error that the server sent, or after the page aborted it", async () => {
    const error = new Error("parse error");
    const abort = new DOMException("The user aborted a request.", "AbortError");
    expect(await run([error])).toEqual({ result: "Error: parse error", paused: [] });
    expect((await run([abort])).paused).toEqual([]);
  });
});
