"""The reader's tokens: BERT's uncased word pieces, with the place of every piece in the original text and the shape of its letters.

src/caption/tokeniser.cpp does the same in C++; tokens_made.py writes the texts that hold both to it. Offsets are Unicode code points.
"""
import unicodedata

CASES = 4  # 0 no capital, 1 a capital first, 2 all capitals, 3 mixed
MAX_WORD = 100  # characters; a longer word is one unknown token, as in BERT


def folded(text):
    """[(character, index in text)]: NFKC, lower case, without accents, without characters nobody sees."""
    out = []
    for i, c in enumerate(text):
        for k in unicodedata.normalize("NFKC", c):
            for low in unicodedata.normalize("NFD", k.lower()):
                category = unicodedata.category(low)
                if category in ("Mn", "Cf", "Cc", "Cs", "Co", "Cn") and low not in "\t\n\r":
                    continue
                out.append((low, i))
    return out


def is_cjk(c):
    return "\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" or "\uf900" <= c <= "\ufaff" or "\U00020000" <= c <= "\U0002ceaf"


def stands_alone(c):
    """Punctuation, symbols, emoji and ideographs are words of one character."""
    return is_cjk(c) or unicodedata.category(c)[0] in "PS"


def words(text):
    """[[(character, index)]], in order."""
    out, word = [], []
    for c, i in folded(text):
        space = c in "\t\n\r" or unicodedata.category(c)[0] == "Z"
        if space or stands_alone(c):
            if word:
                out.append(word)
                word = []
            if not space:
                out.append([(c, i)])
        else:
            word.append((c, i))
    if word:
        out.append(word)
    return out


def case_of(text, start, end):
    letters = [k for k in map(unicodedata.category, text[start:end]) if k in ("Lu", "Ll", "Lt")]
    upper = [k != "Ll" for k in letters]
    if not any(upper):
        return 0
    if all(upper) and len(upper) > 1:
        return 2
    return 1 if upper[0] and not any(upper[1:]) else 3


class WordPieces:
    def __init__(self, vocabulary):
        self.ids = {line.rstrip("\n"): n for n, line in enumerate(open(vocabulary, encoding="utf-8"))}
        self.unknown, self.cls, self.sep = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]

    def pieces(self, word):
        """[(id, first character, character after the last)] of one word, longest piece first; None when a part is not known."""
        out, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start:
                piece = ("##" if start else "") + word[start:end]
                if piece in self.ids:
                    out.append((self.ids[piece], start, end))
                    break
                end -= 1
            else:
                return None
            start = end
        return out

    def tokens(self, text):
        """[(id, case, start, end, goes on in a word)]"""
        out = []
        for word in words(text):
            chars = "".join(c for c, _ in word)
            pieces = self.pieces(chars) if len(chars) <= MAX_WORD else None
            for piece, a, b in pieces or [(self.unknown, 0, len(chars))]:
                start, end = word[a][1], word[b - 1][1] + 1
                out.append((piece, case_of(text, start, end), start, end, a > 0))
        return out
