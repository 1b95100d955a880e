"""An element's place in the tree: moving, removing, deleting, looking around."""

from __future__ import annotations

import pytest

from liveui_jupyter import Client, ClientDeletedError, ui


@pytest.fixture
def row(client):
    """A row of four labels."""
    with ui.row() as row:
        for text in "abcd":
            ui.label(text)
    return row


def texts(container) -> str:
    return "".join(child.text for child in container)


@pytest.mark.parametrize(
    ("child", "index", "expected"),
    [(0, -1, "bcda"), (3, 0, "dabc"), (0, 2, "bcad"), (2, 2, "abcd"), (0, 99, "bcda"), (1, -5, "acdb")],
)
def test_moving_within_a_container(host, row, child, index, expected):
    page = host.open_page(row.client)
    label = list(row)[child]
    assert label.move(target_index=index) is label
    assert texts(row) == expected
    host.settled()
    assert "".join(page.nodes[key].state[":text"] for key in page.children(row)) == expected


def test_moving_to_another_container(client, row):
    column = ui.column()
    label = list(row)[1]
    label.move(column)
    assert (texts(row), texts(column)) == ("acd", "b")
    assert label.parent_slot is column.default_slot
    next(iter(row)).move(column, 0)
    assert texts(column) == "ab"


def test_moving_to_a_named_slot(host, client, row):
    page = host.open_page(client)
    column = ui.column()
    slot = column.add_slot("header")
    label = next(iter(row)).move(column, target_slot="header")
    assert slot.children == [label]
    host.settled()
    assert page.children(column, "header") == [label.id]


def test_what_is_inside_moves_along(host, client, row):
    page = host.open_page(client)
    column = ui.column()
    row.move(column)
    host.settled()
    assert page.children(column) == [row.id]
    assert len(page.children(row)) == 4


def test_nothing_moves_into_itself(client, row):
    with row, ui.column() as inner:
        pass
    for target in (row, inner):
        with pytest.raises(ValueError, match="can't be moved into itself or what is inside it"):
            row.move(target)
    assert row.parent_slot is client.content.default_slot


def test_nothing_moves_to_another_client(row):
    with Client(), ui.row() as elsewhere:
        pass
    with pytest.raises(ValueError, match="belongs to another client"):
        row.move(elsewhere)


def test_nothing_moves_to_a_slot_that_is_not_there(client, row):
    with pytest.raises(ValueError, match=r"has no slot 'header'\. Add it with add_slot"):
        next(iter(row)).move(ui.column(), target_slot="header")
    assert texts(row) == "abcd"


def test_nothing_moves_to_or_from_where_it_is_deleted(client, row):
    column = ui.column()
    column.delete()
    with pytest.raises(ClientDeletedError, match="Column"):
        row.move(column)
    label = next(iter(row))
    label.delete()
    with pytest.raises(ClientDeletedError, match="Label"):
        label.move(row)


def test_the_root_stays(client):
    with pytest.raises(ValueError, match="root of a client can't be moved"):
        client.content.move()
    with pytest.raises(ValueError, match=r"root of a client can't be deleted; delete the client"):
        client.content.delete()


def test_removing_by_element_and_by_index(host, client, row):
    page = host.open_page(client)
    row.remove(list(row)[1])
    row.remove(0)
    row.remove(-1)
    assert texts(row) == "c"
    host.settled()
    assert page.children(row) == [child.id for child in row]


def test_what_is_no_child_cannot_be_removed(client, row):
    label = ui.label("e")
    with pytest.raises(ValueError, match=rf"element: Label {label.id} isn't a child of Row {row.id}"):
        row.remove(label)
    child = next(iter(row))
    child.delete()
    with pytest.raises(ValueError, match="isn't a child"):
        row.remove(child)
    with pytest.raises(IndexError):
        row.remove(99)


def test_deleting_takes_along_what_is_inside(host, client, row):
    page = host.open_page(client)
    children = list(row)
    row.delete()
    assert all(element.is_deleted for element in (row, *children))
    assert list(client.elements) == [0]
    host.settled()
    assert list(page.nodes) == [0]


def test_deleting_twice_is_harmless(row):
    row.delete()
    row.delete()
    assert row.is_deleted


def test_clearing_removes_the_children_in_all_slots(client, row):
    with row.add_slot("header"):
        ui.label("top")
    assert row.clear() is row
    assert list(row) == []
    assert set(client.elements) == {0, row.id}
    with row:
        ui.label("new")
    assert texts(row) == "new"


def test_removing_all_elements_of_a_client(client, row):
    client.remove_all_elements()
    assert list(client.elements) == [0]
    assert list(client.content) == []


def test_looking_up_and_down(client):
    with ui.column() as column, ui.row() as row:
        label = ui.label()
    assert list(label.ancestors()) == [row, column, client.content]
    assert list(label.ancestors(include_self=True)) == [label, row, column, client.content]
    assert list(column.descendants()) == [row, label]
    assert list(column.descendants(include_self=True)) == [column, row, label]
    assert list(client.content.descendants()) == [column, row, label]
    assert list(client.content.ancestors()) == []
    assert client.content.parent_slot is None


def test_a_deep_tree_can_be_walked(client):
    parent = ui.row()
    for _ in range(5_000):
        with parent:
            parent = ui.row()
    assert len(list(client.content.descendants())) == 5_001
    assert len(list(parent.ancestors())) == 5_001
    client.remove_all_elements()


def test_ids_are_never_used_twice(client):
    first = ui.label().id
    client.elements[first].delete()
    assert ui.label().id == first + 1
