/**
 * Source of a program for Node. It serves one metric on all paths of port 9464. If the environment variable `KEY` is set, the program
 * refuses requests without this key.
 */
export const containerApp = `require("node:http").createServer((request, answer) => {
  const wanted = process.env.KEY;
  answer.statusCode = wanted && request.headers.authorization !== "Bearer " + wanted ? 401 : 200;
  answer.setHeader("content-type", "text/plain; version=0.0.4");
  answer.end("process_start_time_seconds " + Math.round(Date.now() / 1000 - process.uptime()) + "\\n");
}).listen(9464)`;
