"""Three overlapping sources load, reload, shrink, unload and are killed in any order: the store is what claims make it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from graph.model import Relation
from graph.schema import checked
from graph.store.address import open_store
from graph.when import On
from tests.graph.store.random_facts import ASKED, IDS, SOURCES, documents, facts
from tests.graph.store.reference import Reference


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.url = f"sqlite:///{self.folder / 'graph.db'}"
        self.store = open_store(self.url)
        self.reference = Reference()

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(which=st.sampled_from(SOURCES), pairs=facts, known=documents)
    def load(self, which, pairs, known) -> None:
        said = [checked(replace(fact, document=known[name])) for fact, name in pairs]
        self._check_changes(which, said, None if which.mode == "snapshot" else {fact.document.id for fact in said})

    @precondition(lambda self: self.reference.sources)
    @rule(data=st.data(), name=st.sampled_from(["d0", "d1", "d2"]))
    def withdraw_document(self, data, name) -> None:
        which = data.draw(st.sampled_from(sorted(self.reference.sources)))
        self._check_changes(self.reference.sources[which], [], {name})

    @precondition(lambda self: self.reference.sources)
    @rule(data=st.data())
    def unload(self, data) -> None:
        which = data.draw(st.sampled_from(sorted(self.reference.sources)))
        self.store.unload(which)
        self.reference.unload(which)

    @precondition(lambda self: self.reference.sources)
    @rule(which=st.sampled_from(SOURCES), pairs=facts, known=documents, late=st.booleans())
    def killed(self, which, pairs, known, late) -> None:
        """A real process, stopped by SIGKILL before or after its last write: nothing of its load remains."""
        self.store.close()
        child = os.fork()
        if not child:
            writer = open_store(self.url).writer(which, loaded_at="2024-01-01")
            writer.put(checked(replace(fact, document=known[name])) for fact, name in pairs)
            if late:
                writer.prune()
                writer._db.execute("PRAGMA cache_size = 1")
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        self.store = open_store(self.url)

    @invariant()
    def store_is_what_claims_make_it(self) -> None:
        if not self.reference.sources:
            return
        view = self.store.view()
        for on in ASKED:
            nodes, relations = self.reference.nodes(on), self.reference.relations(on)
            assert view.get(IDS, on) == nodes
            for kind in ("unit", "supplier"):
                assert {n.id: n for n in view.scan(kind, on)} == {k: n for k, n in nodes.items() if n.kind == kind}
            assert {
                one.id: one for kind in ("part_of", "post_in", "holds") for one in view.scan_relations(kind, on)
            } == relations
            for name in nodes:
                touching = [one for one in relations.values() if name in (one.from_id, one.to_id)]
                around = view.neighbours([name], on=on, cap=50)
                assert {one.id: one for one in around.relations} == {one.id: one for one in touching}
                assert view.degrees([name], on) == {name: len(touching)}
                self._check_order(name, around.relations)
            asked = [*nodes, *relations]
            claims = {
                entity: [(one.source, one.document.id, dict(one.props)) for one in some]
                for entity, some in view.claims(asked, on).items()
            }
            assert claims == {entity: self.reference.claims(entity, on) for entity in asked}
            counts = view.counts(on)
            assert sum(counts.nodes.values()) == len(nodes)
            assert sum(counts.relations.values()) == len(relations)

    def _check_order(self, name, relations) -> None:
        outward = [one for one in relations if one.from_id == name]
        wanted = sorted(outward, key=lambda one: (one.kind, one.to_id, one.key))
        wanted.sort(key=lambda one: one.published or "", reverse=True)
        assert outward == wanted

    def _check_changes(self, which, said, documents) -> None:
        before = self._content()
        with self.store.writer(which, loaded_at="2024-01-01") as writer:
            writer.put(said)
            writer.prune(documents)
            nodes, relations = writer.finish({})
        self.reference.load(which, said, documents)
        after = self._content()
        for changes, is_relation in ((nodes, False), (relations, True)):
            old = {name: content for name, content in before.items() if ("|" in name) == is_relation}
            new = {name: content for name, content in after.items() if ("|" in name) == is_relation}
            mentioned = {fact.id for fact in said if isinstance(fact, Relation) == is_relation}
            altered = {name for name in new if old.get(name) != new[name]}
            assert changes.made == len(new.keys() - old.keys())
            assert changes.removed == len(old.keys() - new.keys())
            assert changes.changed == len(altered & old.keys())
            assert changes.unchanged == len(mentioned - altered)

    def _content(self) -> dict[str, object]:
        """What every claim together says of each entity, whatever the day."""
        everything = On("9999-12-31", undated=True)
        found = {}
        for entity in {place[0] for place in self.reference.said}:
            fact, props, newest = self.reference._merged(entity, everything)
            found[entity] = (fact.kind, props, newest)
        return found


AnyOrder.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=8,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
TestAnyOrder = AnyOrder.TestCase
