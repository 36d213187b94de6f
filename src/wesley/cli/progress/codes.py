"""The codes of places that a run cannot tell of itself."""

from __future__ import annotations

from wesley.problems.problem import Code

NO_ENDPOINT = Code(
    code="LOG001",
    name="no-endpoint",
    summary="Metrics cannot be served at the address of `--metrics-listen`.",
    why="It is `HOST:PORT`, the host being this machine alone: whoever can reach it reads the names of databases.",
    bad="wesley migrate --metrics-listen 0.0.0.0:9187",
    good="wesley migrate --metrics-listen 127.0.0.1:9187",
)
NO_TELEMETRY = Code(
    code="LOG002",
    name="no-telemetry",
    summary="OpenTelemetry is asked for, and it or the exporter that its variables name is not installed.",
    why="The SDK comes with the extra `otel`. Exporters are packages of their own: OTEL_TRACES_EXPORTER and "
    "OTEL_METRICS_EXPORTER name them, `otlp` when they are not set.",
    bad="wesley migrate --otel",
    good="pip install 'wesley-schema[otel]' opentelemetry-exporter-otlp-proto-http; wesley migrate --otel",
)

ALL = (NO_ENDPOINT, NO_TELEMETRY)
