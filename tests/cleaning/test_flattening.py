"""HTML becomes visible lines, whatever is wrong with it, in time linear in its length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cleaning._flatten import IN_CAPTION, IN_NAVIGATION, flatten


def lines(markup: str) -> list[str]:
    return flatten(markup).lines


def test_blocks_begin_lines_and_inline_elements_do_not() -> None:
    assert lines("<p>One <b>two</b> three.</p><div>Four<br>five</div>six") == ["One two three.", "Four", "five", "six"]


def test_list_items_and_table_rows_are_lines() -> None:
    assert lines("<ul><li>a<li>b</ul>") == ["a", "b"]
    assert lines("<table><tr><th>a</th><td>b c</td></tr><tr><td>d</td></tr></table>") == ["a\tb c", "d"]


def test_scripts_styles_and_templates_are_no_text() -> None:
    page = "<script>a</script><style>b</style><template>c</template><noscript>d</noscript><svg>e</svg><p>f</p>"
    assert lines(page) == ["f"]


def test_white_space_is_one_space_except_in_preformatted_text() -> None:
    assert lines("<p> a \n\t b </p>") == ["a b"]
    assert lines("<pre>a\nb</pre>") == ["a", "b"]


def test_character_references_are_read() -> None:
    assert lines("<p>&ldquo;No,&rdquo; she said&nbsp;&amp; left.</p>") == ["“No,” she said\xa0& left."]


def test_the_markup_of_a_line_is_evidence() -> None:
    page = flatten("<nav><a href='/'>Home</a></nav><figure><figcaption>A port</figcaption></figure><p>x <a>y</a></p>")
    home, port, last = page.markup
    assert home.bits & IN_NAVIGATION
    assert home.link_share == 1.0
    assert port.bits & IN_CAPTION
    assert last.link_share == 0.5


def test_the_head_gives_metadata_and_no_lines() -> None:
    page = flatten('<head><title> A  title </title><meta property="og:title" content="T"></head><body><p>x</p></body>')
    assert page.lines == ["x"]
    assert (page.meta["title"], page.meta["og:title"]) == ("A title", "T")


@pytest.mark.parametrize("depth", [100, 300, 2100, 20_000])
def test_no_text_is_lost_however_deeply_it_is_nested(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "deep" + "</div>" * depth + "<p>after</p></body></html>"
    assert lines(page) == ["deep", "after"]


PARTS = ["<div>", "<!--", "</x>", "<p a='", "<", "&", "<script>", "<a href=x>y", "<table><tr><td>"]


@pytest.mark.parametrize("part", PARTS)
def test_a_long_hostile_page_is_flattened_to_its_end(part: str) -> None:
    # Quadratic work would take minutes here and stop the whole run.
    assert flatten(part * 80_000 + "<p>after</p>") is not None


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                ["<p>", "</p>", "<div", ">", "<li>", "<td>", "<br>", "<!--", "-->", "<pre>", "</table>", "\x00"]
            ),
        ),
        max_size=30,
    )
)
def test_any_string_is_flattened_to_clean_lines(parts: list[str]) -> None:
    page = flatten("".join(parts))
    assert len(page.lines) == len(page.markup)
    for line in page.lines:
        assert line.strip()
        assert "\n" not in line
    assert page.text.split("\n") == (page.lines or [""])
