"""Resolution and assembly on the executors: what is shuffled where, and the small things that the driver holds."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kg.assemble.gazetteer import list_evidence, list_facts, list_things
from kg.assemble.roles import role_things
from kg.assemble.things import run_id, run_thing
from kg.flow import blocks, chains, claims, facts, meeting, nodes
from kg.flow.hot import Hot, by_salt, heads, of_hot, salted
from kg.flow.meeting import components
from kg.flow.overruling import Overruled, United, named_rows, overruled, united
from kg.flow.rows import Row, pack, unpack
from kg.lexicon.places import gazetteer
from kg.model import vocabulary as v
from kg.model.entity import Entity
from kg.model.ids import EntityId
from kg.model.statement import Statement
from kg.model.triples import Detail
from kg.resolve import Decision
from kg.resolve.settling import ancestors
from kg.settings import Settings
from kg.spark import hot, sums
from kg.spark.rows import ROW, by_key, each, table, to_blocks

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Flow:
    """Frames of rows between stages; what is asked for twice is kept on the executors' disks."""

    def __init__(self, spark: "SparkSession", settings: Settings, *, limit: int | None = None) -> None:
        self.spark, self.settings, self.limit = spark, settings, limit or hot.LIMIT
        self.user = Overruled()

    def keep(self, frame: "DataFrame") -> "DataFrame":
        """A frame worked out now and once; the plans of later ones begin with it, else they would outgrow the driver."""
        from pyspark import StorageLevel

        return frame.localCheckpoint(eager=True, storageLevel=StorageLevel.DISK_ONLY)

    def rows(self, given: Iterable[Row]) -> "DataFrame":
        """Rows that the driver made."""
        import pyarrow as pa

        return self.spark.createDataFrame(pa.Table.from_batches([table(list(given))]), ROW)

    def blocks(self, printed: "DataFrame", decisions: Sequence[Decision]) -> "DataFrame":
        """Items with what was found in them → blocks, each where its key belongs, to stay there."""
        made = self._blocks(printed)
        if decisions:
            named = each(made, blocks.over_blocks(named_rows(decisions))).select("data").toLocalIterator()
            self.user = overruled((bytes(row["data"]) for row in named), decisions)
            if self.user.unlinked:
                made = self._blocks(printed)
        return made

    def _blocks(self, printed: "DataFrame") -> "DataFrame":

        def to_pages(batches):  # type: ignore[no-untyped-def]
            for batch in batches:
                yield table([blocks.to_page(row) for row in batch.to_pylist()])

        paged = printed.select("sha256", "key", "article", "found").mapInArrow(to_pages, ROW)
        copies = by_key(paged, blocks.by_page(self.settings.region, self.user.unlinked))
        return self.keep(by_key(copies, blocks.by_item).repartition("key"))

    def resolved(self, made: "DataFrame") -> "DataFrame":
        """Blocks → letters to them: which entity each record is of, what was compared; and the entities."""
        forms = by_key(each(made, blocks.over_blocks(meeting.form_rows)), meeting.by_printing_page)
        records = self.keep(to_blocks(made, forms, meeting.record_rows(self.user.places)))
        bodies = self.keep(self._bodies(records))
        names = components(self.user.edges(self.user.people))
        people = to_blocks(made, of_sort(bodies, "of"), meeting.person_rows(self.user.places, names))
        met = self.keep(by_key(people, meeting.by_name(self.user.overrule)))
        return bodies.unionByName(met).unionByName(
            self.rows(Row("told", told.one.digest, pack(told)) for told in self.user.told)
        )

    def _bodies(self, records: "DataFrame") -> "DataFrame":
        """All records but people: those of a hot key in parts, all others with what their keys are tied to."""
        from pyspark.sql import functions as f

        edges = of_sort(records, "edge").select("key", "data").distinct().toLocalIterator()
        tied_by_items = ((row["key"], bytes(row["data"]).decode("utf-8", "surrogatepass")) for row in edges)
        decided = {unpack(bytes(row["data"])): row["key"] for row in of_sort(records, "decided").toLocalIterator()}
        labels = components(chain(tied_by_items, self.user.edges(decided)))
        rest = records.where("sort NOT IN ('edge', 'decided')")
        if labels:
            tied = self.spark.createDataFrame(sorted(labels.items()), "key string, label string")
            rest = rest.join(f.broadcast(tied), "key", "left").select(
                "sort", f.coalesce("label", "key").alias("key"), "data"
            )
        hot_keys = hot.keys(rest.where(f.col("key").startswith("name\x1f")), self.limit, without=set(labels.values()))
        if not hot_keys:
            return by_key(rest, meeting.by_component(self.user.overrule))
        found = by_key(rest.where(~f.col("key").isin(*hot_keys)), meeting.by_component(self.user.overrule))
        for official in (False, True):
            salts = {key: heat.salts for key, heat in hot_keys.items() if heat.official is official}
            if salts:
                spread = each(rest.where(f.col("key").isin(*salts)), salted(salts))
                parts = self.keep(by_key(spread, by_salt(official)))
                found = found.unionByName(self._hot(parts))
        return found

    def _hot(self, parts: "DataFrame") -> "DataFrame":
        """The parts of clusters of hot keys → what the records of other keys come to."""
        met: dict[str, list[Hot]] = {}
        for row in of_sort(parts, "part").select("key", "data").toLocalIterator():
            met.setdefault(row["key"], []).append(unpack(bytes(row["data"])))
        clusters = {key: heads(found) for key, found in met.items()}
        own = self.rows(
            Row("entity", head.entity.id, pack(head.entity)) for found in clusters.values() for head in found
        )
        return own.unionByName(each(of_sort(parts, "member"), of_hot(clusters)))


