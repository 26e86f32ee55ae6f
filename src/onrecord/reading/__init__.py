"""Reading: files, folders, archives, JSON, feeds and standard input become raw pages.

``find_files`` lists what there is to read; ``read_file`` reads one file lazily. Nothing here judges a page, and nothing
here raises for a bad file: whatever cannot be read becomes a named ``Unreadable``, and the rest goes on.
"""

from onrecord.reading._files import SourceFile, find_files
from onrecord.reading._read import VERSION, read_file
from onrecord.reading._structured import DEFAULT_FIELDS, FieldMapping

__all__ = ["DEFAULT_FIELDS", "VERSION", "FieldMapping", "SourceFile", "find_files", "read_file"]
