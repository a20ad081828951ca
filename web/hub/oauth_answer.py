"""What the callback page's answer means: a code, or why there is none."""

from urllib.parse import parse_qsl

from hub.errors import Problem

LONGEST_ANSWER = 8_192


def read_answer(search: str, state: str) -> str | Problem:
    """Read the callback's query string (RFC 6749 sections 4.1.2 and 4.1.2.1)."""
    if len(search) > LONGEST_ANSWER:
        return Problem("protocol", "too_long")
    pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True)
    answer = dict(pairs)
    if len(answer) != len(pairs):
        return Problem("protocol", "duplicate_parameter")
    if answer.get("state") != state:
        return Problem("oauth_state")
    if "error" in answer:
        return _refusal(answer)
    return answer.get("code") or Problem("protocol", "no_code")


def _refusal(answer: dict[str, str]) -> Problem:
    if "code" in answer:
        return Problem("protocol", "code_and_error")
    error = answer["error"][:60]
    detail = "" if error == "access_denied" else answer.get("error_description", "")[:300]
    return Problem("oauth_denied", error, detail=detail)
