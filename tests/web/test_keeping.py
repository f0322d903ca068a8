"""What the rules said is kept, given back unchanged, and asked anew when a form beside it changes."""

from unittest.mock import patch

from tests.web.conftest import World
from ziping.app.assessing import assess
from ziping.web.records import assessing
from ziping.web.records.operations import Edit, edit


def test_what_was_kept_is_what_was_found(world: World) -> None:
    record = world.record("2023/3")
    found = assessing.assess_among_siblings(record)
    with patch.object(assessing, "assess", side_effect=AssertionError("asked again")):
        assert assessing.assess_among_siblings(record) == found


def test_a_change_of_a_sibling_asks_the_rules_again(world: World) -> None:
    record, sibling = world.record("2023/3"), world.record("2023/10")
    assessing.assess_among_siblings(record)
    one = [Edit("/indicators/0/score", "20.00", "19.00")]
    edit(record_id=sibling.pk, edits=one, actor=world.people["clerk"], at=world.now.replace(year=2027))
    with patch.object(assessing, "assess", wraps=assess) as asked:
        assessing.assess_among_siblings(record)
    assert asked.call_count == 1
