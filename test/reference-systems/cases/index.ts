import type { Case } from "../case";
import { all, eightServices, siteBuilder } from "./others";
import { soulcaster } from "./soulcaster";
import { siteBuilderHosts } from "./hosts";
import { siteBuilderHttp } from "./site-builder-http";
import { tenantAi } from "./tenant-ai";
import { tradingJournal } from "./trading-journal";

/** All cases, grouped by reference system. */
export const cases: readonly Case[] = [
  ...tenantAi,
  ...tradingJournal,
  ...soulcaster,
  ...eightServices,
  ...siteBuilder,
  ...siteBuilderHosts,
  ...siteBuilderHttp,
  ...all,
];
