"""tokens_made.py --vocabulary vocab.txt > src/caption/tokeniser_cases.json: what the tokeniser of the program is held to."""
import argparse
import json

from wordpiece import WordPieces

TEXTS = ["86M with last night's CT", "Dr Ángel Muñoz, #RoyalFree 💔 J0hn", "ＦＵＬＬ　ＷＩＤＴＨ 42Y", "patiënt\u200bje van 7 mnd", "سيدة عمرها 45",
         "४५ वर्षीय महिला", "昨日の患者さん、62歳", "Ça va? œuf ﬁne ½ ①", "İstanbul ISTANBUL ǅ", "don't  stop\r\n\tnow--ok", "", "   ", "𝐁𝐨𝐥𝐝 𝕊𝕚𝕣",
         "a" * 101, "xqzjvwkk", "e\u0301te\u0301 NAI\u0308VE", "@nurse_joy https://x.example/a?b=1", "p < 0.05 ± 3 °C — “quoted”", "МРТ Москва",
         "Ελλάδα ΟΔΟΣ", "👩\u200d⚕️👍🏽", "12/03/2024 08:15h", "ß ẞ straße", "ＭＲＮ：４５１２", "\u202eevil\u202c text", "Ⅷ ㎏ ㍿"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", required=True)
    pieces = WordPieces(parser.parse_args().vocabulary)
    rows = [json.dumps({"text": t, "tokens": [list(x) for x in pieces.tokens(t)]}, ensure_ascii=True) for t in TEXTS]
    print("[\n" + ",\n".join(rows) + "\n]")


if __name__ == "__main__":
    main()
