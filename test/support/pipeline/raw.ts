import { connect } from "node:http2";
import { authorization, senderSystem } from "./accounts";

/** A length-delimited field of protobuf. `number` is at most 15, so that the tag fits into one byte. */
function field(number: number, content: Buffer): Buffer {
  const length: number[] = [];
  for (let left = content.length; ; left >>>= 7) {
    length.push(left > 127 ? (left & 127) | 128 : left);
    if (left <= 127) break;
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2]), Buffer.from(length), content]);
}

const text = (value: string): Buffer => Buffer.from(value);
const attribute = (key: string, value: string): Buffer => Buffer.concat([field(1, text(key)), field(2, field(1, text(value)))]);
const resource = (service: string): Buffer => field(1, field(1, attribute("service.name", service)));

/** An OTLP request in protobuf with one log line, whose bytes may be invalid UTF-8. */
export const linesRequest = (service: string, body: Buffer): Buffer =>
  field(1, Buffer.concat([resource(service), field(2, field(2, field(5, field(1, body))))]));

/** An OTLP request in protobuf with one span, whose name may be invalid UTF-8. */
export const spansRequest = (service: string, name: Buffer): Buffer =>
  field(
    1,
    Buffer.concat([
      resource(service),
      field(2, field(2, Buffer.concat([field(1, Buffer.alloc(16, 7)), field(2, Buffer.alloc(8, 7)), field(5, name)]))),
    ]),
  );

/** Calls a service of OTLP/gRPC, and returns the gRPC status code. An empty header is not sent. */
async function grpcExport(service: string, address: string, request: Buffer, header: string): Promise<number> {
  const session = connect(`http://${address}`);
  try {
    return await new Promise<number>((resolve, reject) => {
      session.once("error", reject);
      const stream = session.request({
        ":method": "POST",
        ":path": `/opentelemetry.proto.collector.${service}/Export`,
        "content-type": "application/grpc",
        te: "trailers",
        ...(header !== "" && { authorization: header }),
      });
      let status = NaN;
      const keep = (headers: Readonly<Record<string, string | string[] | undefined>>): void => {
        if (headers["grpc-status"] !== undefined) status = Number(headers["grpc-status"]);
      };
      stream.on("response", keep).on("trailers", keep).once("error", reject);
      stream.on("close", () => resolve(status)).resume();
      const size = Buffer.alloc(5);
      size.writeUInt32BE(request.length, 1);
      stream.end(Buffer.concat([size, request]));
    });
  } finally {
    session.close();
  }
}

/** Sends log lines over OTLP/gRPC, and returns the gRPC status code: 0 is OK, 16 is UNAUTHENTICATED. */
export const grpcLines = (address: string, request: Buffer, header = authorization(senderSystem)): Promise<number> =>
  grpcExport("logs.v1.LogsService", address, request, header);

/** Sends spans over OTLP/gRPC, and returns the gRPC status code: 0 is OK, 16 is UNAUTHENTICATED. */
export const grpcSpans = (address: string, request: Buffer, header: string): Promise<number> =>
  grpcExport("trace.v1.TraceService", address, request, header);
