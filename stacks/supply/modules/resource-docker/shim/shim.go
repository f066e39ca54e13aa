// Package shim lives under the provider's module path, which is what lets it import the provider's internal package.
package shim

import (
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/terraform-providers/terraform-provider-docker/internal/provider"
)

// New returns the Docker provider that the bridge serves.
func New(version string) *schema.Provider { return provider.New(version)() }
