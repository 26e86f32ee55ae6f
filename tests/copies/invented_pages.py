"""Small invented pages for the tests of copies; no sentence of them was published anywhere."""

from __future__ import annotations

import re

from onrecord.records import UNJUDGED, Document, Published, Role, RoleSpan, make_id, text_digest

STORY = """The delegation from Norland arrived in Port Aster on Tuesday for three days of talks about fishing grounds.
Minister Petra Holm met her counterpart, Anton Reyes, in the old customs house, where they spoke for almost five hours.
Officials on both sides had spent the spring arguing over 140 licences that were withdrawn after a collision in March.
"We did not come here to count boats, we came here to agree on how they are counted," Holm said after the meeting.
Reyes, who is expected to leave office in the autumn, described the afternoon as long and useful.
A working group of eleven experts will now draw up a map of the disputed banks before the end of October.
Fishermen in the harbour of Lindvik, where sixty trawlers have been idle since April, had heard such words before.
The two governments signed their last treaty in 1987, and neither has ever gone to court over it.
Norland sends a third of its catch to markets in Velden, and prices there have doubled since the beginning of the year.
Talks on a common coast guard are planned for the winter, the ministry in Port Aster announced late on Wednesday."""

OTHER_REPORT = """Hopes of a quick end to the quarrel over cod faded on Tuesday when Norland's envoys left in silence.
"We did not come here to count boats, we came here to agree on how they are counted," Petra Holm told reporters.
People close to Anton Reyes spoke of a stubborn guest and of a map that nobody wanted to sign.
In Lindvik the mayor has opened a soup kitchen for crews without work, the third since Easter.
Economists in Velden doubt that prices will fall before Christmas, whatever the experts write down.
The dispute began when two vessels ran into each other in fog and both captains blamed the lighthouse."""


def page(
    text: str,
    *,
    name: str = "",
    outlet: str | None = None,
    host: str | None = None,
    date: str | None = None,
    authors: tuple[str, ...] = (),
    roles: dict[int, Role] | None = None,
    **more: object,
) -> Document:
    """Make a document; every line is body unless ``roles`` says otherwise by its number."""
    spans = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        if line.group().strip():
            spans.append(RoleSpan(line.start(), line.end(), (roles or {}).get(number, "body")))
    published = Published(date=date, precision="day", earliest=date, latest=date, basis="stated") if date else UNJUDGED
    return Document(
        id=make_id("doc", name, text, outlet, date),
        path=name,
        text=text,
        text_sha256=text_digest(text),
        source_sha256=text_digest(text),
        outlet=outlet,
        host=host,
        authors=authors,
        published=published,
        roles=tuple(spans),
        **more,  # type: ignore[arg-type]
    )
