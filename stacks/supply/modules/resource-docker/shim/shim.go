// Package shim has a path inside the provider's module path, so that it can import the provider's internal package.
package shim

import (
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/terraform-providers/terraform-provider-docker/internal/provider"
)

// New returns the Docker provider that the bridge serves.
func New(version string) *schema.Provider { return provider.New(version)() }