def of_sort(frame: "DataFrame", *sorts: str) -> "DataFrame":
    """The rows of some sorts."""
    from pyspark.sql import functions as f

    return frame.where(f.col("sort").isin(*sorts))


class Assembled:
    """The graph as frames: ``nodes`` and ``facts`` with their lines, ``evidence``, ``lines``, and the ``log``."""

    def __init__(self, flow: Flow, items: "DataFrame", made: "DataFrame", letters: "DataFrame") -> None:
        settings = flow.settings
        base = settings.assemble.base_iri
        parts = flow.keep(
            to_blocks(made, of_sort(letters, "of", "told"), sums.combined(chains.part_rows(flow.user.places)))
        )
        put = each(of_sort(parts, "part"), sums.part_sums)
        whole = of_sort(letters, "entity").unionByName(of_sort(parts, "entity")).unionByName(put)
        entities = flow.keep(by_key(whole, chains.by_entity))
        places, above = _places(entities)
        user = _united(flow, parts, entities)
        linked = user.places({**places, **above})
        if user.leader:
            entities = flow.keep(each(of_sort(entities, "other", "place"), user.rows))

        asks = of_sort(parts, "ask").select("key", "data").distinct()
        cards = each(of_sort(entities, "other"), chains.cards).select("key", "sort", "data")
        told = hot.join(asks.withColumnRenamed("data", "item"), cards, "key", limit=flow.limit)
        replies = told.selectExpr("sort", "string(item) AS key", "data")
        mail = replies.unionByName(of_sort(parts, "nodes", "half")).unionByName(of_sort(letters, "likely"))
        said = flow.keep(to_blocks(made, mail, claims.claim_rows(linked, user)))
        summed = each(of_sort(said, "fact", "post 1", "post 2"), sums.claim_sums)
        stated = flow.keep(by_key(summed, facts.by_fact(settings.assemble)))

        generated = (v.GENERATED_BY, run_id(settings.assemble))
        ends = of_sort(stated, "end").select("key").distinct()
        codes = _present(flow, ends, linked)
        listed: dict[str, Statement] = {fact.id: fact for fact in list_facts(codes, (generated,))}
        told_ids = _among(flow, of_sort(stated, "fact"), listed)
        new = flow.rows(Row("fact", id_, pack(fact)) for id_, fact in listed.items() if id_ not in told_ids)
        told_also = {id_: listed[id_] for id_ in told_ids}
        self.facts = flow.keep(each(of_sort(stated, "fact"), facts.with_lists(told_also)).unionByName(new))

        spoken = of_sort(entities, "other", "place").join(ends, "key", "left_semi").select("sort", "key", "data")
        fixed = [entity for code, entity in linked.items() if code in above and code in codes]
        own = [*list_things(codes), run_thing(settings.assemble)]
        roles = {row["key"] for row in of_sort(said, "role").select("key").distinct().toLocalIterator()}
        own += role_things(roles)
        things = each(
            spoken.unionByName(flow.rows(Row("other", entity.id, pack(entity)) for entity in fixed)),
            nodes.things_of_entities(linked),
        )
        pages = items.where("failure IS NULL").select("page", "media", "sha256").distinct()
        things = (
            things.unionByName(
                each(made, blocks.over_blocks(nodes.things_of_articles(keep_text=settings.assemble.keep_text)))
            )
            .unionByName(by_key(_page_rows(pages), nodes.by_file))
            .unionByName(flow.rows(Row("thing", thing.id, pack(thing)) for thing in own))
        )
        subjects = things.unionByName(each(self.facts, facts.direct_rows))
        self.nodes = flow.keep(by_key(subjects, nodes.by_subject(base)))
        self.told = flow.keep(each(self.facts, nodes.fact_lines(base, settings.detail)))
        own_evidence = flow.rows(Row("evidence", piece.id, pack(piece)) for piece in list_evidence(codes))
        self.evidence = of_sort(said, "evidence").unionByName(own_evidence)
        self.log = of_sort(said, "log")
        self.lines = of_sort(self.nodes, "line").unionByName(of_sort(self.told, "line"))
        if settings.detail is Detail.FULL:
            self.lines = self.lines.unionByName(each(self.evidence, nodes.evidence_lines(base)))


