"""From passages to the probabilities of their roles: each by itself first, then together with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.document import DocType
from pipeline.language.sentences import Sentence, read_passages, split_sentences
from pipeline.passages import Passage, Role
from pipeline.profiles import first_match
from pipeline.roles.columns import Columns, read_columns, table_signals
from pipeline.roles.kinds import kind_of
from pipeline.roles.model import BIAS, RoleModel
from pipeline.roles.neighbours import DECIDED, neighbourhood, neighbours_of
from pipeline.roles.observing import label_signals, look_signals, wording_signals
from pipeline.roles.paper import Paper
from pipeline.roles.placing import continuing_signals, heading_signals, lead_in_signals, paper_signals, sibling_signals
from pipeline.roles.together import RECOMMENDING, with_products

READ_FIRST, READ_LAST = 2, 1
"""So many sentences at the beginning and at the end of a passage are read by the language model."""

_MAY_ASK = re.compile(
    r"\b(?:should|must|ought|needs?|recommend\w*|urge\w*|asks?|calls?|invite\w*|request\w*|propose\w*|suggest\w*|encourage\w*"
    r"|ensure|consider\w*|accept\w*|agree\w*|reject\w*|will|noted?|that|to [a-z]+|resolved|conclude\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Decided:
    """A paper, what it is, the signals of its passages and the probabilities of their roles (passages x `DECIDED`)."""

    paper: Paper
    kind: DocType
    signals: Sequence[dict[str, float]]
    shares: npt.NDArray[np.float64]
    model: RoleModel

    def strongest(self, index: int, role: Role) -> list[str]:
        """Return the names of the signals that spoke loudest for a passage having a role."""
        return [name for name, _ in self.model.together.strongest(self.signals[index], str(role))]

    def weighed(self, index: int, role: Role) -> list[tuple[str, float, float]]:
        """Return each signal of a passage with its value (0 to 1) and what it weighed for a role, the weightiest first."""
        return self.model.together.weighed(self.signals[index], str(role))

    @cached_property
    def recommends_somewhere(self) -> bool:
        """Whether a heading, lead-in, name or column anywhere in the paper speaks of recommendations."""
        return any(not RECOMMENDING.isdisjoint(own) for own in self.signals)

    @cached_property
    def is_for_others(self) -> bool:
        """Whether the paper speaks of recommendations, or a reviewing body is named at its top: else it may be anybody's plan."""
        named = first_match(self.paper.profile.bodies.reviewing, self.paper.top) is not None
        return self.recommends_somewhere or named

    @cached_property
    def quotes_more_than_it_asks(self) -> bool:
        """Whether more passages are likely quotations than recommendations of the paper itself."""
        asked, quoted = (self.shares[:, DECIDED.index(role)].sum() for role in (Role.RECOMMENDATION, Role.QUOTATION))
        return bool(quoted > asked)

    @cached_property
    def whole(self) -> dict[str, float]:
        """The signals of the paper as a whole, those that count only together with others among them."""
        return dict(paper_signals(self.paper))

    def share(self, index: int, role: Role) -> float:
        """Return the probability that a passage has a role."""
        return float(self.shares[index, DECIDED.index(role)])


def decide(paper: Paper, model: RoleModel) -> Decided:
    """Return what each passage of a paper is, by the learned weights."""
    if not paper.passages:
        return Decided(paper, paper.front.doc_type, (), np.zeros((0, len(DECIDED))), model)
    observed = observe(paper)
    signals = [with_products(own) for own in observed]
    alone = model.alone.probabilities(signals)
    beside = neighbourhood(neighbours_of(paper), alone)
    together = [{**own, **others} for own, others in zip(signals, beside, strict=True)]
    shares = model.together.probabilities(together)
    replying = float(shares[:, DECIDED.index(Role.REPLY)].max())
    return Decided(paper, kind_of(paper, observed, replying, model.kinds), together, shares, model)


def read_told(passages: Sequence[Passage]) -> list[tuple[Sentence, ...]]:
    """Return what the language model reads in the first sentences and the last of each passage that may ask or answer."""
    chosen = [p for p in passages if _MAY_ASK.search(p.text) and len(p.text.split()) > 2]
    extracts = [_extract(p.text) for p in chosen]
    told: list[tuple[Sentence, ...]] = [()] * len(passages)
    for passage, sentences in zip(chosen, read_passages(extracts), strict=True):
        told[passage.index] = sentences
    return told


def _extract(text: str) -> str:
    sentences = [sentence for _, sentence in split_sentences(text)]
    if len(sentences) > READ_FIRST + READ_LAST:
        sentences = [*sentences[:READ_FIRST], *sentences[-READ_LAST:]]
    return " ".join(sentences)


def observe(paper: Paper) -> list[dict[str, float]]:
    """Return the signals of each passage of a paper, those of its siblings and of the whole paper among them."""
    columns, whole = read_columns(paper), paper_signals(paper)
    observed = [_signals_of(passage, paper, columns, whole) for passage in paper.passages]
    return [{**own, **beside} for own, beside in zip(observed, sibling_signals(paper, observed), strict=True)]


def _signals_of(
    passage: Passage, paper: Paper, columns: Columns, whole: Sequence[tuple[str, float]]
) -> dict[str, float]:
    signals = {BIAS: 1.0, **dict(whole)}
    signals.update(wording_signals(passage, paper.told[passage.index], paper.profile))
    signals.update(look_signals(passage, paper))
    signals.update(label_signals(passage, paper))
    signals.update(heading_signals(passage, paper))
    signals.update(lead_in_signals(passage, paper))
    signals.update(continuing_signals(passage, paper))
    signals.update(table_signals(passage, columns))
    return {name: value for name, value in signals.items() if value}
