import { createRoot } from "react-dom/client";
import "./viewer.css";
import "./details.css";
import { App } from "./app";
import { initPluginTranslations } from "./grafana";
import { fillRegistries } from "./registries";

/** Fonts, by the names that `@grafana/ui` requests. They must be loaded before the first plot, because plots measure their labels. */
const fonts: readonly (readonly [family: string, file: string, weight: string])[] = [
  ["Inter", "inter/Inter-Regular", "400"],
  ["Inter", "inter/Inter-Medium", "500"],
  ["Roboto Mono", "roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ", "400"],
];

async function start(): Promise<void> {
  const loaded = fonts.map(([family, file, weight]) =>
    new FontFace(family, `url(/public/fonts/${file}.woff2)`, { weight, style: "normal" }).load().then((face) => document.fonts.add(face)),
  );
  await Promise.all([initPluginTranslations("viewer"), ...loaded]);
  fillRegistries();
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no element with the id root.");
  createRoot(root).render(<App />);
}

void start();
