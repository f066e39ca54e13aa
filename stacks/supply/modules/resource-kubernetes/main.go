// Command resource-kubernetes is the Kubernetes plugin for the npm package @pulumi/kubernetes. It serves the upstream provider.
package main

import (
	"encoding/json"
	"log"
	"strings"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"k8s.io/client-go/kubernetes/scheme"
)

// Version is the exact version of the npm package. The linker sets it.
var Version = "0.0.0"

type fields map[string]struct{}

type resource struct {
	InputProperties fields `json:"inputProperties"`
}

// schema returns the part of the upstream schema that the plugin itself reads: the fields of each kind. The plugin needs them for objects
// that it reads from the cluster (import, get). Only package generators need the rest. The upstream file cannot be embedded from another
// module.
func schema() ([]byte, error) {
	resources := map[string]resource{}
	for kind, shape := range scheme.Scheme.AllKnownTypes() {
		inputs := fields{"apiVersion": {}, "kind": {}}
		for i := range shape.NumField() {
			name, _, _ := strings.Cut(shape.Field(i).Tag.Get("json"), ",")
			if name != "" && name != "status" {
				inputs[name] = struct{}{}
			}
		}
		group := kind.Group
		if group == "" {
			group = "core"
		}
		resources["kubernetes:"+group+"/"+kind.Version+":"+kind.Kind] = resource{inputs}
	}
	return json.Marshal(map[string]any{"name": "kubernetes", "version": Version, "resources": resources})
}

func main() {
	text, err := schema()
	if err != nil {
		log.Fatal(err)
	}
	provider.Serve("kubernetes", Version, text, []byte("{}"))
}
