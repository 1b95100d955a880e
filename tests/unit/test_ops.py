"""What a batch consists of: the fewest and smallest operations."""

from __future__ import annotations

from liveui_jupyter import ui
from liveui_jupyter.protocol import encode_payload

ADD, SET, CHILDREN, DELETE = range(4)


def test_a_new_element_is_one_op_with_its_state(page, ops_of):
    ops = ops_of(lambda: ui.label("Hello").classes("a b").style("color: red").tooltip("tip"))
    state = {":text": "Hello", ":class": "a b", ":style": {"color": "red"}, ":tooltip": "tip"}
    assert ops == [[ADD, 1, "label", 0, None, state]]


def test_parents_come_before_their_children(page, ops_of):
    def build():
        with ui.column(), ui.row():
            ui.label("inside")

    assert [op[1:4] for op in ops_of(build)] == [[1, "column", 0], [2, "row", 1], [3, "label", 2]]


def test_many_changes_of_one_element_are_one_op_with_the_changed_keys_only(page, ops_of):
    button = ui.button("a")

    def change():
        for text in "bcd":
            button.text = text
        button.classes("x")

    assert ops_of(change) == [[SET, button.id, {"text": "d", ":class": "x"}, None]]


def test_several_elements_are_one_op_each_in_the_order_of_their_first_change(page, ops_of):
    labels = [ui.label() for _ in range(3)]

    def change():
        for label in [labels[2], labels[0], labels[2]]:
            label.text += "x"

    assert ops_of(change) == [[SET, labels[2].id, {":text": "xx"}, None], [SET, labels[0].id, {":text": "x"}, None]]


def test_a_value_that_stays_the_same_costs_nothing(page, ops_of):
    label = ui.label("a")
    assert ops_of(lambda: label.set_text("a").classes("").style("").set_visibility(visible=True)) == []


def test_values_that_differ_in_type_only_are_sent(page, ops_of):
    element = ui.element("div").props("number=1")
    element.props["number"] = 1
    assert ops_of(lambda: element.props.update(number=1.0)) == [[SET, element.id, {"number": 1.0}, None]]
    assert ops_of(lambda: element.props.update(number=True)) == [[SET, element.id, {"number": True}, None]]
    assert ops_of(lambda: element.props.update(number=True)) == []


def test_removed_keys_are_named(page, ops_of):
    button = ui.button("a").props("outlined").classes("x")
    ops = ops_of(lambda: button.props(remove="outlined").classes(remove="x"))
    assert ops == [[SET, button.id, {}, ["outlined", ":class"]]]


def test_a_key_that_came_and_went_is_told_as_removed(page, ops_of):
    button = ui.button("a")
    ops = ops_of(lambda: button.props("outlined").props(remove="outlined"))
    assert ops == [[SET, button.id, {}, ["outlined"]]]


def test_an_element_that_came_and_went_costs_nothing(page, ops_of):
    def change():
        with ui.row() as row:
            ui.label("a").text = "b"
        row.delete()

    assert ops_of(change) == []


def test_deleting_names_all_that_was_inside(page, ops_of):
    with ui.row() as row:
        label = ui.label()
    assert ops_of(row.delete) == [[DELETE, [row.id, label.id]]]


def test_changes_before_a_deletion_are_not_sent(page, ops_of):
    label = ui.label("a")

    def change():
        label.text = "b"
        label.delete()

    assert ops_of(change) == [[DELETE, [label.id]]]


def test_changes_of_a_deleted_element_are_not_sent(page, ops_of):
    label = ui.label("a")

    def change():
        label.delete()
        label.text = "b"

    assert ops_of(change) == [[DELETE, [label.id]]]
    assert ops_of(lambda: label.set_text("c").classes("x")) == []


def test_moving_one_of_a_thousand_children_is_one_small_op(host, client, page, ops_of):
    labels = [ui.label(index) for index in range(1000)]
    host.settled()
    ops = ops_of(lambda: labels[-1].move(target_index=0))
    assert ops == [[CHILDREN, 0, None, [[labels[-1].id, labels[0].id]]]]
    assert len(encode_payload(ops)) < 20
    assert page.children(client.content) == [labels[-1].id, *[label.id for label in labels[:-1]]]


def test_moving_there_and_back_costs_nothing(page, ops_of):
    labels = [ui.label() for _ in range(3)]

    def change():
        labels[0].move(target_index=2)
        labels[0].move(target_index=0)

    assert ops_of(change) == []


def test_moving_to_another_container_is_told_of_the_new_place_only(page, ops_of):
    label, row = ui.label(), ui.row()
    assert ops_of(lambda: label.move(row)) == [[CHILDREN, row.id, None, [[label.id, None]]]]


def test_a_new_element_that_is_moved_at_once_is_placed_where_it_is(page, ops_of):
    row = ui.row()
    labels = []

    def change():
        labels.append(ui.label("new").move(row, 0))

    label = ops_of(change) and labels[0]
    assert page.children(row) == [label.id]
    assert page.nodes[label.id].place == (row.id, None)


def test_a_named_slot_travels_with_its_name(page, ops_of):
    row = ui.row()

    def change():
        with row.add_slot("header"):
            ui.label("top")

    assert [op[1:5] for op in ops_of(change)] == [[2, "label", row.id, "header"]]


def test_an_exchange_of_all_children_does_not_move_what_stays(page, ops_of):
    with ui.row() as row:
        first, _, third = ui.label(), ui.label(), ui.label()

    def change():
        row.remove(1)
        with row:
            ui.label("new")

    ops = ops_of(change)
    assert [op[0] for op in ops] == [ADD, DELETE]
    assert page.children(row) == [first.id, third.id, 4 + 1]


def test_what_a_list_held_when_it_was_assigned_is_sent(host, page):
    items = [1, 2]
    element = ui.element("div")
    element.props["items"] = items
    items.append(3)
    host.settled()
    assert page.nodes[element.id].state["items"] == [1, 2]
    element.update()
    host.settled()
    assert page.nodes[element.id].state["items"] == [1, 2, 3]


def test_a_listener_is_an_array_of_four(page, ops_of):
    element = ui.element("div")
    ops = ops_of(lambda: element.on("keydown.enter", print, ["key"], throttle=0.5, leading_events=False))
    options = {"throttle": 0.5, "leading": False}
    assert ops == [[SET, element.id, {":on": [[0, "keydown.enter", ["key"], options]]}, None]]
