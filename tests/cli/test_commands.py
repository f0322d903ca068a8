"""The commands as a user types them, on the real documents."""

import json
from pathlib import Path

import jsonschema

from tests.cli.running import SAMPLES, ziping
from tests.samples import ROOT, declared


def test_read_json_gives_one_form_of_the_schema_per_line() -> None:
    ran = ziping("read", *SAMPLES, "--json")
    schema = json.loads((ROOT / "docs/reference/form.schema.json").read_text("utf-8"))
    assert ran.status == 0
    for row in ran.rows:
        jsonschema.validate(row, schema)
    assert [row["project"] for row in ran.rows] == [
        form.project for year in (2023, 2020) for form in declared(year)
    ]


def test_read_shows_the_form_and_what_the_reader_doubts() -> None:
    ran = ziping("read", SAMPLES[0])
    assert "参加线上线下专业投促会议和活动" in ran.out
    assert "≥100.00(场)" in ran.out
    assert "已去除" in ran.out


def test_score_puts_5_70_beside_7_00() -> None:
    ran = ziping("score", SAMPLES[0])
    (line,) = [line for line in ran.out.splitlines() if "参加线上线下专业投促会议和活动" in line]
    assert line.split()[-4:] == ["10.00", "7.00", "5.70", "+1.30"]


def test_score_json_has_every_pair_with_its_difference() -> None:
    rows = ziping("score", *SAMPLES, "--json").rows
    assert len(rows) == 12
    assert all(row["total"]["difference"] == 0 and row["execution_score"]["difference"] == 0 for row in rows)
    assert rows[2]["indicators"][1] | {"name": ""} == {
        "index": 1,
        "name": "",
        "points": 1000,
        "declared": 700,
        "expected": 570,
        "lowest": None,
        "highest": None,
        "computed": 570,
        "difference": 130,
    }


def test_check_json_gives_every_part_of_a_finding() -> None:
    ran = ziping("check", SAMPLES[0], "--json")
    assert ran.status == 1
    (row,) = [row for row in ran.rows if row["code"] == "B02"]
    assert row["severity"] == "error"
    assert row["level"] == "indicator"
    assert row["form"] == {"source": SAMPLES[0], "number": 3, "year": 2023, "project": "海外办事处专项"}
    assert "/indicators/1/score" in row["pointers"]
    assert "5.70" in row["message"]
    assert row["fix"]
    assert row["cites"][0]["key"] == "mof-2020-10#16"
    assert row["cites"][0]["confirmed"] is False
    (score,) = [cell for cell in row["cells"] if cell["pointer"] == "/indicators/1/score"]
    assert score == {"pointer": "/indicators/1/score", "raw": "7.00", "place": {"line": 65}}


def test_findings_come_form_by_form_and_the_worst_first() -> None:
    ranks = {"error": 0, "warning": 1, "note": 2}
    seen: dict[tuple[str, int], list[int]] = {}
    for row in ziping("check", *SAMPLES, "--json").rows:
        seen.setdefault((row["form"]["source"], row["form"]["number"]), []).append(ranks[row["severity"]])
    assert all(found == sorted(found) for found in seen.values())
    errors = [found.count(0) for found in seen.values()]
    assert errors == sorted(errors, reverse=True)


def test_check_speaks_chinese_and_on_request_english() -> None:
    assert "填报总分 92.87 优，按规则测算 91.57 优" in ziping("check", SAMPLES[0]).out
    assert "declared 92.87 优, by the rules 91.57 优" in ziping("check", SAMPLES[0], "--lang", "en").out
    assert "declared 92.87 优, by the rules 91.57 优" in ziping("--lang", "en", "check", SAMPLES[0]).out


def test_check_writes_both_reports_whole(tmp_path: Path) -> None:
    page, book = tmp_path / "new" / "report.html", tmp_path / "report.xlsx"
    ran = ziping("check", *SAMPLES, "--html", page, "--xlsx", book)
    assert ran.status == 1
    assert "海外办事处专项" in page.read_text("utf-8")
    assert book.read_bytes().startswith(b"PK")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "report.html",
        "report.xlsx",
    ]


def test_another_profile_can_be_asked_for() -> None:
    (row, *_) = ziping("score", SAMPLES[0], "--profile", "mof-2020", "--json").rows
    assert row["profile"] == "mof-2020"


def test_explain_shows_the_calculation_with_its_numbers_and_places() -> None:
    out = ziping("explain", SAMPLES[0], "3", "--indicator", "2").out
    assert "57 ÷ 100 × 10.00 = 5.70 分" in out
    assert "实际完成值：57.00(场)（第 65 行）" in out
    assert "第十六条（未核对原文）" in out


def test_explain_takes_a_form_by_its_name_and_a_rule_by_its_code() -> None:
    out = ziping("explain", SAMPLES[0], "商务外事", "--code", "S102").out
    assert "52.70 万元 ÷ 65.50 万元 × 10.00 分，不超过分值 = 8.04 分（执行率、得分均截去）" in out
    assert "⇒ 符合" in ziping("explain", SAMPLES[0], "3", "--code", "a07").out


def test_explain_without_choice_shows_the_scores_of_the_whole_form() -> None:
    out = ziping("explain", SAMPLES[0], "3").out
    assert [line.split()[0] for line in out.splitlines() if line.startswith("S")] == [
        "S101",
        "S102",
        "S301",
        "S302",
        "S303",
        "S304",
    ]


def test_rules_lists_the_catalogue_and_describes_one() -> None:
    assert "A07" in ziping("rules").out
    out = ziping("rules", "a07").out
    assert "预算执行率得分与执行数不符" in out
    assert "为什么报告" in out


def test_help_is_helpful() -> None:
    for command in ("read", "score", "check", "explain", "rules"):
        assert command in ziping("-h").out
        assert "Usage: ziping" in ziping(command, "-h").out
