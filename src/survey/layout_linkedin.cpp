// The download of LinkedIn: tables. Pictures are addresses on the web and are not in it.
#include "base/unicode.h"
#include "survey/csv.h"
#include "survey/csv_columns.h"
#include "survey/layout_readers.h"
#include "survey/posts_csv.h"

namespace imprimatur::survey {

namespace {

/// Line ends inside a commentary come with a quotation mark on either side of them.
std::string joined_lines(const std::string& text)
{
    constexpr std::string_view kLineEnd = "\"\n\"";
    std::string plain;
    std::size_t at = 0;
    for (auto found = text.find(kLineEnd); found != std::string::npos; found = text.find(kLineEnd, at)) {
        plain += text.substr(at, found - at) + "\n";
        at = found + kLineEnd.size();
    }
    return plain + text.substr(at);
}

/// Profile.csv: a header and one row.
Account account_of(const LayoutInput& input)
{
    Account account;
    for (const auto& name : input.layout.profiles) {
        const auto text = input.texts.find(name);
        if (text == input.texts.end() || !decode_utf8(text->second))
            continue;
        CsvReader csv(text->second);
        std::vector<std::string> header;
        std::vector<std::string> row;
        if (csv.next(header) != CsvReader::Got::Row || csv.next(row) != CsvReader::Got::Row)
            continue;
        for (std::size_t i = 0; i < header.size() && i < row.size(); ++i) {
            const auto key = column_key(header[i]);
            if (key == "firstname" || key == "lastname")
                account.name += (account.name.empty() ? "" : " ") + row[i];
            else if (key == "headline" || key == "summary")
                account.bio += (account.bio.empty() ? "" : "\n") + row[i];
            else if (key == "geolocation")
                account.location = row[i];
        }
    }
    return account;
}

}  // namespace

PostList read_linkedin(const LayoutInput& input)
{
    PostList list { .unit = "row" };
    const auto account = account_of(input);
    for (const auto& name : input.layout.posts) {
        const auto text = input.texts.find(name);
        auto read = text == input.texts.end() ? Result<PostList>(Error {}) : read_csv(text->second);
        if (!read.ok()) {
            list.problems.push_back({ list.unit, 0, "Shares.csv has no header that can be read" });
            continue;
        }
        for (auto& post : read->posts) {
            post.post.platform = "linkedin";
            post.post.account = account;
            post.post.caption = joined_lines(post.post.caption);
            post.images.clear();
            list.posts.push_back(std::move(post));
        }
        // A link passed on without a word is a row with an empty commentary.
        const auto wordless = std::erase_if(read->problems, [](const SurveyProblem& problem) { return problem.what == kNothingToScreen; });
        if (wordless > 0)
            list.notes.push_back(std::to_string(wordless) + " shares without words of their own were left out.");
        list.problems.insert(list.problems.end(), read->problems.begin(), read->problems.end());
    }
    list.notes.emplace_back("LinkedIn's download holds no pictures.");
    return list;
}

}  // namespace imprimatur::survey
