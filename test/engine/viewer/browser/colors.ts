import { readFileSync } from "node:fs";
import type { Colors, Place } from "../visits";
import { part, type Picture } from "./png";

/** Hue of a colour in degrees. Undefined for dark colours and for colours that are almost gray, such as those of text and backgrounds. */
function hueOf(red: number, green: number, blue: number): number | undefined {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (most < 64 || spread / most < 0.4) return undefined;
  const sixth = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return sixth * 60;
}

/** The shares of red and of green pixels, from 0 to 1. */
function colorsOf({ data }: Picture): Colors {
  let [red, green] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const hue = hueOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    if (hue === undefined) continue;
    if (hue > 335 || hue < 15) red += 4;
    if (hue > 80 && hue < 170) green += 4;
  }
  return { red: red / data.length, green: green / data.length };
}

const { places } = JSON.parse(readFileSync(0, "utf8")) as { readonly places: readonly Place[] };
process.stdout.write(JSON.stringify(places.map((place) => colorsOf(part(place)))));
