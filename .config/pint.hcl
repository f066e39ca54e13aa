rule {
  match {
    kind = "alerting"
  }
  annotation "summary" {
    severity = "bug"
    required = true
  }
  annotation "impact" {
    severity = "bug"
    required = true
  }
  annotation "dashboard_url" {
    severity = "bug"
    value    = "https?://.+/d/monitoring-.+"
    required = true
  }
  annotation "runbook_url" {
    severity = "bug"
    value    = "https?://.+#[a-z]+"
    required = true
  }
  label "severity" {
    severity = "bug"
    value    = "(critical|warning|info)"
    required = true
  }
  label "symptom" {
    severity = "bug"
    required = true
  }
}
// Series without the label `routes` are compared with a default that has no such label either. pint wrongly reports this as a lost label.
rule {
  match {
    name = "HttpLatencyHigh"
  }
  disable = ["promql/impossible"]
}
// This rule reads series of another group, and groups are evaluated independently. For a rate over 5 minutes, a delay of one evaluation
// does not matter.
rule {
  match {
    name = "service:activity:rate5m"
  }
  disable = ["rule/dependency"]
}
// These rules leave out targets that replicas share, which another group records. A target is shared for much longer than one evaluation.
rule {
  match {
    name = "(dependency|run|model|provider|stream):.+"
  }
  disable = ["rule/dependency"]
}
// VictoriaLogs puts the path and the line of its source file into one label, so the alert needs a regular expression to match the path.
rule {
  match {
    name = "LogAttributesTooMany"
  }
  disable = ["promql/regexp"]
}
// A target has the label `refused_profile` only if its profile is not allowed, so the existence of the series is the condition.
rule {
  match {
    name = "ProfileRefused"
  }
  disable = ["alerts/comparison"]
}