def _places(entities: "DataFrame") -> tuple[dict[str, Entity], dict[str, Entity]]:
    """The linked places of all items, by code, and those above them: no more than the official lists have."""
    found = (unpack(row["data"]) for row in of_sort(entities, "place").select("data").toLocalIterator())
    places = {entity.code: entity for entity in found}
    seats = {row["key"] for row in of_sort(entities, "seat").select("key").distinct().toLocalIterator()}
    above = ancestors(seats | set(places), set(places), gazetteer())
    return places, {entity.code: entity for entity in above}


def _united(flow: Flow, parts: "DataFrame", entities: "DataFrame") -> United:
    """What a user made one."""
    from pyspark.sql import functions as f

    if not flow.user.told:
        return United()
    rows = (unpack(bytes(row["data"])) for row in of_sort(parts, "decided").select("data").toLocalIterator())
    nodes = {place: (first, every) for place, first, every in rows}
    wanted = {id_ for _, every in nodes.values() for id_ in every}
    ids = flow.spark.createDataFrame([(id_,) for id_ in wanted], "key string")
    found = of_sort(entities, "other", "place").join(f.broadcast(ids), "key", "left_semi").select("data").collect()
    known: list[Entity] = [unpack(bytes(row["data"])) for row in found]
    return united(flow.user, nodes, {entity.id: entity for entity in known})


def _present(flow: Flow, ends: "DataFrame", linked: dict[str, Entity]) -> dict[str, EntityId]:
    """The ids, by code, of the places that stand in the graph: those that a list alone adds, and those facts speak of."""
    spoken = _among(flow, ends, {entity.id for entity in linked.values()})
    return {code: entity.id for code, entity in sorted(linked.items()) if entity.from_gazetteer or entity.id in spoken}


def _among(flow: Flow, frame: "DataFrame", keys: Iterable[str]) -> set[str]:
    """The keys of a frame that are among these."""
    from pyspark.sql import functions as f

    wanted = flow.spark.createDataFrame([(key,) for key in keys], "key string")
    return {
        row["key"] for row in frame.select("key").join(f.broadcast(wanted), "key", "left_semi").distinct().collect()
    }


def _page_rows(pages: "DataFrame") -> "DataFrame":
    def run(batches):  # type: ignore[no-untyped-def]
        for batch in batches:
            rows = batch.to_pylist()
            yield table([Row("page", row["sha256"], pack((row["page"], row["media"]))) for row in rows])

    return pages.mapInArrow(run, ROW)
