"""The names in a results file: servers, eras and metrics, and what they are called in tables."""

from collections.abc import Mapping

OURS, OURS_OFF, CHECKOUT = "career-guide", "career-guide, front off", "career-guide, checkout"
FLOOR, SDK, MCPSERVER = "floor", "SDK hello", "MCPServer hello"
TIME, TYPESCRIPT = "mcp-server-time", "TypeScript hello"
SERVERS: Mapping[str, str] = {
    FLOOR: "a loop over the standard library, `python -I -S`",
    OURS: "this server, installed from its wheel",
    OURS_OFF: "the same with `CAREER_GUIDE_FRONT=off`",
    CHECKOUT: "this server in an editable checkout",
    TYPESCRIPT: "one tool on npm's `@modelcontextprotocol/sdk`",
    TIME: "the reference server on PyPI",
    SDK: "one tool on the Python SDK's low-level `Server`",
    MCPSERVER: "one tool on the Python SDK's `MCPServer`",
}
"""Every server, in the order of tables."""

LEGACY, MODERN = "2025-11-25", "2026-07-28"
ERAS = (LEGACY, MODERN)
"""The newest version that is negotiated by a handshake, and the one that needs none."""
COMMAND_LINE, GROWTH, HTTP = "command line", "growth", "http"
"""Stand where an era stands, for what is no conversation over pipes."""

OPEN, FIRST_CALL = "open_ms", "first_call_ms"
TOOLS, RESOURCES, READ = "tools_list_ms", "resources_list_ms", "read_ms"
CALL, PIPELINED, SEARCH = "call_ms", "pipelined_per_s", "search_ms"
MEMORY_OPEN, MEMORY_CALLS = "memory_open_mib", "memory_calls_mib"
METRICS: Mapping[str, str] = {
    OPEN: "spawn → first answer, ms",
    FIRST_CALL: "spawn → first tools/call answered, ms",
    TOOLS: "tools/list, ms",
    RESOURCES: "resources/list, ms",
    READ: "resources/read of 8 KB, ms",
    CALL: "tools/call, ms",
    PIPELINED: "tools/call pipelined, per second",
    MEMORY_OPEN: "memory after the first answer, MiB",
    MEMORY_CALLS: "memory after 2,000 calls, MiB",
}
"""What is measured of each server and era, in the order of tables."""

HTTP_RATE, HTTP_P99 = "calls_per_s", "call_p99_ms"
"""tools/call over HTTP with 16 connections, per second and the slow end of one."""

PYTHON, CALL_COMMAND = "python -c pass", "call estimate_comp"
FLAGS = ("--version", "--help")
EXIT = "exit_ms"
"""Spawn to exit of a command; the command stands where the server stands."""

TIMES = 10
ONCE, MANY = "content × 1", f"content × {TIMES}"
"""This server over its content, and over content with ten times the facts."""
