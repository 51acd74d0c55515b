"""What a path says by itself: its words, its ending, the language of its file."""

import re
from functools import lru_cache

from career_guide.models.repository.code import Language

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[^A-Za-z0-9]+")

LANGUAGES: dict[str, Language] = {
    "py": "python",
    "pyw": "python",
    "pyi": "python",
    "ts": "typescript",
    "tsx": "typescript",
    "mts": "typescript",
    "cts": "typescript",
    "js": "javascript",
    "jsx": "javascript",
    "mjs": "javascript",
    "cjs": "javascript",
    "go": "go",
    **dict.fromkeys(
        (
            "java", "kt", "kts", "scala", "groovy", "clj", "cljs", "rs", "rb", "php", "c", "h",
            "cc", "cpp", "cxx", "hpp", "cs", "fs", "vb", "swift", "m", "mm", "r", "jl", "ex", "exs",
            "erl", "hs", "ml", "lua", "dart", "pl", "pm", "sh", "bash", "zsh", "fish", "ps1", "bat",
            "cmd", "vue", "svelte", "astro", "sol", "zig", "nim", "gd", "cu", "pas", "f90", "gs",
        ),
        "other",
    ),
}  # fmt: skip

ASSET_ENDINGS = frozenset(
    (
        "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "tiff", "ico", "icns", "svg", "psd",
        "ai", "fig", "sketch", "drawio", "excalidraw", "mp3", "wav", "ogg", "flac", "m4a", "mp4",
        "mov", "avi", "mkv", "webm", "woff", "woff2", "ttf", "otf", "eot", "css", "scss", "sass",
        "less", "styl", "pdf", "doc", "docx", "ppt", "pptx", "key", "exe", "dll", "so", "dylib",
        "a", "jar", "war", "apk", "dmg", "iso", "zip", "tar", "gz", "bz2", "xz", "7z", "rar", "whl",
        "cur", "glb", "gltf", "obj", "fbx", "cast", "tape",
    )
)  # fmt: skip
CORPUS_ENDINGS = frozenset(
    ("pdf", "doc", "docx", "ppt", "pptx", "epub", "zip", "gz", "wav", "mp3", "html", "htm")
)
"""Kinds of files that are data where they stand among data."""
DATA_ENDINGS = frozenset(
    (
        "csv", "tsv", "jsonl", "ndjson", "parquet", "feather", "arrow", "avro", "orc", "xls",
        "xlsx", "ods", "db", "sqlite", "sqlite3", "duckdb", "pkl", "pickle", "npy", "npz", "h5",
        "hdf5", "pt", "pth", "onnx", "safetensors", "gguf", "bin", "faiss", "index", "ann", "log",
        "out", "geojson", "srt", "vtt", "eml", "bib", "epub", "dump", "rdb", "mdb", "joblib",
        "model",
    )
)  # fmt: skip
CONFIG_ENDINGS = frozenset(
    (
        "toml", "ini", "cfg", "conf", "properties", "env", "editorconfig", "tf", "tfvars", "hcl",
        "bicep", "lock", "nix", "service", "plist", "dockerignore", "gitignore", "jsonc", "json5",
        "cff", "template", "example", "sample", "dist", "pem", "key", "crt", "xcconfig", "gradle",
        "sln", "csproj", "tpl", "code-workspace", "mk", "cmake",
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def words(part: str) -> tuple[str, ...]:
    """The words of one name in lower case: `groundTruth_v2.json` is ground, truth, v2, json."""
    return tuple(word.lower() for word in _SPLIT.split(_CAMEL.sub(" ", part)) if word)


def ending(path: str) -> str:
    """What stands behind the last dot of the name in lower case; "" without one."""
    stem, dot, found = path.rpartition("/")[2].rpartition(".")
    return found.lower() if dot and stem else ""


def language_of(path: str, first_line: str = "") -> Language | None:
    """The language by the ending, or by the interpreter that the first line names."""
    if known := LANGUAGES.get(ending(path)):
        return known
    if ending(path) or not first_line.startswith("#!"):
        return None
    if "python" in first_line:
        return "python"
    return "javascript" if "node" in first_line else "other"
