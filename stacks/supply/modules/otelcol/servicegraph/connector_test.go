package servicegraph

import (
	"context"
	"testing"
	"time"

	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

type sender struct {
	traces ptrace.Traces
}

// span adds a span of a service. The argument parent is the id of the parent span, or 0 for a root span.
func (s sender) span(service string, kind ptrace.SpanKind, id, parent byte, took time.Duration, attributes map[string]any) ptrace.Span {
	resource := s.traces.ResourceSpans().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", service)
	resource.Resource().Attributes().PutStr("system", "shop")
	span := resource.ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	span.SetTraceID(pcommon.TraceID{1})
	span.SetSpanID(pcommon.SpanID{id})
	if parent != 0 {
		span.SetParentSpanID(pcommon.SpanID{parent})
	}
	span.SetKind(kind)
	begin := time.Unix(1000, 0)
	span.SetStartTimestamp(pcommon.NewTimestampFromTime(begin))
	span.SetEndTimestamp(pcommon.NewTimestampFromTime(begin.Add(took)))
	_ = span.Attributes().FromRaw(attributes)
	return span
}

// world is a graph with a clock that the test sets, and the metrics that the graph has sent.
type world struct {
	*graph
	at   time.Time
	sent []pmetric.Metrics
}

func newWorld(t *testing.T, change func(*Config)) *world {
	t.Helper()
	config := defaultConfig()
	config.Dimensions = []string{"system"}
	config.VirtualNodePeerAttributes = []string{"peer.service"}
	config.DatabaseNameAttributes = []string{"db.namespace"}
	config.LatencyHistogramBuckets = []time.Duration{100 * time.Millisecond, time.Second}
	if change != nil {
		change(config)
	}
	if err := config.Validate(); err != nil {
		t.Fatal(err)
	}
	w := &world{at: time.Unix(5000, 0)}
	next, err := consumer.NewMetrics(func(_ context.Context, m pmetric.Metrics) error {
		w.sent = append(w.sent, m)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.graph = newGraph(config, next, func() time.Time { return w.at })
	return w
}

func (w *world) send(t *testing.T, fill func(sender)) {
	t.Helper()
	s := sender{ptrace.NewTraces()}
	fill(s)
	if err := w.ConsumeTraces(context.Background(), s.traces); err != nil {
		t.Fatal(err)
	}
}

type point struct {
	labels map[string]any
	value  int64
	start  time.Time
}

// points returns the data points of a counter that the graph sends now.
func (w *world) points(t *testing.T, name string) []point {
	t.Helper()
	w.sent = nil
	w.flush()
	var found []point
	for _, metrics := range w.sent {
		for _, metric := range metrics.ResourceMetrics().At(0).ScopeMetrics().At(0).Metrics().All() {
			if metric.Name() != name {
				continue
			}
			for _, p := range metric.Sum().DataPoints().All() {
				found = append(found, point{p.Attributes().AsRaw(), p.IntValue(), p.StartTimestamp().AsTime()})
			}
		}
	}
	return found
}

func (w *world) only(t *testing.T, name string, want map[string]any, value int64) point {
	t.Helper()
	points := w.points(t, name)
	if len(points) != 1 {
		t.Fatalf("%s: want one series, got %v", name, points)
	}
	if points[0].value != value {
		t.Errorf("%s: want %d, got %d", name, value, points[0].value)
	}
	if len(points[0].labels) != len(want) {
		t.Errorf("%s: want labels %v, got %v", name, want, points[0].labels)
	}
	for label, text := range want {
		if points[0].labels[label] != text {
			t.Errorf("%s: want %s=%v, got %v", name, label, text, points[0].labels[label])
		}
	}
	return points[0]
}

const (
	total  = "traces_service_graph_request_total"
	failed = "traces_service_graph_request_failed_total"
)

func labels(client, server, connection, failed string, more map[string]any) map[string]any {
	all := map[string]any{"client": client, "server": server, "connection_type": connection, "failed": failed}
	for name, value := range more {
		all[name] = value
	}
	return all
}

var bothSides = map[string]any{"client_system": "shop", "server_system": "shop"}
var clientSide = map[string]any{"client_system": "shop"}

func TestClientAndServerAreOneEdge(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, func(s sender) { s.span("web", ptrace.SpanKindClient, 1, 0, 300*time.Millisecond, nil) })
	if points := w.points(t, total); len(points) != 0 {
		t.Fatalf("an edge was counted before its server was known: %v", points)
	}
	w.send(t, func(s sender) { s.span("orders", ptrace.SpanKindServer, 2, 1, 50*time.Millisecond, nil) })
	w.only(t, total, labels("web", "orders", "", "false", bothSides), 1)
	if points := w.points(t, failed); len(points) != 0 {
		t.Errorf("nothing failed, got %v", points)
	}
}

func TestTheServerMayComeFirst(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, func(s sender) {
		s.span("orders", ptrace.SpanKindServer, 2, 1, time.Millisecond, nil)
		s.span("web", ptrace.SpanKindClient, 1, 0, time.Millisecond, nil)
	})
	w.only(t, total, labels("web", "orders", "", "false", bothSides), 1)
}

func TestAnErrorOfEitherSideFailsTheCall(t *testing.T) {
	for _, side := range []int{0, 1} {
		w := newWorld(t, nil)
		w.send(t, func(s sender) {
			spans := []ptrace.Span{
				s.span("web", ptrace.SpanKindClient, 1, 0, time.Millisecond, nil),
				s.span("orders", ptrace.SpanKindServer, 2, 1, time.Millisecond, nil),
			}
			spans[side].Status().SetCode(ptrace.StatusCodeError)
		})
		w.only(t, failed, labels("web", "orders", "", "true", bothSides), 1)
		w.only(t, total, labels("web", "orders", "", "true", bothSides), 1)
	}
}

func TestProducerAndConsumerAreAMessagingEdge(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, func(s sender) {
		s.span("orders", ptrace.SpanKindProducer, 1, 0, time.Millisecond, nil)
		s.span("worker", ptrace.SpanKindConsumer, 2, 1, time.Second, nil)
	})
	w.only(t, total, labels("orders", "worker", "messaging_system", "false", bothSides), 1)
}

