"""What fixtures answer with: small pictures and sounds, texts, and the context they are given."""

import base64
import struct
import zlib
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext

Context = ServerRequestContext[Any]
SAMPLE_RATE_HZ = 8_000


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _red_dot() -> bytes:
    """A PNG of one red pixel: 8 bits a channel, RGB, no filter."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" + b"\xff\x00\x00")
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, data) for kind, data in chunks)


def _silence() -> bytes:
    """A WAV file of one silent sample: PCM, mono, 16 bits."""
    form = struct.pack("<HHIIHH", 1, 1, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * 2, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form
    body += b"data" + struct.pack("<I", 2) + b"\x00\x00"
    return b"RIFF" + struct.pack("<I", len(body)) + body


PICTURE = base64.b64encode(_red_dot()).decode()
SOUND = base64.b64encode(_silence()).decode()


def text(content: str) -> types.TextContent:
    """One text block."""
    return types.TextContent(type="text", text=content)


def image() -> types.ImageContent:
    """The red pixel."""
    return types.ImageContent(type="image", data=PICTURE, mime_type="image/png")


def audio() -> types.AudioContent:
    """The silent sample."""
    return types.AudioContent(type="audio", data=SOUND, mime_type="audio/wav")


def embedded(uri: str, content: str, mime_type: str = "text/plain") -> types.EmbeddedResource:
    """A text resource inside a message or a result."""
    resource = types.TextResourceContents(uri=uri, mime_type=mime_type, text=content)
    return types.EmbeddedResource(type="resource", resource=resource)


def told(content: str) -> types.CallToolResult:
    """A tool's result of one text block."""
    return types.CallToolResult(content=[text(content)])
