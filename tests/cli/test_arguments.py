"""Arguments of `call`: read by the rules of the wire, and refused like any wrong argument."""

import json

import pytest

from shell import bash, cli

LIMIT = 1 << 20


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{not json", "invalid JSON at character 2"),
        ("{} {}", "invalid JSON at character 4"),
        ("", "nothing came"),
        ("  \n", "nothing came"),
        ("[" * 5000, "nesting deeper than 64"),
        ('{"a":' * 65 + "1" + "}" * 65, "nesting deeper than 64"),
        ('{"level":"senior","level":"manager"}', "duplicate key"),
        ('{"years_ai":NaN}', "NaN and Infinity are no JSON"),
        ('{"years_ai":-Infinity}', "NaN and Infinity are no JSON"),
        ('{"years_ai":1e999}', "number out of range"),
        ('{"years_ai":' + "1" * 30 + "}", "integer longer than 20 digits"),
        ('{"location":"\\ud800"}', "unpaired surrogate"),
        (b'{"location":"\xff"}', "not UTF-8"),
        ("\ufeff\ufeff{}", "invalid JSON at character 1"),
        ("[]", "this is a list"),
        ("null", "this is null"),
        ("true", "this is true or false"),
        ("12.5", "this is a number"),
        ('"{\\"level\\":\\"senior\\"}"', "this is text"),
    ],
)
def test_what_is_no_json_object_is_refused_with_the_reason(text: str | bytes, reason: str) -> None:
    for done in (
        cli("call", "estimate_comp", "-", stdin=text, code=2),
        cli("call", "estimate_comp", text, code=2),
    ):
        result = json.loads(done.stdout)
        assert result["status"] == "invalid_input"
        assert [(error["code"], error["field"]) for error in result["errors"]] == [("bad_json", "")]
        assert f"expected a JSON object ({reason})" in result["summary"]
        assert result["example"]["tool"] == "estimate_comp"
        assert done.stderr == f"career-guide-mcp: {result['summary']}\n"


def test_a_string_that_never_ends_is_refused_at_once() -> None:
    text = '{"a":"' + '\\",' * 300_000 + "[" * 70
    assert "invalid JSON" in cli("call", "estimate_comp", "-", stdin=text, code=2).stderr


def test_a_byte_order_mark_is_skipped_once() -> None:
    for done in (
        cli("call", "estimate_comp", "-", stdin='\ufeff{"level":"senior"}'),
        cli("call", "estimate_comp", '\ufeff{"level":"senior"}'),
    ):
        assert json.loads(done.stdout)["status"] == "estimated"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_mebibyte_is_read_and_one_byte_more_is_refused(mark: bytes) -> None:
    text = b'{"level":"senior","location":"Denver"}'
    done = cli("call", "estimate_comp", "-", stdin=mark + text.ljust(LIMIT))
    assert json.loads(done.stdout)["status"] == "estimated"
    done = cli("call", "estimate_comp", "-", stdin=mark + text.ljust(LIMIT + 1), code=2)
    assert f"larger than {LIMIT} bytes" in done.stderr


def test_the_limit_counts_bytes_and_not_characters() -> None:
    text = '{"location":"' + "é" * (LIMIT // 2) + '"}'
    assert len(text) < LIMIT < len(text.encode())
    done = cli("call", "estimate_comp", "-", stdin=text, code=2)
    assert f"larger than {LIMIT} bytes" in done.stderr


def test_a_closed_standard_input_is_nothing() -> None:
    done = bash("$GUIDE call estimate_comp - <&-", 2)
    assert "nothing came" in done.stderr


def test_every_refusal_shows_a_call_that_works() -> None:
    for tool in ("next_skill", "score_project", "estimate_comp"):
        example = json.loads(cli("call", tool, "[]", code=2).stdout)["example"]
        cli("call", example["tool"], json.dumps(example["arguments"]))
