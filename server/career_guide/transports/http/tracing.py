"""Spans to a collector, where the environment configures an exporter; else nothing is imported.

The SDK makes the spans: one for each message, with its method and tool, never its arguments.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from career_guide import __version__
from career_guide.transports.http.option import SettingRefused

SERVICE = "career-guide-mcp"


@contextmanager
def spans() -> Iterator[None]:
    """Export spans by OTLP over HTTP, as the `OTEL_*` variables say. Raises SettingRefused."""
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise SettingRefused(
            "an OTEL_* variable configures an exporter, which is not installed; "
            "pip install 'career-guide-mcp[tracing]', or set OTEL_SDK_DISABLED=true"
        ) from None
    # The environment's OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over these.
    resource = Resource.create().merge(Resource({"service.version": __version__}))
    if str(resource.attributes.get("service.name", "")).startswith("unknown_service"):
        resource = resource.merge(Resource({"service.name": SERVICE}))
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    try:
        yield
    finally:
        provider.shutdown()
