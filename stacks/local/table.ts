import Table from "cli-table3";

/** A table for the terminal. Empty cells contain `-`. */
export function table(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  const plain = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    chars: {
      top: "",
      "top-mid": "",
      "top-left": "",
      "top-right": "",
      bottom: "",
      "bottom-mid": "",
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: "  ",
    },
  });
  plain.push(...rows.map((row) => row.map((cell) => (cell === undefined || cell === "" ? "-" : cell))));
  return plain.toString();
}

/** Formats seconds, for example as `4.2 s` or `1 min 20 s`. */
export function seconds(value: number): string {
  const tenths = Math.round(value * 10) / 10;
  if (tenths < 60) return `${tenths.toFixed(1)} s`;
  const whole = Math.round(value);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
