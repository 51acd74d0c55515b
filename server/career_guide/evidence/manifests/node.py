"""Node projects: package.json and the tools that its keys configure."""

from career_guide.evidence.formats.json_tree import read_json
from career_guide.evidence.formats.tree import Node
from career_guide.evidence.manifests.builder import Builder
from career_guide.models.repository.files import Manifest

_DEPENDENCIES = (
    "dependencies", "devDependencies", "peerDependencies", "optionalDependencies",
    "bundledDependencies",
)  # fmt: skip
_CONFIGURED = {
    "eslintConfig": "eslint", "prettier": "prettier", "jest": "jest", "lint-staged": "lint-staged",
    "husky": "husky", "mocha": "mocha", "ava": "ava", "nyc": "nyc", "c8": "c8", "xo": "xo",
    "standard": "standard", "stylelint": "stylelint", "simple-git-hooks": "simple-git-hooks",
    "pre-commit": "pre-commit", "commitlint": "commitlint",
}  # fmt: skip


def read_package(text: str) -> Manifest | None:
    """A package.json: scripts, entry files, and whether it says that it is for publishing."""
    root = read_json(text)
    if root is None or not isinstance(root.value, dict):
        return None
    builder = Builder("node", is_private=root.get("private").is_true)
    builder.describe(root)
    for key in _DEPENDENCIES:
        builder.depend(*(name for name, _ in root.get(key).items))
    for name, script in root.get("scripts").items:
        builder.command(name, script.text, script.line)
        builder.start(script.text, script.line)
    for node in _entries(root):
        builder.note_start(node.text, node.line)
    for key, tool in _CONFIGURED.items():
        if root.get(key).value is not None:
            builder.tool(tool, root.get(key).line)
    for _, task in root.get("lint-staged").items:
        for command in task.texts:
            builder.run(command.text, command.line)
    builder.address(root.get("homepage").text, root.get("homepage").line)
    published = root.get("publishConfig")
    if published.items and not builder.is_private:
        builder.publish("npm", published.line)
    return builder.manifest()


def _entries(root: Node) -> list[Node]:
    """`main`, `module` and `bin`, the last with its names as commands."""
    found = [root.get(key) for key in ("main", "module", "browser") if root.get(key).text]
    bin_node = root.get("bin")
    found += bin_node.texts or [node for _, node in bin_node.items if node.text]
    return found
