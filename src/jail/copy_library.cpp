#include "jail/copy.h"

#include "caption/word_rules.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace imprimatur::jail {

namespace {

namespace fs = std::filesystem;

Result<std::string> text_of(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        return Error { ErrorCode::NotFound, "a table of the policy folder cannot be read", path.string(), "install Imprimatur whole" };
    return text.str();
}

/// Every file of policy/words with its path below it, as the desk reads them too.
Result<std::shared_ptr<const caption::WordRules>> word_rules(const fs::path& folder)
{
    std::vector<std::pair<std::string, std::string>> named;
    std::error_code failure;
    for (const auto& entry : fs::recursive_directory_iterator(folder, failure)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file(failure) && (extension == ".toml" || extension == ".txt"))
            named.emplace_back(entry.path().lexically_relative(folder).generic_string(), TRY(text_of(entry.path())));
    }
    std::sort(named.begin(), named.end());
    auto rules = TRY(caption::WordRules::load(named));
    return std::shared_ptr<const caption::WordRules>(std::make_shared<caption::WordRules>(std::move(rules)));
}

}  // namespace

Result<CopyLibrary> CopyLibrary::load(const fs::path& policy)
{
    const fs::path dicom = policy / "dicom";
    const auto dictionary = TRY(text_of(dicom / "dictionary.tsv"));
    const auto confidentiality = TRY(text_of(dicom / "confidentiality.tsv"));
    const auto safe_private = TRY(text_of(dicom / "safe_private.tsv"));
    const auto concepts = TRY(text_of(dicom / "sr_concepts.tsv"));
    const auto types = TRY(text_of(dicom / "iod_types.tsv"));
    const auto uids = TRY(text_of(dicom / "uids.tsv"));
    auto tables = TRY(dicom::Tables::load({ dictionary, confidentiality, safe_private, concepts, types, uids }));
    dicom::TextCleaner::Texts texts;
    texts.words_tsv = TRY(text_of(dicom / "words.tsv"));
    texts.vocabulary_tsv = TRY(text_of(dicom / "vocabulary.tsv"));
    texts.text_patterns_tsv = TRY(text_of(dicom / "text_patterns.tsv"));
    texts.defined_terms_tsv = TRY(text_of(dicom / "defined_terms.tsv"));
    const auto words = TRY(word_rules(policy / "words"));
    auto cleaner = TRY(dicom::TextCleaner::load(texts, words));
    return CopyLibrary(std::move(tables), std::move(cleaner));
}

}  // namespace imprimatur::jail
