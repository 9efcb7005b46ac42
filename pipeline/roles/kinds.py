"""What a paper is, told by all that it says: which shares of its passages are of which look, place and wording.

The kind is a result, no gate: what a paper's first lines call it is one signal among others, except for those papers of a
meeting that always call themselves what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import DocType
from pipeline.profiles import Patterns, first_match
from pipeline.roles.model import BIAS, RoleWeights, Signals
from pipeline.roles.paper import GREETS, Paper, is_by_officer

SAY_SO = (DocType.MINUTES, DocType.AGENDA, DocType.DECISION_RECORD, DocType.APPENDIX)
"""Kinds of papers that call themselves so in their first lines; nothing else is asked of these."""
REPLYING = 0.2
"""Probability of a reply that one passage at least of a response has, unless its first lines call it one: forms may be blank."""
HARDLY = 0.1
"""Of a thousand words of a paper so many speak of recommending from which it may answer recommendations."""
SURE = 0.95
"""Probability from which an officer's paper is taken for anything but an officer's report or a response, and a reviewing body's for
an officer's: these look alike, and what an officer asks of a meeting is no recommendation to somebody else."""
CLOSES = "closes as a letter does"
"""The pattern that knows the end of a letter."""
NAMED_SO = "file's name: appendix"
"""What tells nothing else of its kind, and whose file is called so, comes with another paper."""
SIGNED, SIGNATURE = "signed for a reviewing body", 6
"""A letter that is signed so is that body's own; so many passages behind a letter's closing say who signs it."""
FIRST_LINES = 12
"""Lines at the top of a paper in which it shows what it is."""
LIKELY = 0.5
"""Probability from which a kind is named; under it a paper is what its first lines call it."""


def front_signals(paper: Paper) -> Signals:
    """Return what the first lines of a paper, its file's name, and how it greets and closes, say of its kind."""
    lines = [line.strip() for line in paper.top.split("\n") if line.strip()]
    top, joined = "\n".join(lines), " ".join(" ".join(lines).split())
    front = paper.profile.front
    named = [p.id for kinds in front.doc_types.values() for p in kinds if p.regex.search(top) or p.regex.search(joined)]
    first = "\n".join(lines[:FIRST_LINES])
    named += [f"sign of {p.id}" for p in front.signs if p.regex.search(first)]
    called = [f"file's name: {p.id}" for p in front.file_names if p.regex.search(paper.file_name)]
    whole = [p.id for p in paper.profile.signals.paper if any(_opens([p], one.text) for one in paper.passages)]
    signed = [SIGNED] if _is_signed(paper) else []
    return dict.fromkeys([*(f"first lines: {n}" for n in named), *called, *whole, *signed], 1.0)


def _is_signed(paper: Paper) -> bool:
    """Tell whether a letter is signed for a body that reviews others."""
    greeting, closing = ([p for p in paper.profile.signals.paper if p.id == name] for name in (GREETS, CLOSES))
    texts = [passage.text for passage in paper.passages]
    greets = next((i for i, text in enumerate(texts) if _opens(greeting, text)), len(texts))
    closes = next((i for i in range(len(texts) - 1, greets, -1) if _opens(closing, texts[i])), len(texts))
    signed = texts[closes : closes + 1 + SIGNATURE]
    return any(first_match(paper.profile.bodies.reviewing, text) for text in signed)


def _opens(patterns: Patterns, text: str) -> bool:
    return any(pattern.regex.match(text) for pattern in patterns)


def kind_signals(passages: Sequence[Signals], front: Signals) -> dict[str, float]:
    """Return the signals of a whole paper: of each signal the root of its share of the passages, and those of its front.

    What the paper seemed to be before is none of them.
    """
    sums: dict[str, float] = {}
    for signals in passages:
        for name, value in signals.items():
            sums[name] = sums.get(name, 0.0) + value
    shares = {
        f"share: {name}": (total / len(passages)) ** 0.5
        for name, total in sums.items()
        if name != BIAS and not name.startswith("paper: ")
    }
    return {BIAS: 1.0, **shares, **front}


def kind_of(paper: Paper, passages: Sequence[Signals], replying: float, weights: RoleWeights) -> DocType:
    """Return what a paper is.

    Args:
        paper: with what its first lines call it.
        passages: their signals, without products.
        replying: the highest probability with which any of them is a reply.
        weights: what each signal of the whole paper is worth for each kind.
    """
    stated = paper.front.doc_type
    if stated in SAY_SO or not weights.names or not passages:
        return stated
    front = front_signals(paper)
    if SIGNED in front:
        return DocType.SCRUTINY_REPORT
    (shares,) = weights.probabilities([kind_signals(passages, front)])
    best = int(shares.argmax())
    kind = DocType(weights.roles[best])
    by_officer = stated is DocType.OFFICER_REPORT or (stated is DocType.OTHER and is_by_officer(paper.front))
    if by_officer and kind is not DocType.RESPONSE and shares[best] < SURE:
        return DocType.OFFICER_REPORT
    by_reviewers = stated is DocType.SCRUTINY_REPORT and not is_by_officer(paper.front)
    if by_reviewers and kind is DocType.OFFICER_REPORT and shares[best] < SURE:
        return stated
    answers_none = kind is DocType.RESPONSE and (replying < REPLYING or _hardly_recommends(passages[0]))
    kind = kind if shares[best] >= LIKELY and not answers_none else stated
    return DocType.APPENDIX if kind is DocType.OTHER and NAMED_SO in front else kind


def _hardly_recommends(passage: Signals) -> bool:
    """Tell by any passage of a paper whether that is long and hardly speaks of recommending, as answers to the public's questions."""
    return "paper is short" not in passage and passage.get("paper speaks of recommending", 0.0) < HARDLY
