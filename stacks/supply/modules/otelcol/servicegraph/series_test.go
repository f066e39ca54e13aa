package servicegraph

import (
	"context"
	"testing"
	"time"

	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

func call(from, to string) func(sender) {
	return func(s sender) {
		s.span(from, ptrace.SpanKindClient, 1, 0, 300*time.Millisecond, nil)
		s.span(to, ptrace.SpanKindServer, 2, 1, 50*time.Millisecond, nil)
	}
}

func TestEachSeriesStartsWithItsOwnFirstCall(t *testing.T) {
	w := newWorld(t, nil)
	first := w.at
	w.send(t, call("web", "orders"))
	w.at = w.at.Add(time.Minute)
	second := w.at
	w.send(t, call("web", "payments"))
	w.at = w.at.Add(time.Minute)
	starts := map[any]time.Time{}
	for _, p := range w.points(t, total) {
		starts[p.labels["server"]] = p.start
	}
	if !starts["orders"].Equal(first) || !starts["payments"].Equal(second) {
		t.Errorf("want %v and %v, got %v", first, second, starts)
	}
}

func TestASeriesWithoutCallsExpiresAndStartsAgainFromNothing(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, call("web", "orders"))
	w.send(t, call("web", "orders"))
	w.at = w.at.Add(seriesLifetime - time.Second)
	w.expireSeries()
	w.only(t, total, labels("web", "orders", "", "false", bothSides), 2)
	w.at = w.at.Add(time.Second)
	w.expireSeries()
	w.sent = nil
	w.flush()
	if len(w.sent) != 0 {
		t.Fatalf("want nothing sent once all series are gone, got %d", w.sent[0].DataPointCount())
	}
	w.at = w.at.Add(time.Hour)
	w.send(t, call("web", "orders"))
	back := w.only(t, total, labels("web", "orders", "", "false", bothSides), 1)
	if !back.start.Equal(w.at) {
		t.Errorf("want the start %v, got %v", w.at, back.start)
	}
}

func TestACallKeepsASeriesAlive(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, call("web", "orders"))
	w.at = w.at.Add(seriesLifetime - time.Second)
	w.send(t, call("web", "orders"))
	w.at = w.at.Add(seriesLifetime - time.Second)
	w.expireSeries()
	w.only(t, total, labels("web", "orders", "", "false", bothSides), 2)
}

func TestHistogramsHoldEachSidesOwnTime(t *testing.T) {
	w := newWorld(t, nil)
	w.send(t, call("web", "orders"))
	w.flush()
	found := map[string]pmetric.HistogramDataPoint{}
	for _, metric := range w.sent[0].ResourceMetrics().At(0).ScopeMetrics().At(0).Metrics().All() {
		if metric.Type() == pmetric.MetricTypeHistogram {
			if metric.Unit() != "s" {
				t.Errorf("%s: want unit s, got %q", metric.Name(), metric.Unit())
			}
			found[metric.Name()] = metric.Histogram().DataPoints().At(0)
		}
	}
	client, server := found["traces_service_graph_request_client"], found["traces_service_graph_request_server"]
	if got := client.BucketCounts().AsRaw(); got[0] != 0 || got[1] != 1 || got[2] != 0 {
		t.Errorf("client: 0.3 s belongs between 0.1 and 1, got %v", got)
	}
	if got := server.BucketCounts().AsRaw(); got[0] != 1 || got[1] != 0 || got[2] != 0 {
		t.Errorf("server: 0.05 s belongs below 0.1, got %v", got)
	}
	if client.Sum() != 0.3 || server.Sum() != 0.05 || client.Count() != 1 {
		t.Errorf("got sums %v and %v of %d", client.Sum(), server.Sum(), client.Count())
	}
}

func TestShutdownSendsWhatWasNotSentYet(t *testing.T) {
	w := newWorld(t, nil)
	if err := w.Start(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	w.send(t, call("web", "orders"))
	if err := w.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(w.sent) != 1 {
		t.Errorf("want one set of metrics, got %d", len(w.sent))
	}
}

func TestSettingsThatWouldStopItAreRefused(t *testing.T) {
	for _, change := range []func(*Config){
		func(c *Config) { c.MetricsFlushInterval = 0 },
		func(c *Config) { c.Store.MaxItems = 0 },
		func(c *Config) { c.Store.TTL = 0 },
		func(c *Config) { c.LatencyHistogramBuckets = []time.Duration{time.Second, time.Millisecond} },
	} {
		config := defaultConfig()
		change(config)
		if config.Validate() == nil {
			t.Errorf("accepted: %+v", config)
		}
	}
	if err := defaultConfig().Validate(); err != nil {
		t.Error(err)
	}
}