func TestAClientSpanWithADatabaseIsAnEdgeByItself(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, func(s sender) {
		s.span("orders", ptrace.SpanKindClient, 1, 0, 200*time.Millisecond, map[string]any{"db.namespace": "shop"})
	})
	w.only(t, total, labels("orders", "shop", "database", "false", clientSide), 1)
}

func TestASilentServerBecomesAVirtualNodeWhenTheClientNamesIt(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, func(s sender) {
		s.span("orders", ptrace.SpanKindClient, 1, 0, time.Millisecond, map[string]any{"peer.service": "vendor"})
		s.span("orders", ptrace.SpanKindClient, 2, 0, time.Millisecond, nil)
	})
	w.at = w.at.Add(w.config.Store.TTL - time.Millisecond)
	w.expireWaiting()
	if points := w.points(t, total); len(points) != 0 {
		t.Fatalf("expired too early: %v", points)
	}
	w.at = w.at.Add(time.Millisecond)
	w.expireWaiting()
	w.only(t, total, labels("orders", "vendor", "virtual_node", "false", clientSide), 1)
	if len(w.waiting) != 0 {
		t.Errorf("%d spans still wait", len(w.waiting))
	}
}

func TestNoMoreSpansWaitThanAllowed(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Store.MaxItems = 1 })
	w.send(t, func(s sender) {
		s.span("web", ptrace.SpanKindClient, 1, 0, time.Millisecond, nil)
		s.span("web", ptrace.SpanKindClient, 3, 0, time.Millisecond, nil)
		s.span("orders", ptrace.SpanKindServer, 4, 3, time.Millisecond, nil)
		s.span("orders", ptrace.SpanKindServer, 2, 1, time.Millisecond, nil)
	})
	w.only(t, total, labels("web", "orders", "", "false", bothSides), 1)
}

func TestSpansWithoutAServiceAndInnerSpansAreNoEdges(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, func(s sender) {
		s.span("", ptrace.SpanKindClient, 1, 0, time.Millisecond, map[string]any{"db.namespace": "shop"})
		s.span("orders", ptrace.SpanKindInternal, 2, 1, time.Millisecond, map[string]any{"db.namespace": "shop"})
	})
	if points := w.points(t, total); len(points) != 0 {
		t.Errorf("want none, got %v", points)
	}
}
