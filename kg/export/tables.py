"""The graph as tables: CSV for people and for Neo4j's bulk import, a Cypher script, Parquet, and a workbook."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from itertools import groupby, islice

from kg.errors import MissingExtraError
from kg.export.rows import Fact, Node, edges, nodes, values
from kg.model.graph import GraphData
from kg.model.triples import Detail

_FACT_COLUMNS = tuple(each.name for each in fields(Fact))
_NODE_COLUMNS = ("id", "label", "kind", "types", "aliases")
_BATCH = 500  # rows that one statement of Cypher takes: Neo4j's own advice is some hundreds to some thousands
_LARGEST_CELL = 32_767  # characters, Excel's limit
_NOT_XLSX = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def csv_files(graph: GraphData, _detail: Detail = Detail.FULL) -> dict[str, bytes]:
    """``nodes.csv``, ``edges.csv``, ``values.csv``; and under ``neo4j`` the first two as ``neo4j-admin`` imports them.

    Cells are the texts as they are: who opens the files in a program that calculates should take the workbook.
    """
    table = list(nodes(graph))
    columns = sorted({name for node in table for name in node.properties})
    plain = [[*_node_cells(node), *(node.properties.get(name, "") for name in columns)] for node in table]
    links = [_fact_cells(fact) for fact in edges(graph)]
    # https://neo4j.com/docs/operations-manual/current/tools/neo4j-admin/neo4j-admin-import/, "Header format"
    neo4j_nodes = [[*row[:3], row[4], *row[5:], _labels(node)] for node, row in zip(table, plain, strict=True)]
    neo4j_head = ["id:ID", "label", "kind", "aliases:string[]", *(_field(name) for name in columns), ":LABEL"]
    at = {name: i for i, name in enumerate(_FACT_COLUMNS)}
    kept = [name for name in _FACT_COLUMNS if name not in {"source", "target", "direct", "confidence"}]
    edge_head = [":START_ID", ":END_ID", ":TYPE", *kept, "direct:boolean", "confidence:double"]
    neo4j_edges = [
        [row[at["source"]], row[at["target"]], _field(row[at["predicate"]]), *(row[at[name]] for name in kept),
         row[at["direct"]], row[at["confidence"]]]
        for row in links
    ]  # fmt: skip
    return {
        "nodes.csv": _csv([*_NODE_COLUMNS, *columns], plain),
        "edges.csv": _csv(_FACT_COLUMNS, links),
        "values.csv": _csv(_FACT_COLUMNS, map(_fact_cells, values(graph))),
        "neo4j/nodes.csv": _csv(neo4j_head, neo4j_nodes),
        "neo4j/edges.csv": _csv(edge_head, neo4j_edges),
    }


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """RFC 4180, with the mark by which Excel knows UTF-8 left out: every other program would read it as a name."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return page.getvalue().encode("utf-8", "replace")


def _node_cells(node: Node) -> list[str]:
    # Neo4j cuts lists at semicolons, so an alias cannot keep one.
    aliases = ";".join(alias.replace(";", "；") for alias in node.aliases)
    return [node.id, node.label, node.kind, " ".join(node.types), aliases]


def _fact_cells(fact: Fact) -> list[str]:
    return [str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in astuple(fact)]


def _labels(node: Node) -> str:
    return ";".join(_field(type_) for type_ in node.types) or "Thing"


def _field(name: str) -> str:
    """A compact IRI as a name for programs that take letters, digits and underscores only."""
    return re.sub(r"\W", "_", name)


def cypher(graph: GraphData, _detail: Detail = Detail.FULL) -> bytes:
    """A script for ``cypher-shell``: values come as parameters, and MERGE makes a second run change nothing."""
    return "".join(_cypher(graph)).encode("utf-8", "replace")


def _cypher(graph: GraphData) -> Iterator[str]:
    yield "// cypher-shell --file graph.cypher   Values are parameters; running it twice changes nothing.\n"
    yield "CREATE CONSTRAINT kg_thing IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n"
    said: dict[str, list[str]] = {}
    for fact in values(graph):
        said.setdefault(fact.source, []).append(f"{fact.predicate} {fact.target_label}")
    by_types = sorted(nodes(graph), key=lambda node: (node.types, node.id))
    for types, group in groupby(by_types, key=lambda node: node.types):
        labels = "".join(f":{_field(type_)}" for type_ in types)
        rows = (
            {"id": node.id, "properties": {"label": node.label, "kind": node.kind, "aliases": list(node.aliases)}
             | {"values": said.get(node.id, [])} | {_field(name): text for name, text in node.properties.items()}}
            for node in group
        )  # fmt: skip
        body = "UNWIND $rows AS row MERGE (n:Thing {id: row.id}) SET n += row.properties"
        yield from _batches(rows, body + (f" SET n{labels}" if labels else "") + ";\n")
    by_predicate = sorted(edges(graph), key=lambda fact: (fact.predicate, fact.id))
    for predicate, facts in groupby(by_predicate, key=lambda fact: fact.predicate):
        links = (
            {"source": fact.source, "target": fact.target, "id": fact.id,
             "properties": {name: getattr(fact, name) for name in _FACT_COLUMNS if name not in {"id", "source", "target"}}}
            for fact in facts
        )  # fmt: skip
        yield from _batches(
            links,
            "UNWIND $rows AS row MATCH (a:Thing {id: row.source}) MATCH (b:Thing {id: row.target}) "
            f"MERGE (a)-[r:{_field(predicate)} {{id: row.id}}]->(b) SET r += row.properties;\n",
        )


def _batches(rows: Iterable[Mapping[str, object]], statement: str) -> Iterator[str]:
    found = iter(rows)
    while batch := list(islice(found, _BATCH)):
        yield ":param rows => [\n" + ",\n".join(_literal(row) for row in batch) + "\n];\n" + statement


