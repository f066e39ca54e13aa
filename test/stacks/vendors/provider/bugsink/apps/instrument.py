import os

import sentry_sdk

OFF = {"mode": "off"}

# `send_default_pii=False` is not enough: bodies, queries, headers and local variables are still sent.
NOTHING = {
    "user_info": False,
    "cookies": OFF,
    "http_headers": {"request": OFF},
    "http_bodies": [],
    "url_query_params": OFF,
    "database_query_data": False,
    "queues": False,
    "stack_frame_variables": False,
    "graphql": {"document": False, "variables": False},
    "gen_ai": {"inputs": False, "outputs": False},
}


def without_query(data):
    """Descriptions of outgoing requests contain the query, whatever `data_collection` says."""
    for name in ("http.query", "http.fragment"):
        data.pop(name, None)


def clean_breadcrumb(crumb, hint):
    without_query(crumb.get("data") or {})
    return crumb


def clean_transaction(event, hint):
    for span in event.get("spans", []):
        without_query(span.get("data") or {})
    return event


personal = os.environ["SENTRY_SEND_DEFAULT_PII"] == "true"
sentry_sdk.init(
    traces_sample_rate=float(os.environ["SENTRY_TRACES_SAMPLE_RATE"]),
    data_collection={} if personal else NOTHING,
    before_breadcrumb=None if personal else clean_breadcrumb,
    before_send_transaction=None if personal else clean_transaction,
)
