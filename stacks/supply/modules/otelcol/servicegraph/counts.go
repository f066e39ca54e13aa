package servicegraph

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// seriesLifetime is how long a series is kept after its last call. The upstream connector uses the same value.
const seriesLifetime = 15 * time.Minute

// series counts the calls with the same labels since the first of them. After it expires, the next call starts a new series at zero.
type series struct {
	labels         map[string]string
	failed         bool
	began, touched time.Time
	calls          int64
	client, server latency
}

type latency struct {
	sum     float64
	buckets []uint64
}

type counts struct {
	bounds []float64
	series map[string]*series
}

func newCounts(buckets []time.Duration) *counts {
	c := &counts{series: map[string]*series{}}
	for _, bucket := range buckets {
		c.bounds = append(c.bounds, bucket.Seconds())
	}
	return c
}

func (c *counts) add(e *edge, now time.Time) {
	labels := map[string]string{"client": e.client, "server": e.server, "connection_type": e.connection, "failed": strconv.FormatBool(e.failed)}
	maps.Copy(labels, e.dimensions)
	key := keyOf(labels)
	s := c.series[key]
	if s == nil {
		empty := func() latency { return latency{buckets: make([]uint64, len(c.bounds)+1)} }
		s = &series{labels: labels, failed: e.failed, began: now, client: empty(), server: empty()}
		c.series[key] = s
	}
	s.calls++
	s.touched = now
	c.observe(&s.client, e.clientSeconds)
	c.observe(&s.server, e.serverSeconds)
}

func (c *counts) observe(l *latency, seconds float64) {
	l.sum += seconds
	l.buckets[sort.SearchFloat64s(c.bounds, seconds)]++
}

func (c *counts) expire(now time.Time) {
	maps.DeleteFunc(c.series, func(_ string, s *series) bool { return now.Sub(s.touched) >= seriesLifetime })
}

// keyOf returns a unique key for a set of labels. It separates names and values by a byte that valid UTF-8 cannot contain.
func keyOf(labels map[string]string) string {
	var key strings.Builder
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		key.WriteString(name + "\xff" + labels[name] + "\xff")
	}
	return key.String()
}

func (c *counts) metrics(now time.Time) pmetric.Metrics {
	metrics := pmetric.NewMetrics()
	scope := metrics.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty()
	scope.Scope().SetName("traces_service_graph")
	at := pcommon.NewTimestampFromTime(now)
	c.sum(scope.Metrics(), "traces_service_graph_request_total", at, func(*series) bool { return true })
	c.sum(scope.Metrics(), "traces_service_graph_request_failed_total", at, func(s *series) bool { return s.failed })
	c.histogram(scope.Metrics(), "traces_service_graph_request_client", at, func(s *series) *latency { return &s.client })
	c.histogram(scope.Metrics(), "traces_service_graph_request_server", at, func(s *series) *latency { return &s.server })
	scope.Metrics().RemoveIf(func(metric pmetric.Metric) bool {
		return metric.Type() == pmetric.MetricTypeSum && metric.Sum().DataPoints().Len() == 0 ||
			metric.Type() == pmetric.MetricTypeHistogram && metric.Histogram().DataPoints().Len() == 0
	})
	return metrics
}

func (c *counts) sum(to pmetric.MetricSlice, name string, at pcommon.Timestamp, includes func(*series) bool) {
	metric := to.AppendEmpty()
	metric.SetName(name)
	sum := metric.SetEmptySum()
	sum.SetIsMonotonic(true)
	sum.SetAggregationTemporality(pmetric.AggregationTemporalityCumulative)
	for _, key := range slices.Sorted(maps.Keys(c.series)) {
		if s := c.series[key]; includes(s) {
			point := sum.DataPoints().AppendEmpty()
			point.SetStartTimestamp(pcommon.NewTimestampFromTime(s.began))
			point.SetTimestamp(at)
			point.SetIntValue(s.calls)
			label(point.Attributes(), s.labels)
		}
	}
}

func (c *counts) histogram(to pmetric.MetricSlice, name string, at pcommon.Timestamp, side func(*series) *latency) {
	metric := to.AppendEmpty()
	metric.SetName(name)
	metric.SetUnit("s")
	histogram := metric.SetEmptyHistogram()
	histogram.SetAggregationTemporality(pmetric.AggregationTemporalityCumulative)
	for _, key := range slices.Sorted(maps.Keys(c.series)) {
		s := c.series[key]
		point := histogram.DataPoints().AppendEmpty()
		point.SetStartTimestamp(pcommon.NewTimestampFromTime(s.began))
		point.SetTimestamp(at)
		point.SetCount(uint64(s.calls))
		point.SetSum(side(s).sum)
		point.ExplicitBounds().FromRaw(c.bounds)
		point.BucketCounts().FromRaw(side(s).buckets)
		label(point.Attributes(), s.labels)
	}
}

func label(attributes pcommon.Map, labels map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		attributes.PutStr(name, labels[name])
	}
}