def _literal(value: object) -> str:
    """A value as Cypher writes it; a text is JSON's, whose escapes Cypher reads alike."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, bool | float | int):
        return json.dumps(value)
    return json.dumps(str(value))  # ASCII alone, so that no character can end a line or the text


def parquet_files(graph: GraphData, _detail: Detail = Detail.FULL) -> dict[str, bytes]:
    """``nodes.parquet``, ``facts.parquet``, ``evidence.parquet``. Raises: MissingExtraError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow: pip install 'kg[parquet]'.") from error
    table = list(nodes(graph))
    facts = sorted([*edges(graph), *values(graph)], key=lambda fact: fact.id)
    found: dict[str, dict[str, list[object]]] = {
        "nodes": {
            "id": [node.id for node in table],
            "label": [node.label for node in table],
            "kind": [node.kind for node in table],
            "types": [list(node.types) for node in table],
            "aliases": [list(node.aliases) for node in table],
            "properties": [json.dumps(node.properties, ensure_ascii=False) for node in table],
        },
        "facts": {name: [getattr(fact, name) for fact in facts] for name in _FACT_COLUMNS}
        | {"evidence_ids": [list(fact.evidence) for fact in sorted(graph.statements, key=lambda each: each.id)]},
        "evidence": {
            name: [getattr(piece, name) for piece in graph.evidence]
            for name in ("id", "article", "start", "end", "exact", "prefix", "suffix")
        },
    }
    texts, strings = pa.string(), pa.list_(pa.string())
    kinds = {"types": strings, "aliases": strings, "evidence_ids": strings, "direct": pa.bool_()}
    kinds |= {"confidence": pa.float64(), "start": pa.int64(), "end": pa.int64()}
    files = {}
    for name, columns in found.items():
        schema = pa.schema([(column, kinds.get(column, texts)) for column in columns])
        sink = pa.BufferOutputStream()
        pq.write_table(pa.table(columns, schema=schema), sink, compression="zstd")
        files[f"{name}.parquet"] = sink.getvalue().to_pybytes()
    return files


# (kind, sheet): what a reader looks for first comes first; kinds that are not named follow by their own names.
_SHEETS = (
    ("person", "人物 People"), ("organization", "单位 Bodies"), ("place", "地点 Places"), ("event", "活动 Events"),
    ("project", "项目 Projects"), ("practice", "工作模式 Practices"), ("quotation", "引语 Quotations"),
    ("action", "行动 Actions"), ("measure", "数据 Measures"), ("role", "职务 Roles"), ("article", "报道 Articles"),
)  # fmt: skip
_SHEET_COLUMNS = ("名称 Name", "别名 Also", "关系 Relation", "对象 Object", "头衔 Title", "状态 Status", "置信度 Confidence",
                  "依据 Evidence", "报道 Article", "编号 Id")  # fmt: skip
_WIDTHS = (24, 24, 14, 30, 30, 10, 10, 60, 40, 24)


def workbook(graph: GraphData, _detail: Detail = Detail.FULL) -> bytes:
    """An Excel workbook: a sheet a kind of thing, a row a fact of it, its evidence in a column.

    A thing without facts has a row without them. Raises: MissingExtraError without openpyxl.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
    except ImportError as error:
        raise MissingExtraError("A workbook needs openpyxl: pip install 'kg[xlsx]'.") from error
    facts: dict[str, list[Fact]] = {}
    for fact in (*edges(graph), *values(graph)):
        facts.setdefault(fact.source, []).append(fact)
    by_kind: dict[str, list[Node]] = {}
    for node in nodes(graph):
        by_kind.setdefault(node.kind, []).append(node)
    named = dict(_SHEETS)
    book = Workbook(write_only=True)
    for kind in [*(kind for kind in named if kind in by_kind), *sorted(set(by_kind) - set(named))]:
        sheet = book.create_sheet(named.get(kind, kind))
        sheet.freeze_panes = "B2"
        for i, width in enumerate(_WIDTHS):
            sheet.column_dimensions["ABCDEFGHIJ"[i]].width = width
        head = [WriteOnlyCell(sheet, name) for name in _SHEET_COLUMNS]
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)
        for row in _sheet_rows(by_kind[kind], facts):
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value if isinstance(value, float) else _cell(value))
                if not isinstance(value, float):
                    cell.data_type = "s"  # a text that begins with = is a text
                cells.append(cell)
            sheet.append(cells)
    if not by_kind:
        book.create_sheet(_SHEETS[0][1])
    output = io.BytesIO()
    book.save(output)
    return _timeless(output.getvalue())


def _timeless(package: bytes) -> bytes:
    """The same workbook without the moment of its making, so that equal graphs give equal bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _sheet_rows(found: Iterable[Node], facts: Mapping[str, Sequence[Fact]]) -> Iterator[tuple[str | float, ...]]:
    for node in sorted(found, key=lambda node: (node.label, node.id)):
        name, also = node.label, "、".join(node.aliases)
        for fact in facts.get(node.id, ()):
            yield (
                name, also, fact.name, fact.target_label, fact.title, fact.status, fact.confidence, fact.evidence,
                fact.articles, fact.id,
            )  # fmt: skip
        if node.id not in facts:
            yield name, also, "", "", "", "", "", "", "", node.id


def _cell(text: str) -> str:
    clean = _NOT_XLSX.sub("\ufffd", text)
    return clean if len(clean) <= _LARGEST_CELL else clean[: _LARGEST_CELL - 1] + "…"


TABLES: Mapping[str, Callable[[GraphData, Detail], dict[str, bytes]]] = {"csv": csv_files, "parquet": parquet_files}
