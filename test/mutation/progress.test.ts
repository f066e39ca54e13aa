import { progress } from "./progress";

describe("progress of mutation testing", () => {
  const state = { what: "proofs", judged: 120, of: 400, survived: 12, seconds: 120 };

  it("estimates the time left from the share of the work that is done", () => {
    expect(progress({ ...state, done: 0.3 })).toBe("proofs: 120 of 400 mutants (30 %), 12 not caught, 2.0 min, about 4.7 min left");
  });

  it("has no estimate at the start", () => {
    expect(progress({ ...state, done: 0.01 })).toBe("proofs: 120 of 400 mutants (30 %), 12 not caught, 2.0 min");
  });
});
