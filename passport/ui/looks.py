"""Classes of what both a component draws and the server writes into a page, see ``first_words``."""

QUESTION_ROW = "flex flex-wrap items-start gap-x-3"
QUESTION_WORDS = "grid gap-1 min-w-0 grow basis-[11rem] py-2.5"
QUESTION_TEXT = "text-question font-strong text-balance"
CHIPS = "flex flex-wrap gap-2"
CHIP_TEXT = "block font-strong"
CHIP_HINT = "block text-small font-normal text-ink-soft"
CARE = "grid gap-3 rounded-card border-2 border-plum bg-plum-soft p-4"
CARE_TITLE = "text-section font-bold"
CALL = (
    "grid min-h-14 rounded-field border-2 border-plum bg-card px-4 py-2 text-ink hover:bg-plum-soft"
)
CALL_NUMBER = "text-section font-bold tabular-nums"


def bubble(mine: bool) -> str:
    """What somebody said: the person at the end side, the product at the start side."""
    shape = "max-w-[85%] w-fit px-4 py-3 whitespace-pre-line rounded-[18px]"
    if mine:
        return f"{shape} ms-auto rounded-ee-[4px] bg-lake text-on-lake border border-transparent"
    return f"{shape} me-auto rounded-es-[4px] bg-card border border-line"


def chip(*, explained: bool = False, quiet: bool = False) -> str:
    """A short answer. One that needs a line to be understood has one of its own."""
    look = (
        "inline-flex items-center min-h-12 py-2 leading-tight text-start "
        "cursor-pointer hover:border-lake hover:text-lake aria-pressed:border-lake "
        "aria-pressed:bg-lake-soft aria-pressed:text-lake aria-pressed:font-strong"
    )
    face = (
        "border border-transparent px-2 -ms-2 text-ink-soft underline underline-offset-4"
        if quiet
        else "border-[1.5px] border-edge bg-card px-4"
    )
    return f"{look} {face} {'rounded-field w-full' if explained else 'rounded-[24px]'}"
