"""Formulas as people read them: the word tokens of a formula written as a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..costbook import Scale
from ..formula import Leaf, Origin
from ..formula.words import Token
from .figures import exact_yen, percent, quantity, quantity_range

UNKNOWN_MARK = {"ja": "わからない", "en": "not known"}
NO_AMOUNT = {"ja": "金額の記載なし", "en": "no amount stated"}
AnswerName = Callable[[str], str]  # the key of an answer, or "key:option", -> its short name

SIGNS = {
    "ja": {
        "plus": " ＋ ", "times": " × ", "divided": " ÷ ", "open": "（", "close": "）",
        "one_minus": "（1 − ", "scale_close": "）", "ceiling_open": "上限（",
        "ceiling_close": "）。見込みには入れないため中心は0円",
        "whole_open": "（", "whole_close": " を四捨五入）",
    },
    "en": {
        "plus": " + ", "times": " × ", "divided": " ÷ ", "open": "(", "close": ")",
        "one_minus": "(1 − ", "scale_close": ")", "ceiling_open": "at most (",
        "ceiling_close": "), not expected: counted as ¥0",
        "whole_open": "(", "whole_close": ", rounded)",
    },
}  # fmt: skip


def sentence(tokens: Sequence[Token], language: str, answer_name: AnswerName) -> str:
    """Write a formula in words: 「最低料金 300万円 と（PC 3台 × 100万円/台）の大きい方」."""
    text = _Writer(tokens, language, answer_name).text() or exact_yen(0, language)
    return _tight(text, language)


def pattern(tokens: Sequence[Token], language: str, answer_name: AnswerName) -> str:
    """Write a formula without its values: 「調べるPC × 調査（PC 1台）」."""
    return _tight(_PatternWriter(tokens, language, answer_name).text(), language)


def _tight(text: str, language: str) -> str:
    """Begin an English sentence large; a full-width bracket brings its own space."""
    if language != "ja":
        return re.sub(r"^\(*[a-z]", lambda opening: opening[0].upper(), text)
    return text.replace(" （", "（").replace("） ", "）")


def mid_sentence(name: str) -> str:
    """Write an English name as it stands inside a sentence: devices monitored, but PCs examined."""
    return f"{name[:1].lower()}{name[1:]}" if name[1:2].islower() else name


class _Writer:
    """Writes tokens left to right; a turn of phrase waits on a stack until it is closed."""

    def __init__(self, tokens: Sequence[Token], language: str, answer_name: AnswerName) -> None:
        self.tokens = _without_idle_brackets(tokens)
        self.language, self.answer_name = language, answer_name
        self.stack: list[list[str]] = [[]]
        self.wrapped: list[bool] = []  # does this 「大きい方」 stand in a product?

    def text(self) -> str:
        for index, token in enumerate(self.tokens):
            if token.kind.startswith("larger_"):
                self._larger(index, token.kind)
            else:
                self.stack[-1].append(self._word(index, token))
        return "".join(self.stack[0])

    def _word(self, index: int, token: Token) -> str:
        if token.leaf is not None:
            text = self._leaf(index, token.leaf)
            return text if self.language == "ja" else mid_sentence(text)
        if token.kind == "chance":
            return self._chance(token)
        if token.kind == "scale_open" and token.scale is not None:
            return _scale_opening(token.scale, self.language)
        return SIGNS[self.language][token.kind]

    def _leaf(self, index: int, leaf: Leaf) -> str:
        return leaf_text(leaf, self.language, self.answer_name, named=self._named(index))

    def _chance(self, token: Token) -> str:
        return chance_text(token, self.language, self.answer_name)

    def _named(self, index: int) -> bool:
        """A price needs no name where the quantity before it already says what is priced."""
        leaf = self.tokens[index].leaf
        before = self.tokens[index - 1].kind if index else ""
        return leaf is None or "_per_" not in leaf.unit or before != "times"

    def _larger(self, index: int, kind: str) -> None:
        if kind == "larger_open":
            before = self.tokens[index - 1].kind if index else ""
            self.wrapped.append(before in ("times", "one_minus"))
            self.stack.append([])
        elif kind == "larger_or":
            self.stack.append([])
        else:
            second, first = self.stack.pop(), self.stack.pop()
            after = self.tokens[index + 1].kind if index + 1 < len(self.tokens) else ""
            text = self._larger_text(first, second)
            product = self.wrapped.pop() or after in ("times", "divided")
            signs = SIGNS[self.language]
            self.stack[-1].append(f"{signs['open']}{text}{signs['close']}" if product else text)

    def _larger_text(self, first: list[str], second: list[str]) -> str:
        if self.language != "ja":
            return f"the larger of {self._side(first)} and {self._side(second)}"
        return f"{self._side(first)} と {self._side(second)} の大きい方"

    def _side(self, words: list[str]) -> str:
        text, signs = "".join(words), SIGNS[self.language]
        return f"{signs['open']}{text}{signs['close']}" if len(words) > 1 else text


class _PatternWriter(_Writer):
    """Writes names only; a number nobody needs a name for stays a number."""

    def _leaf(self, index: int, leaf: Leaf) -> str:  # noqa: ARG002 - every leaf has its name here
        if leaf.origin is Origin.NUMBER:
            return leaf_text(leaf, self.language, self.answer_name)
        return leaf_name(leaf, self.language, self.answer_name)

    def _chance(self, token: Token) -> str:
        return chance_name(token, self.language, self.answer_name)


def _without_idle_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Drop brackets around a single value, as a list with one option left leaves them."""
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if [t.kind for t in kept[-3:]] == ["open", "leaf", "close"]:
            kept[-3:] = kept[-2:-1]
    return kept


