"""Files, folders and patterns; encodings; and one clear sentence for what cannot be read."""

import gzip
import json
import os
from pathlib import Path

import pytest

from kg.model.text import Document
from kg.read import ReadFailure, Source, expand_sources, read
from kg.read.decoding import MAX_BYTES

PAGE = "渠水进村\n\n□记者 王小明 报道\n\n近日，云溪村的水渠通水，稻田返青，村民高兴。\n"


def names(found: list[Source | ReadFailure]) -> list[str]:
    return [item.name if isinstance(item, Source) else str(item.reason) for item in found]


def failure(path: Path) -> str:
    (outcome,) = read([path])
    assert isinstance(outcome, ReadFailure), outcome
    assert outcome.path == path
    assert outcome.reason.count("\n") == 0
    assert outcome.reason.endswith(".")
    return outcome.reason


def test_folders_are_searched_sorted_without_hidden_and_readme_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/b/c.jsonl", ".hidden.txt", ".git/x.txt", "notes.docx", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    assert names(list(expand_sources([tmp_path]))) == ["a/b/c.jsonl", "a/z.TXT", "b.txt"]


def test_names_do_not_depend_on_where_we_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PAGE, encoding="utf-8")
    outside = names(list(expand_sources([tmp_path / "in", tmp_path / "in" / "a.txt"])))
    monkeypatch.chdir(tmp_path / "in")
    assert outside == names(list(expand_sources([".", "a.txt"]))) == ["a.txt"]


def test_patterns_and_files_named_like_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c[1].txt"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    assert names(list(expand_sources([str(tmp_path / "[ab].txt")]))) == ["a.txt", "b.txt"]
    assert names(list(expand_sources([str(tmp_path / "c[1].txt")]))) == ["c[1].txt"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nothing.txt", "does not exist"),
        ("*.nothing", "matches no file"),
        ("", "not the name of a file"),
        ("a\0b", "not the name"),
    ],
)
def test_sources_that_are_not_there(given: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (found,) = expand_sources([given])
    assert isinstance(found, ReadFailure)
    assert says in found.reason


def test_a_folder_without_sources(tmp_path: Path) -> None:
    (found,) = expand_sources([tmp_path])
    assert isinstance(found, ReadFailure)
    assert "holds no source" in found.reason
    assert list(read([found])) == [found], "failures are passed on in their place"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode(encoding))
    (document,) = read([path])
    assert isinstance(document, Document), document
    assert document.text == PAGE
    assert document.articles[0].headline == "渠水进村"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0" + bytes(range(256)) * 4, "binary"),
        ("渠水进村。".encode() + b"\0" + "好。".encode(), "NUL|binary"),
        ("渠水进村。".encode() * 20 + b"\xff\xfe\xff", "damaged UTF-8"),
        (PAGE.encode() + b"\xe6\xb8", "damaged UTF-8"),
        (b"\xed\xa0\x80" + PAGE.encode(), "damaged UTF-8"),
        (b"\x81\xff\xfe\xfd\xc0" * 50, "neither UTF-8"),
        (b"\xff\xfe" + PAGE.encode("utf-16-le") + b"\x00", "damaged UTF-16"),
        ("水".encode() * 200_000, "one character"),
    ],
)
def test_files_that_are_no_text(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    assert any(part in failure(path) for part in says.split("|"))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 3)  # sparse: takes no room
    assert "is larger than" in failure(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    path.chmod(0)
    assert "cannot be opened" in failure(path)


def test_an_unknown_suffix(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    path.write_text(PAGE, encoding="utf-8")
    assert "no known format" in failure(path)


def test_the_day_in_a_files_name(tmp_path: Path) -> None:
    for name, day in {"2023-11-20-2.txt": "2023-11-20", "p20231120.txt": "2023-11-20", "20239920.txt": "None"}.items():
        path = tmp_path / name
        path.write_text(PAGE, encoding="utf-8")
        (document,) = read([path])
        assert isinstance(document, Document)
        assert str(document.articles[0].published) == day


def record(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def test_records_one_a_line(tmp_path: Path) -> None:
    lines = [
        record(
            id="n1",
            title="渠水进村",
            text="\t渠水进村\n\t本报讯(记者王小明)渠水昨天进村。",
            published="2020-3-31 17:02:00",
        ),
        record(id="n2", title="早市开张", text="\t早市昨天开张。"),
        "",
        record(id="n3", title="没有正文"),
        "not json",
        record(id="n5", text="坏\ud800字"),
    ]
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode("utf-8", "surrogatepass")))
    outcomes = list(read([path]))
    documents = [item for item in outcomes if isinstance(item, Document)]
    assert [document.name for document in documents] == ["news.jsonl.gz#n1", "news.jsonl.gz#n2"]
    assert [document.articles[0].headline for document in documents] == ["渠水进村", "早市开张"]
    assert documents[0].articles[0].text == "渠水进村\n本报讯(记者王小明)渠水昨天进村。"
    assert str(documents[0].articles[0].published) == "2020-03-31"
    reasons = [item.reason for item in outcomes if isinstance(item, ReadFailure)]
    assert ["line 4" in reasons[0], "line 5" in reasons[1], "line 6" in reasons[2]] == [True] * 3


def test_a_record_is_one_article_whatever_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    text = "新桥通车\n□记者 王小明\n新桥通车了。\n早市开张\n□记者 李红\n早市开张了。"
    path.write_text(f"[{record(title='两件事', text=text)}]", encoding="utf-8")
    (document,) = read([path])
    assert isinstance(document, Document)
    assert [article.headline for article in document.articles] == ["两件事"]


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"[]", "empty list"), (b"[1", "is not JSON"), (b"[1]", 'no "text"'), (b'{"a":' * 90_000, "not JSON")],
)
def test_json_that_holds_no_article(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(data)
    assert says in failure(path)


def test_a_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(record(text=PAGE).encode() * 50)[:-20])
    assert "cannot be read" in failure(path)


def test_markdown_and_html(tmp_path: Path) -> None:
    markdown, html = tmp_path / "a.md", tmp_path / "a.html"
    markdown.write_text("# 渠水进村\n\n□记者 王小明\n\n渠水**昨天**[进村](http://example.org)。\n", encoding="utf-8")
    html.write_text(
        "<html><head><title>x</title></head><body><nav>首页</nav><h1>渠水进村</h1><p>□记者 王小明</p>"
        "<p>渠水<b>昨天</b>\n进村&#12290;</p><script>var a = 1 < 2;</script><footer>版权</footer></body>",
        encoding="utf-8",
    )
    for document in read([markdown, html]):
        assert isinstance(document, Document)
        assert document.articles[0].headline == "渠水进村"
        assert document.articles[0].text.replace(" ", "").endswith("渠水昨天进村。")
