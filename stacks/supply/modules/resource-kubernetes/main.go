// Command resource-kubernetes is the Kubernetes plugin that the npm package @pulumi/kubernetes talks to, as its makers build it.
package main

import (
	"encoding/json"
	"log"
	"strings"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"k8s.io/client-go/kubernetes/scheme"
)

// Version is the exact version of the npm package, set when the program is linked.
var Version = "0.0.0"

type fields map[string]struct{}

type resource struct {
	InputProperties fields `json:"inputProperties"`
}

// schema is the part of the makers' schema that the plugin itself reads: the fields of each kind, for what is read from the cluster
// (import, get). The rest of it serves generators of packages; its file cannot be embedded from another module.
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
