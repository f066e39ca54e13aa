"""Serves one request, as a program with the documented module does, and prints the ID of its trace."""

import logging

import telemetry  # noqa: F401
from opentelemetry import metrics, trace

with trace.get_tracer("test").start_as_current_span("GET /orders", kind=trace.SpanKind.SERVER) as span:
    logging.getLogger("orders").error("order refused by python", extra={"tenant": "acme"})
    metrics.get_meter("test").create_counter("orders.refused").add(3, {"reason": "stock"})
    print(f"{span.get_span_context().trace_id:032x}")
