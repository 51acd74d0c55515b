"""Settings of the hosted mode: flags over variables, and refusals that say what to pass."""

import json
import socket

import pytest

from career_guide.transports.http.option import SettingRefused
from career_guide.transports.http.options import OPTIONS, HttpSettings, settings_from
from hosting import ask, hosted
from shell import cli


def test_the_defaults_that_people_read_are_those_that_hold() -> None:
    for option in OPTIONS:
        default = HttpSettings.__dataclass_fields__[option.field].default
        if default in ("", None, ()):
            assert option.shown
        else:
            assert option.value(option.shown) == default


def test_a_flag_wins_over_its_variable_and_a_blank_variable_is_unset() -> None:
    environment = {"CAREER_GUIDE_HTTP_PORT": "9000", "CAREER_GUIDE_HTTP_WORKERS": " 3 "}
    settings = settings_from(
        {"port": "9001", "auth": "none"}, {**environment, "CAREER_GUIDE_HTTP_HOST": "  "}
    )
    assert (settings.port, settings.workers, settings.host) == (9001, 3, "127.0.0.1")


def test_a_list_is_a_flag_for_each_or_one_variable_with_commas() -> None:
    wanted = ("a.example", "b.example:8000")
    flags = {"allowed_host": ["a.example", "B.example:8000", "a.example"], "auth": "none"}
    by_flags = settings_from(flags, {})
    variable = {"CAREER_GUIDE_HTTP_ALLOWED_HOST": "a.example, b.example:8000,"}
    by_variable = settings_from({"auth": "none"}, variable)
    assert by_flags.allowed_host == by_variable.allowed_host == wanted


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("port", "65536", "for example 8000"),
        ("port", "-1", "for example 8000"),
        ("port", "８０００", "for example 8000"),
        ("workers", "0", "for example 2"),
        ("workers", "two", "for example 2"),
        ("host", "http://a.example", "for example 127.0.0.1"),
        ("allowed-host", "*", "for example guide.example.org"),
        ("allowed-host", "guide.example.org:*", "for example guide.example.org"),
        ("allowed-host", "https://guide.example.org", "for example guide.example.org"),
        ("allowed-origin", "app.example.org", "for example https://app.example.org"),
        ("allowed-origin", "https://app.example.org/", "for example https://app.example.org"),
        ("allowed-origin", "https://*.example.org", "for example https://app.example.org"),
        ("allowed-origin", "null", "for example https://app.example.org"),
        ("max-body", "1048577", "for example 262144"),
        ("receive-timeout", "0", "for example 10"),
        ("receive-timeout", "nan", "for example 10"),
        ("drain-delay", "1e3", "for example 5"),
        ("metrics", "yes", "for example token"),
        ("metrics-token", "short", "at least 16"),
    ],
)
def test_a_wrong_value_is_refused_with_its_names_and_a_valid_example(
    name: str, value: str, example: str
) -> None:
    option = next(option for option in OPTIONS if option.name == name)
    given = value.split() if option.repeatable else value
    for flags, environment in (({option.field: given}, {}), ({}, {option.variable: value})):
        with pytest.raises(SettingRefused) as refused:
            settings_from(flags, environment)
        assert option.variable in str(refused.value)
        assert option.flag in str(refused.value)
        assert example in str(refused.value)


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (["--host", "0.0.0.0"], "--allowed-host guide.example.org"),
        (["--host", "::"], "--allowed-host guide.example.org"),
        (["--metrics", "token"], "CAREER_GUIDE_HTTP_METRICS_TOKEN"),
        (["--allow-repository", "."], "--allow-repository"),
        (["--port", "http"], "--port (CAREER_GUIDE_HTTP_PORT)"),
        (["--metrics-token", "0123456789abcdef"], "unrecognized arguments"),
    ],
    ids=str,
)
def test_a_server_that_would_be_unsafe_or_unclear_does_not_start(
    flags: list[str], named: str
) -> None:
    done = cli("serve", "--http", "--auth", "none", *flags, code=2)
    assert named in done.stderr
    assert done.stderr.count("\n") == 1


def test_nobody_opens_a_server_by_leaving_something_out() -> None:
    done = cli("serve", "--http", code=2)
    assert "--auth (CAREER_GUIDE_HTTP_AUTH): expected oauth, tokens, or none" in done.stderr


def test_settings_of_the_hosted_mode_need_it() -> None:
    done = cli("serve", "--port", "8001", code=2)
    assert "--port: only with --http" in done.stderr


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = cli("serve", "--http", "--auth", "none", "--port", port, code=2)
    assert f"--port (CAREER_GUIDE_HTTP_PORT) {port}: cannot listen there" in done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_content_that_cannot_be_served_ends_the_start(workers: str) -> None:
    done = cli(
        "--content",
        "/nowhere",
        "serve",
        "--http",
        "--auth",
        "none",
        "--port",
        "0",
        "--workers",
        workers,
        code=1,
    )
    assert "CG001" in done.stderr


def test_every_address_is_served_under_the_hosts_that_are_listed() -> None:
    env = {"CAREER_GUIDE_HTTP_ALLOWED_HOST": "guide.example.org"}
    with hosted("--host", "0.0.0.0", env=env) as server:
        assert ask(server, "modern", "tools/list").status == 421
        server.host = "guide.example.org"
        assert server.get("/mcp", host="guide.example.org")[0] == 405


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_a_setting_leaves_open_is_said_once(workers: str) -> None:
    with hosted("--workers", workers, "--replicas", "3") as server:
        server.terminate()
        assert server.ended() == 0
    told = [json.loads(line)["event"] for line in server.lines]
    assert len([event for event in told if event.startswith("--auth none: everybody")]) == 1
    alone = f"rate limits: {3 * int(workers)} processes count alone"
    assert len([event for event in told if event.startswith(alone)]) == 1


def test_a_refused_host_is_logged_once_with_the_flag_that_would_serve_it() -> None:
    with hosted() as server:
        for host in ("Guide.Example.Org", "guide.example.org", 'a"b', "x" * 300, ""):
            assert server.get("/mcp", host=host)[0] == 421
        for n in range(30):
            assert server.get("/mcp", host=f"forged-{n}.example")[0] == 421
        server.terminate()
        assert server.ended() == 0
    told = [line for line in server.lines if "421" in line]
    assert len([line for line in told if "add --allowed-host guide.example.org" in line]) == 1
    assert len(told) == 10
    assert not [line for line in told if "xxx" in line or 'a\\"b' in line]


def test_help_explains_every_flag() -> None:
    shown = cli("serve", "--help").stdout
    assert all(option.flag in shown for option in OPTIONS if option.flag)
