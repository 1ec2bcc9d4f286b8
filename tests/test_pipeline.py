"""The whole path, over the seed page and over files that cannot be read."""

import gzip
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.errors import InputError, OutputError, SettingsError
from kg.model.triples import Detail
from kg.pipeline import counts
from kg.settings import Settings, load_settings
from kg.writing import write

SEEDS = Path(__file__).parent.parent / "seeds"
SOUND = "柳塘亮灯\n□记者 白露\n本报讯 近日,溪桥镇柳塘村村主任周青禾说:“灯亮了,心也亮了。”村里的灯都换了新的。\n"


def build(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["build", *map(str, arguments)])


@pytest.fixture(scope="module")
def seed_graph() -> kg.Graph:
    return kg.build([SEEDS])


def test_the_seed_page_has_six_articles_and_facts_with_evidence(seed_graph: kg.Graph) -> None:
    found = counts(seed_graph)
    assert found["articles"] == 6
    assert all(found.values())
    texts = {thing.id: dict(thing.properties) for thing in seed_graph.data.of_kind("article")}
    for piece in seed_graph.data.evidence:
        if piece.exact:
            text = texts[piece.article]["kg:text"]
            assert not isinstance(text, str)
            assert text.text[piece.start : piece.end] == piece.exact


def test_equal_input_gives_equal_bytes_whatever_order_hash_seed_and_workers(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "other.txt").write_text(SOUND, encoding="utf-8")
    sources = [str(SEEDS), str(tmp_path / "in")]
    made = []
    for seed, order, workers in (("1", sources, "1"), ("2", sources[::-1], "2")):
        out = tmp_path / seed
        command = [sys.executable, "-m", "kg", "build", *order, "-o", str(out), "--workers", workers]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append([(out / name).read_bytes() for name in ("graph.ttl", "graph.html", "graph.merges.tsv")])
    for one, other in zip(*made, strict=True):
        assert one == other


def test_a_graph_passes_its_own_checks(seed_graph: kg.Graph, tmp_path: Path) -> None:
    write(seed_graph, tmp_path, ["ttl"])
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 0, result.output


def test_a_built_graph_shows_itself_in_a_notebook(seed_graph: kg.Graph) -> None:
    frame = seed_graph._repr_html_()
    assert frame is not None and frame.startswith('<iframe sandbox="allow-scripts')
    assert "Content-Security-Policy" in frame


def test_detail_facts_leaves_evidence_out(seed_graph: kg.Graph, tmp_path: Path) -> None:
    write(seed_graph, tmp_path, ["ttl"], detail=Detail.FACTS)
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "org:Membership" in text
    assert "oa:exact" not in text


def test_the_summary_says_what_was_found_and_what_to_open(tmp_path: Path) -> None:
    result = build(SEEDS, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    first, *rest = result.stderr.splitlines()
    assert first.startswith("Found 6 articles, ")
    for word in ("people", "bodies", "places", "facts", " s."):
        assert word in first
    assert rest[-1].startswith(f"Open {tmp_path / 'out' / 'graph.html'}")
    assert result.stdout == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "graph.html",
        "graph.ledger.sqlite",
        "graph.merges.tsv",
        "graph.ttl",
    ]


