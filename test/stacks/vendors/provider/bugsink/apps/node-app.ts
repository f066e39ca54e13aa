import "./instrument";
import express from "express";

const port = Number(process.env["PORT"]);
const app = express();
app.use(express.json());
app.get("/ready", (_, answer) => void answer.send("ready"));
app.post("/orders", async ({ query }) => {
  await fetch(`http://127.0.0.1:${port}/ready?${new URLSearchParams(query as Record<string, string>).toString()}`);
  throw new Error("the shop cannot take orders");
});
app.listen(port, "127.0.0.1");
