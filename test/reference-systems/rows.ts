/** The IDs of all needs of the five reference systems. */
export const rowIds = [
  ...(["TA-1", "TA-2", "TA-3", "TA-4", "TA-5", "TA-6", "TA-7", "TA-8", "TA-9"] as const),
  ...(["TJ-1", "TJ-2", "TJ-3", "TJ-4", "TJ-5", "TJ-6", "TJ-7", "TJ-8", "TJ-9", "TJ-10", "TJ-11", "TJ-12"] as const),
  ...(["SC-1", "SC-2", "SC-3", "SC-4", "SC-5", "SC-6", "SC-7", "SC-8", "SC-9"] as const),
  ...(["ES-1", "ES-2", "ES-3", "ES-4", "ES-5", "ES-6", "ES-7", "ES-8", "ES-9", "ES-10", "ES-11"] as const),
  ...([
    "SB-1",
    "SB-2",
    "SB-3",
    "SB-4",
    "SB-5",
    "SB-6",
    "SB-7",
    "SB-8",
    "SB-9",
    "SB-10",
    "SB-11",
    "SB-12",
    "SB-13",
    "SB-14",
    "SB-15",
  ] as const),
  ...(["X-1", "X-2", "X-3", "X-4", "X-5", "X-6"] as const),
] as const;
export type RowId = (typeof rowIds)[number];
