package servicegraph

import (
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// Values of the label connection_type. The label is empty for a plain call.
const (
	database        = "database"
	messagingSystem = "messaging_system"
	virtualNode     = "virtual_node"
)

// edge is one call from a client to a server. It waits until both sides are known.
type edge struct {
	client, server, connection string
	// peer is the client's name for the server. It is used if the server sends no span.
	peer                         string
	dimensions                   map[string]string
	failed                       bool
	clientSeconds, serverSeconds float64
	since                        time.Time
}

// take adds a span to the edge of its call. Both sides know the id of the client span, because it is the parent of the server span.
func (g *graph) take(span ptrace.Span, resource pcommon.Map) {
	service := first([]string{"service.name"}, resource)
	if service == "" {
		return
	}
	seconds := span.EndTimestamp().AsTime().Sub(span.StartTimestamp().AsTime()).Seconds()
	failed := span.Status().Code() == ptrace.StatusCodeError
	switch span.Kind() {
	case ptrace.SpanKindClient, ptrace.SpanKindProducer:
		g.join(span.TraceID(), span.SpanID(), func(e *edge) {
			e.client, e.clientSeconds, e.failed = service, seconds, e.failed || failed
			e.peer = first(g.config.VirtualNodePeerAttributes, span.Attributes())
			e.addDimensions("client_", g.config.Dimensions, span.Attributes(), resource)
			if span.Kind() == ptrace.SpanKindProducer {
				e.connection = messagingSystem
			} else if name := first(g.config.DatabaseNameAttributes, span.Attributes()); name != "" {
				e.connection, e.server, e.serverSeconds = database, name, seconds
			}
		})
	case ptrace.SpanKindServer, ptrace.SpanKindConsumer:
		g.join(span.TraceID(), span.ParentSpanID(), func(e *edge) {
			e.server, e.serverSeconds, e.failed = service, seconds, e.failed || failed
			e.addDimensions("server_", g.config.Dimensions, span.Attributes(), resource)
			if span.Kind() == ptrace.SpanKindConsumer {
				e.connection = messagingSystem
			}
		})
	}
}

func (g *graph) join(trace pcommon.TraceID, client pcommon.SpanID, change func(*edge)) {
	key := string(trace[:]) + string(client[:])
	e := g.waiting[key]
	if e == nil {
		if len(g.waiting) >= g.config.Store.MaxItems {
			return
		}
		e = &edge{since: g.now(), dimensions: map[string]string{}}
		g.waiting[key] = e
	}
	change(e)
	if e.client != "" && e.server != "" {
		g.counts.add(e, g.now())
		delete(g.waiting, key)
	}
}

// toVirtualNode completes an edge whose server sent no span. The peer that the client named becomes the server. It returns false if the
// client named no peer.
func (e *edge) toVirtualNode() bool {
	if e.client == "" || e.peer == "" {
		return false
	}
	e.server, e.connection = e.peer, virtualNode
	return true
}

func (e *edge) addDimensions(prefix string, names []string, from ...pcommon.Map) {
	for _, name := range names {
		if value := first([]string{name}, from...); value != "" {
			e.dimensions[prefix+name] = value
		}
	}
}

// first returns the value of the first of these attributes that is set, or an empty string.
func first(names []string, from ...pcommon.Map) string {
	for _, name := range names {
		for _, attributes := range from {
			if value, ok := attributes.Get(name); ok && value.AsString() != "" {
				return value.AsString()
			}
		}
	}
	return ""
}
