"""Whether the table asked at every keystroke says what the written lists say."""

import gzip

from data.search.make_called import TABLE, called_lines


def test_the_table_of_nicknames_is_made_from_the_lists_as_they_stand() -> None:
    assert gzip.decompress(TABLE.read_bytes()).decode() == called_lines()
