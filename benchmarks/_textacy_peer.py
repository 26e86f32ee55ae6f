"""textacy with a spaCy pipeline, timed on texts: started by ``benchmarks/statements.py`` in textacy's own Python.

Reads texts as a JSON list from standard input and prints one JSON object: seconds of CPU time for the language analysis
and for the quotations, how many quotations, and in how many documents textacy gave up (an odd number of marks).
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def main() -> None:
    """Time the texts of standard input with the pipeline named on the command line."""
    import spacy
    from textacy.extract import direct_quotations

    pipeline: Any = spacy.load(sys.argv[1])
    if "lemmatizer" not in pipeline.pipe_names:
        # textacy finds reporting verbs by their lemma
        pipeline.add_pipe("lemmatizer", config={"mode": "rule"}).initialize()
    language = stage = 0.0
    found = gave_up = 0
    list(pipeline.pipe(["A first text, that nothing is loaded while the clock runs."]))
    for text in json.load(sys.stdin):
        began = time.process_time()
        document = pipeline(text)
        read = time.process_time()
        try:
            found += len(list(direct_quotations(document)))
        except ValueError:
            gave_up += 1
        stage += time.process_time() - read
        language += read - began
    json.dump({"language": language, "stage": stage, "found": found, "gave up": gave_up}, sys.stdout)


if __name__ == "__main__":
    main()
