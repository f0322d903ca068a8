"""The command line: ``ziping read``, ``score``, ``check``, ``explain``, ``rules``.

One command, one file in ``commands``; a new file there is a new command. Exit status: 0 nothing wrong, 1 findings of
error level, 2 something could not be read or was asked for in vain.
"""

import sys

from ziping.cli.application import application
from ziping.cli.console import OUTCOME_UNREADABLE, complain
from ziping.model.errors import ZipingError
from ziping.model.language import Text


def main() -> None:
    """Run the command line: the outermost door, where every error becomes one sentence."""
    try:
        application()()
    except ZipingError as error:
        complain(error.text)
        sys.exit(OUTCOME_UNREADABLE)
    except MemoryError:
        complain(Text("内存不足；请减少一次处理的文件", "out of memory; process fewer files at a time"))
        sys.exit(OUTCOME_UNREADABLE)
    except Exception as defect:  # noqa: BLE001 — the outermost door: a user never sees a traceback
        complain(
            Text(
                f"ziping 内部出错，本次没有结果：{type(defect).__name__}: {defect}；请把这句话和所用文件发给维护者",
                f"ziping failed, there is no result: {type(defect).__name__}: {defect}; please report it with the file",
            )
        )
        sys.exit(OUTCOME_UNREADABLE)
