"""The root of everything that ziping says when it cannot do what was asked."""

from collections.abc import Callable

from ziping.model.language import Text


class ZipingError(Exception):
    """Something a user can mend. Each situation has a class of its own, beside what raises it.

    ``text`` is one clear sentence: what, where, what to do.
    """

    def __init__(self, text: Text) -> None:
        """Keep the sentence in both languages; ``str()`` gives the Chinese one."""
        super().__init__(text.zh)
        self.text = text

    def __reduce__(self) -> tuple[Callable[..., "ZipingError"], tuple[type["ZipingError"], Text]]:
        """Keep the sentence on the way from one process to another, whatever the class asks for to be made."""
        return _again, (type(self), self.text)


def _again(kind: type[ZipingError], text: Text) -> ZipingError:
    error = kind.__new__(kind)
    ZipingError.__init__(error, text)
    return error
