// Package servicegraph pairs the client span and the server span of a call into an edge, and counts the edges. Its type, settings, metric
// names and labels are those of the upstream connector with the same name. One configuration therefore works with this build and with the
// upstream image.
package servicegraph

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/connector"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// NewFactory returns the factory of the connector, which converts traces to metrics.
func NewFactory() connector.Factory {
	return connector.NewFactory(
		component.MustNewType("servicegraph"),
		func() component.Config { return defaultConfig() },
		connector.WithTracesToMetrics(create, component.StabilityLevelDevelopment),
	)
}

func create(_ context.Context, _ connector.Settings, config component.Config, next consumer.Metrics) (connector.Traces, error) {
	return newGraph(config.(*Config), next, time.Now), nil
}

type graph struct {
	config *Config
	next   consumer.Metrics
	now    func() time.Time

	mutex    sync.Mutex
	waiting  map[string]*edge
	counts   *counts
	done     chan struct{}
	stopOnce sync.Once
	loops    sync.WaitGroup
}

func newGraph(config *Config, next consumer.Metrics, now func() time.Time) *graph {
	return &graph{
		config: config, next: next, now: now,
		waiting: map[string]*edge{},
		counts:  newCounts(config.LatencyHistogramBuckets),
		done:    make(chan struct{}),
	}
}

func (g *graph) Capabilities() consumer.Capabilities { return consumer.Capabilities{} }

func (g *graph) Start(context.Context, component.Host) error {
	g.every(g.config.StoreExpirationLoop, g.expireWaiting)
	g.every(g.config.CacheLoop, g.expireSeries)
	g.every(g.config.MetricsFlushInterval, g.flush)
	return nil
}

// Shutdown exports the metrics a last time, so that a planned stop loses no calls.
func (g *graph) Shutdown(context.Context) error {
	g.stopOnce.Do(func() { close(g.done) })
	g.loops.Wait()
	g.flush()
	return nil
}

func (g *graph) every(interval time.Duration, do func()) {
	g.loops.Add(1)
	go func() {
		defer g.loops.Done()
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				do()
			case <-g.done:
				return
			}
		}
	}()
}

func (g *graph) ConsumeTraces(_ context.Context, traces ptrace.Traces) error {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	for _, resource := range traces.ResourceSpans().All() {
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				g.take(span, resource.Resource().Attributes())
			}
		}
	}
	return nil
}

func (g *graph) expireWaiting() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	for key, e := range g.waiting {
		if g.now().Sub(e.since) < g.config.Store.TTL {
			continue
		}
		if e.toVirtualNode() {
			g.counts.add(e, g.now())
		}
		delete(g.waiting, key)
	}
}

func (g *graph) expireSeries() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.counts.expire(g.now())
}

func (g *graph) flush() {
	g.mutex.Lock()
	metrics := g.counts.metrics(g.now())
	g.mutex.Unlock()
	if metrics.DataPointCount() > 0 {
		_ = g.next.ConsumeMetrics(context.Background(), metrics)
	}
}
