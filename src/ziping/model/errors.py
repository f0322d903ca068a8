"""The root of everything that ziping says when it cannot do what was asked."""

from ziping.model.language import Text


class ZipingError(Exception):
    """Something a user can mend. Each situation has a class of its own, beside what raises it.

    ``text`` is one clear sentence: what, where, what to do.
    """

    def __init__(self, text: Text) -> None:
        """Keep the sentence in both languages; ``str()`` gives the Chinese one."""
        super().__init__(text.zh)
        self.text = text
