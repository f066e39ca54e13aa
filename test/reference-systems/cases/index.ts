import type { Case } from "../case";
import { frontend } from "./frontend";
import { all, eightServices, siteBuilder } from "./others";
import { soulcaster } from "./soulcaster";
import { siteBuilderHosts } from "./hosts";
import { tenantAi } from "./tenant-ai";
import { tradingJournal } from "./trading-journal";

/** All cases, grouped by reference system. */
export const cases: readonly Case[] = [
  ...tenantAi,
  ...tradingJournal,
  ...soulcaster,
  ...eightServices,
  ...frontend,
  ...siteBuilder,
  ...siteBuilderHosts,
  ...all,
];
