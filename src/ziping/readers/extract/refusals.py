"""The sentences with which extractors refuse a document, each with what to do about it."""

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.grid import Source


class BrokenFileError(ZipingError):
    """The file is cut off, damaged, or not what its first bytes say."""


class EncryptedFileError(ZipingError):
    """The file can only be opened with a password."""


class BeyondLimitError(ZipingError):
    """The file asks for more than an untrusted file is given."""


class MissingProgramError(ZipingError):
    """Reading this type needs a program or an extra that is not installed."""


def broken(source: Source, kind: Text) -> BrokenFileError:
    """Say that the file is damaged."""
    return BrokenFileError(
        Text(
            "{name}：{kind.zh}已损坏或不完整，无法读取；请用原软件打开并另存后再读",
            "{name}: the {kind.en} is damaged or incomplete; open it in its own program, save it and try again",
        ).fill(name=source.name, kind=kind)
    )


def encrypted(source: Source) -> EncryptedFileError:
    """Say that the file needs a password."""
    return EncryptedFileError(
        Text(
            "{name}：文件已加密，需要密码才能打开；请去除密码后再读",
            "{name}: the file is encrypted and asks for a password; remove the password and try again",
        ).fill(name=source.name)
    )


def beyond(source: Source, what: Text, limit: int) -> BeyondLimitError:
    """Say which limit the file exceeds."""
    return BeyondLimitError(
        Text(
            "{name}：{what.zh}超过上限 {limit}，未读取；请拆分或精简后再读",
            "{name}: more than the limit of {limit} {what.en}, not read; split the file or make it smaller",
        ).fill(name=source.name, what=what, limit=limit)
    )


def dangerous(source: Source) -> BeyondLimitError:
    """Say that the file declares XML entities, which no office program writes and attacks need."""
    return BeyondLimitError(
        Text(
            "{name}：文件中含有 XML 实体声明，可能有害，未读取；请用原软件另存后再读",
            "{name}: the file declares XML entities, which may be harmful, and was not read; save it anew",
        ).fill(name=source.name)
    )
