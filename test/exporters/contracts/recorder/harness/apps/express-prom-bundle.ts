import express from "express";
import bundle from "express-prom-bundle";

/** This application uses express-prom-bundle with only the two options that the profile names. */
const app = express();
app.use(bundle({ includeMethod: true, includePath: true }));
app.get("/orders/:id", (_request, response) => void response.end());
app.get("/fail", (_request, response) => void response.status(500).end());
app.listen(Number(process.env["PORT"]), "127.0.0.1");
