import { measured } from "../../../../metrics.mjs";

/** Responds with the trade's ID. Throws for the trade `lost`. */
export const GET = measured("/api/trades/[id]", async (request, { params }) => {
  const { id } = await params;
  if (id === "lost") throw new Error("the journal cannot read the trade");
  return Response.json({ id });
});
