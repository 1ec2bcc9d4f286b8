"""A second reader's states: what a small recurrent network, taught on other news than the tagger, sees at each character.

The tagger knows the names of its time. This network was taught on text up to 2024 with seventeen kinds of names
(companies, works, goods, events …), and where the two disagree the labeller can learn whom to believe. It is the
encoder of the ``cutword`` package, two layers of bidirectional LSTM, without its last layer and its field;
``scripts/derive_encoder.py`` writes ``weights/encoder.onnx`` from the package, which kg itself does not need.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from kg.extract.tagging.batching import batches

Floats = npt.NDArray[np.float32]

STATE = 128  # floats a character
_RUN = re.compile(r"[a-z]+|[0-9]+")
_UNKNOWN, _NUMBER, _HAN = "[UNK]", "[NUMBER]", "[HANZI]"


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A sentence as the network reads it: token numbers, and each token's characters, as pairs of two rows.

    Character ``characters[i]`` belongs to token ``owners[i]``; characters that belong to none (white space) are left out.
    """

    numbers: Sequence[int]
    owners: Sequence[int]
    characters: Sequence[int]


class Encoder:
    """The network with its vocabulary, loaded on first use (about 30 ms, 15 MB); not to be shared by threads."""

    @cached_property
    def _session(self):  # type: ignore[no-untyped-def]  # onnxruntime ships no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        with as_file(files("kg").joinpath("extract", "weights", "encoder.onnx")) as path:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        words = json.loads(self._session.get_modelmeta().custom_metadata_map["vocabulary"])
        return {word: number for number, word in enumerate(words)}

    @cached_property
    def _numbers(self) -> "_Numbers":
        return _Numbers(self._vocabulary)

    @cached_property
    def _folding(self) -> "_Folding":
        return _Folding()

    def states(self, texts: Sequence[str]) -> list[Floats]:
        """One row of ``STATE`` floats a character of each sentence, in the order given; zeros for white space.

        The characters of a Latin word or a number that the network knows as one token share its row. The result for
        a sentence depends on the others by rounding at most. Cost: about a fifth of tagging the same sentences.
        """
        tokens = [self._tokens(text) for text in texts]
        found: list[Floats] = [np.zeros((len(text), STATE), np.float32) for text in texts]
        for batch in batches([len(one.numbers) for one in tokens]):
            lengths = np.array([len(tokens[i].numbers) for i in batch], np.int32)
            numbers = np.zeros((int(lengths.max()), len(batch)), np.int64)
            for column, i in enumerate(batch):
                numbers[: lengths[column], column] = tokens[i].numbers
            (states,) = self._session.run(None, {"tokens": numbers, "lengths": lengths})
            for column, i in enumerate(batch):
                one = tokens[i]
                if len(one.numbers) == len(texts[i]):  # a token a character, as in nearly all sentences
                    found[i][:] = states[: len(one.numbers), column]
                else:
                    found[i][one.characters] = states[one.owners, column]
        return found

    def _tokens(self, text: str) -> _Tokens:
        folded = text.translate(self._folding)
        number_of = self._numbers
        numbers: list[int] = []
        owners: list[int] = []
        characters: list[int] = []

        def singly(start: int, end: int) -> None:
            for i in range(start, end):
                if not folded[i].isspace():
                    owners.append(len(numbers))
                    characters.append(i)
                    numbers.append(number_of[folded[i]])

        at = 0
        for run in _RUN.finditer(folded):
            number = self._vocabulary.get(run.group())
            if number is None:
                continue  # its characters are read singly with those around it
            singly(at, run.start())
            at = run.end()
            owners += [len(numbers)] * (at - run.start())
            characters += range(run.start(), at)
            numbers.append(number)
        if not at and not any(map(str.isspace, folded)):
            return _Tokens([number_of[char] for char in folded], (), ())
        singly(at, len(folded))
        return _Tokens(numbers, owners, characters)


class _Folding(dict[int, str]):
    """What :func:`_folded` says of each code point that was met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


class _Numbers(dict[str, int]):
    """The token number of each single character that was met, by a vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, char: str) -> int:
        known = self._vocabulary
        self[char] = number = known.get(char, known[_sort_of(char)])
        return number


def _folded(char: str) -> str:
    """A character as the vocabulary has it: narrow letters and digits, lower case; always one character."""
    narrow = unicodedata.normalize("NFKC", char) if "０" <= char <= "ｚ" else char
    lower = narrow.lower()
    return lower if len(lower) == 1 else char


def _sort_of(char: str) -> str:
    if char.isdigit():
        return _NUMBER
    return _HAN if "一" <= char <= "鿿" else _UNKNOWN