def test_formats_and_text_are_chosen(tmp_path: Path) -> None:
    assert (
        build(
            SEEDS, "-o", tmp_path, "--format", "ttl", "--no-ledger", "--no-text", "--base-iri", "https://a.example/x#"
        ).exit_code
        == 0
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.merges.tsv", "graph.ttl"]
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "@prefix id: <https://a.example/x#> ." in text
    assert "kg:text " not in text


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of good and bad files."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text(SOUND, encoding="gb18030")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(gzip.compress(b"x" * 5000) * 3)
    return folder


def test_unreadable_sources_are_named_and_the_others_built(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = build(sources, tmp_path / "none.txt", "-o", out, "--format", "ttl")
    assert result.exit_code == 1
    assert "Found 1 article, " in result.stderr
    for name in ("empty.txt", "binary.txt", "none.txt"):
        assert f"Not read: {tmp_path}" in result.stderr
        assert name in result.stderr
    assert (out / "graph.ttl").exists()
    assert "Traceback" not in result.output


def test_nothing_readable_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").write_text("what was there before", encoding="utf-8")
    for source in (tmp_path / "a.txt", tmp_path / "none"):
        result = build(source, "-o", tmp_path / "out")
        assert result.exit_code == 1
        assert "nothing was written" in result.stderr
    assert (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8") == "what was there before"


def test_a_library_call_raises_for_an_unreadable_source(sources: Path) -> None:
    with pytest.raises(InputError, match=r"binary\.txt|empty\.txt"):
        kg.build([sources])


def test_a_target_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = build(SEEDS, "-o", tmp_path / "file" / "out")
    assert result.exit_code == 1
    assert "cannot be written into" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_a_full_disk_is_one_sentence_and_leaves_nothing_behind(
    seed_graph: kg.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(seed_graph, tmp_path, ["ttl"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument"),
        (["x", "--format", "pdf"], "pdf is not a format; choose from ttl, html, svg."),
        (["x", "--min-confidence", "2"], "2"),
        (["x", "--published", "21.2.2024"], "21.2.2024"),
        (["x", "--detail", "some"], "some"),
    ],
)
def test_wrong_usage_has_status_2(arguments: list[str], message: str) -> None:
    result = build(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--base-iri", "no address"], "ends in / or #"),
        (["--region", "Qingdao"], "give an official division code"),
        (["--lexicon", "none.txt"], "none.txt: cannot be read"),
        (["--settings", "none.toml"], "none.toml: cannot be read"),
    ],
)
def test_a_setting_without_sense_is_one_sentence(arguments: list[str], message: str, tmp_path: Path) -> None:
    result = build(SEEDS, "-o", tmp_path, *arguments)
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_decision_that_nothing_has_the_names_for_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "same.tsv").write_text("# mine\nsame\t柳塘村\t无此村\n", encoding="utf-8")
    said = build(tmp_path / "a.txt", "-o", tmp_path / "out", "--same-as", tmp_path / "same.tsv")
    assert said.exit_code == 0
    assert "same.tsv, line 2: no article names both 柳塘村 and 无此村." in said.stderr


def test_a_region_that_no_list_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOUND, encoding="utf-8")
    said = build(tmp_path / "a.txt", "-o", tmp_path / "out", "--region", "999999")
    assert said.exit_code == 1
    assert 'region is "999999": no division has this code' in said.output
    assert not (tmp_path / "out" / "graph.ttl").exists()


def test_names_of_a_lexicon_are_found(tmp_path: Path) -> None:
    """What the user says is a body is one, and the next build into the folder without the lexicon forgets it."""
    page, names = tmp_path / "page.txt", tmp_path / "names.txt"
    page.write_text("望湖里来了新客\n\n3月2日，云帆坊今天开张，居民都来看。", encoding="utf-8")
    names.write_text("# bodies\n云帆坊 nt\n", encoding="utf-8")
    taught = build(page, "-o", tmp_path / "g", "--lexicon", names)
    untaught = build(page, "-o", tmp_path / "g")
    assert "1 body, 0 places" in taught.stderr
    assert "0 bodies, 1 place" in untaught.stderr


def test_settings_come_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text(
        'published = 2024-02-21\nregion = "370211"\nlexicon = "names.txt"\nmin_confidence = 0.5\ndetail = "facts"\n',
        encoding="utf-8",
    )
    settings = load_settings(file)
    assert settings.published == date(2024, 2, 21)
    assert settings.lexicon == tmp_path / "names.txt"
    assert settings.assemble.min_confidence == 0.5
    assert settings.detail is Detail.FACTS
    assert Settings().changed(workers=2).workers == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", 'unknown key "colour"; known: base_iri, detail'),
        ("workers = true", "workers must be a whole number"),
        ("workers = -1", "workers is -1"),
        ('published = "2024-02-21"', "published must be a date"),
        ("published = 2024-02-21T10:00:00", "published must be a date"),
        ('detail = "some"', "choose from facts, full"),
        ("min_confidence = 7", "between 0 and 1"),
        ("item_seconds = 0", "above 0"),
        ("item_seconds = nan", "above 0"),
        ("item_seconds = inf", "at most"),
        ("item_memory = 99999999999999", "at most"),
        ("= 1", "not TOML"),
    ],
)
def test_a_wrong_settings_file_is_told_by_name(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    assert str(caught.value).startswith(str(file))
    assert message in str(caught.value)
