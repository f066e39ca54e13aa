package servicegraph

import (
	"errors"
	"time"
)

// Config has the upstream connector's settings under its names, as far as this connector knows them.
type Config struct {
	// LatencyHistogramBuckets are the upper bounds of the two latency histograms, ascending.
	LatencyHistogramBuckets []time.Duration `mapstructure:"latency_histogram_buckets"`
	// Dimensions are attributes that become labels, as client_<name> and server_<name>.
	Dimensions []string `mapstructure:"dimensions"`
	// Store holds spans that wait for their other side.
	Store StoreConfig `mapstructure:"store"`
	// VirtualNodePeerAttributes name the called side of a client span whose server sends no spans; the first that is set counts.
	VirtualNodePeerAttributes []string `mapstructure:"virtual_node_peer_attributes"`
	// DatabaseNameAttributes name the database of a client span; the first that is set counts.
	DatabaseNameAttributes []string `mapstructure:"database_name_attributes"`
	// MetricsFlushInterval is the time between two sets of metrics.
	MetricsFlushInterval time.Duration `mapstructure:"metrics_flush_interval"`
	// StoreExpirationLoop is the time between two looks for spans that waited too long.
	StoreExpirationLoop time.Duration `mapstructure:"store_expiration_loop"`
	// CacheLoop is the time between two looks for series that nothing counted into for a quarter of an hour.
	CacheLoop time.Duration `mapstructure:"cache_loop"`
}

// StoreConfig limits how much waits and for how long.
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

// Validate refuses what would make the connector silent or stop it.
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
