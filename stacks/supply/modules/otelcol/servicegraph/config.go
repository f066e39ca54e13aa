package servicegraph

import (
	"errors"
	"time"
)

// Config contains those settings of the upstream connector that this connector supports, under their upstream names.
type Config struct {
	// LatencyHistogramBuckets are the upper bounds of the two latency histograms' buckets, in ascending order.
	LatencyHistogramBuckets []time.Duration `mapstructure:"latency_histogram_buckets"`
	// Dimensions are attributes that become the labels client_<name> and server_<name>.
	Dimensions []string `mapstructure:"dimensions"`
	// Store limits the spans that wait for the other side of their call.
	Store StoreConfig `mapstructure:"store"`
	// VirtualNodePeerAttributes name the server of a client span if the server sends no spans. The first attribute that is set is used.
	VirtualNodePeerAttributes []string `mapstructure:"virtual_node_peer_attributes"`
	// DatabaseNameAttributes name the database of a client span. The first attribute that is set is used.
	DatabaseNameAttributes []string `mapstructure:"database_name_attributes"`
	// MetricsFlushInterval is the time between two exports of the metrics.
	MetricsFlushInterval time.Duration `mapstructure:"metrics_flush_interval"`
	// StoreExpirationLoop is the time between two searches for spans that have waited longer than the store's TTL.
	StoreExpirationLoop time.Duration `mapstructure:"store_expiration_loop"`
	// CacheLoop is the time between two searches for series without a call in the past 15 minutes.
	CacheLoop time.Duration `mapstructure:"cache_loop"`
}

// StoreConfig limits how many calls wait for their other side, and for how long.
type StoreConfig struct {
	MaxItems int           `mapstructure:"max_items"`
	TTL      time.Duration `mapstructure:"ttl"`
}

func defaultConfig() *Config {
	return &Config{
		LatencyHistogramBuckets: []time.Duration{
			100 * time.Millisecond, 200 * time.Millisecond, 400 * time.Millisecond, 800 * time.Millisecond,
			1600 * time.Millisecond, 3200 * time.Millisecond, 6400 * time.Millisecond, 12800 * time.Millisecond,
		},
		Store:                     StoreConfig{MaxItems: 1000, TTL: 2 * time.Second},
		VirtualNodePeerAttributes: []string{"peer.service", "db.name", "db.system"},
		DatabaseNameAttributes:    []string{"db.name"},
		MetricsFlushInterval:      time.Minute,
		StoreExpirationLoop:       2 * time.Second,
		CacheLoop:                 time.Minute,
	}
}

// Validate rejects settings with which the connector would fail or produce no metrics.
func (c *Config) Validate() error {
	if c.MetricsFlushInterval <= 0 || c.StoreExpirationLoop <= 0 || c.CacheLoop <= 0 {
		return errors.New("metrics_flush_interval, store_expiration_loop and cache_loop must be above 0")
	}
	if c.Store.MaxItems <= 0 || c.Store.TTL <= 0 {
		return errors.New("store.max_items and store.ttl must be above 0")
	}
	for i := 1; i < len(c.LatencyHistogramBuckets); i++ {
		if c.LatencyHistogramBuckets[i] <= c.LatencyHistogramBuckets[i-1] {
			return errors.New("latency_histogram_buckets must ascend")
		}
	}
	return nil
}
