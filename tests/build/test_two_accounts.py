"""The two governments' accounts of one meeting come out side by side: the comparison analysts make by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord

WEIGHTS = Path(__file__).resolve().parents[2] / "models" / "onrecord-model-en" / "src"


def test_both_governments_accounts_of_one_meeting_lie_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(WEIGHTS))
    from onrecord.examples import example_folder

    accounts = sorted(example_folder().glob("2023-11-15-*-account.txt"))
    onrecord.build(accounts, tmp_path / "x.onrecord", language="model", between=("USA", "CHN"))

    with onrecord.open(tmp_path / "x.onrecord") as record:
        meeting = next(one for one in record.meetings() if len(one.accounts) == 2)
    assert meeting.date.date == "2023-11-15"
    assert {(account.side, account.source) for account in meeting.accounts} == {
        ("CHN", "own_readout"),
        ("USA", "own_readout"),
    }
    assert any(set(item.found_in) == {"CHN", "USA"} and item.issue == "taiwan" for item in meeting.items)
    assert any(item.relation == "only_one_side" and item.not_found_in[0].documents == 1 for item in meeting.items)