def _scale_opening(scale: Scale, language: str) -> str:
    if language != "ja":
        return f"{mid_sentence(scale.name_en)} of ("
    return f"「{scale.name_ja}」{'' if scale.name_ja.endswith('表') else 'の表'}（"


def leaf_text(leaf: Leaf, language: str, answer_name: AnswerName, *, named: bool = True) -> str:
    """Write one value with its name and unit; an unknown one with its range."""
    no_amount = leaf.origin is Origin.OWN_QUOTE and leaf.high_value is None
    value = NO_AMOUNT[language] if no_amount else quantity(leaf.typical, leaf.unit, language)
    name = leaf_name(leaf, language, answer_name) if named else ""
    text = f"{name} {value}" if name else value
    if leaf.known:
        return text
    span = quantity_range(leaf.low_value, leaf.high_value, leaf.unit, language=language)
    mark = UNKNOWN_MARK[language]
    return f"{text}（{mark}：{span}）" if language == "ja" else f"{text} ({mark}: {span})"


def leaf_name(leaf: Leaf, language: str, answer_name: AnswerName) -> str:
    """Name a leaf: an answer as the questionnaire does, a figure as its row does."""
    if leaf.origin in (Origin.ANSWER, Origin.CHANCE):
        return answer_name(leaf.code)
    return leaf.name_ja if language == "ja" else leaf.name_en


def chance_text(token: Token, language: str, answer_name: AnswerName) -> str:
    """Write how likely a purchase nobody decided on is: 「調査を頼む見込み 60%」."""
    if token.chance is None:
        raise TypeError("a chance token without a chance")
    return f"{chance_name(token, language, answer_name)} {percent(token.chance)}"


def chance_name(token: Token, language: str, answer_name: AnswerName) -> str:
    """Name a purchase nobody decided on: 「調査を頼む見込み」."""
    if token.choice is None:
        raise TypeError("a chance token without a choice")
    key = token.choice.key
    name = answer_name(key if token.option == "yes" else f"{key}:{token.option}")
    return f"{name}見込み" if language == "ja" else f"chance of {mid_sentence(name)}"
