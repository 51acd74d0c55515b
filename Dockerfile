# career-guide-mcp: stdio by default, HTTP by argument.
#
#   docker run -i --rm career-guide-mcp
#   docker run --rm -p 8000:8000 --read-only --tmpfs /tmp --cap-drop ALL \
#       career-guide-mcp serve --http --auth none --allowed-host localhost:8000

FROM python:3.11-slim-bookworm AS build
WORKDIR /opt/src
COPY deploy/build.lock deploy/requirements.lock deploy/
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --quiet --no-cache-dir --require-hashes -r deploy/build.lock \
    && python -m venv --without-pip /opt/career-guide \
    && /opt/build/bin/pip --python /opt/career-guide/bin/python install --quiet --no-cache-dir \
        --require-hashes -r deploy/requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY schemas/ schemas/
COPY server/ server/
RUN /opt/build/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /opt/build/wheels . \
    && /opt/build/bin/pip --python /opt/career-guide/bin/python install --quiet --no-cache-dir \
        --no-deps /opt/build/wheels/*.whl \
    && /opt/build/bin/pip --python /opt/career-guide/bin/python check

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="career-guide-mcp" \
      org.opencontainers.image.description="Cited career advice for AI engineers over MCP" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 career-guide \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin career-guide
COPY --from=build /opt/career-guide /opt/career-guide
COPY deploy/healthcheck.py /opt/career-guide/healthcheck.py
# Inside a container the port is published on purpose; the hosts to serve must still be named.
ENV PATH=/opt/career-guide/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    CAREER_GUIDE_HTTP_HOST=0.0.0.0 \
    CAREER_GUIDE_HTTP_PORT=8000
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=15s --retries=3 \
    CMD ["python", "/opt/career-guide/healthcheck.py"]
ENTRYPOINT ["career-guide-mcp"]
CMD ["serve"]
