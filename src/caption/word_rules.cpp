#include "caption/word_rules.h"

#include "base/limits.h"
#include "caption/matcher.h"
#include "caption/rule_reader.h"
#include "caption/tongue_reader.h"
#include "caption/wording_examples.h"

#include <algorithm>
#include <set>

namespace imprimatur::caption {

namespace {

Error refused(std::string what, const std::string& where)
{
    return { ErrorCode::Malformed, std::move(what), where, "correct the rule file" };
}

bool ends_with(std::string_view text, std::string_view tail)
{
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

std::string list_name(std::string_view path)
{
    const auto slash = path.rfind('/');
    const auto base = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return std::string(base.substr(0, base.size() - 4));
}

/// One entry a line, what follows a tab is for other readers; '#' begins a comment line.
void add_list(std::string_view text, std::uint32_t list, Lexicon& lexicon)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        if (!line.empty() && line[0] != '#')
            lexicon.add(line.substr(0, line.find('\t')), list);
    }
}

struct Example {
    std::string text;
    std::size_t start = 0;
    std::size_t end = 0;
    bool marked = false;
};

Example unmark(const std::string& source)
{
    Example example { source, 0, 0, false };
    const auto open = source.find("[[");
    const auto close = source.find("]]");
    if (open == std::string::npos || close == std::string::npos || close < open)
        return example;
    example.text = source.substr(0, open) + source.substr(open + 2, close - open - 2) + source.substr(close + 2);
    example.marked = true;
    example.start = open;
    example.end = close - 2;
    return example;
}

/// As a search runs it: only the patterns whose triggers fired, so that an example proves those too.
void run_fired(const RuleTable& table, const Rule& rule, const Prepared& text, Sweep& sweep)
{
    for (const auto number : table.triggers.fired(text.text)) {
        const std::size_t pattern = number - rule.first_trigger;
        if (number >= rule.first_trigger && pattern < rule.patterns.size())
            run_pattern(table, rule, rule.patterns[pattern], text, sweep);
    }
}

Result<void> try_example(const RuleTable& table, const Rule& rule, const std::string& source, bool must_match)
{
    const Example example = unmark(source);
    const auto text = TRY(prepare(example.text, rule.id));
    Sweep sweep;
    run_fired(table, rule, text, sweep);
    if (rule.lists != 0)
        run_lists(table, { &rule }, text, sweep);
    if (sweep.marks.empty() && rule.in_tags) {
        const auto tags = split_hashtags(text);
        run_fired(table, rule, tags, sweep);
        run_lists(table, { &rule }, tags, sweep);
    }
    if (!sweep.complete)
        return refused("the rule passes its limits on its own example", rule.id);
    if (sweep.marks.empty() == must_match)
        return refused(
            must_match ? "an example that must match does not: " + example.text : "an example must not match and does: " + example.text,
            rule.id);
    if (!example.marked)
        return {};
    const bool exact = std::any_of(
        sweep.marks.begin(), sweep.marks.end(), [&](const Mark& mark) { return mark.start == example.start && mark.end == example.end; });
    return exact ? Result<void>() : refused("another span than the marked one comes out of: " + example.text, rule.id);
}

void try_examples(const RuleTable& table, const Rule& rule, const RuleSource& source, std::vector<std::string>& problems)
{
    const auto note = [&](const Result<void>& tried) {
        if (!tried)
            problems.push_back(tried.error().where + ": " + tried.error().what);
    };
    for (const auto& example : source.matches)
        note(try_example(table, rule, example, true));
    for (const auto& example : source.no_match)
        note(try_example(table, rule, example, false));
}

void add_rule(const RuleSource& source, RuleTable& table)
{
    Rule rule = source.rule;
    rule.first_trigger = table.rule_of.size();
    for (const auto& pattern : source.patterns) {
        table.triggers.add(pattern);
        table.rule_of.push_back(static_cast<std::uint32_t>(table.rules.size()));
    }
    table.rules.push_back(std::move(rule));
}

/// Whoever edits rules wants to see every broken example at once; an Error stays one line.
std::string joined(const std::vector<std::string>& problems)
{
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < problems.size() && i < kMost; ++i)
        text += (i == 0 ? "" : "; ") + problems[i];
    return problems.size() > kMost ? text + "; and more" : text;
}

}  // namespace

Result<WordRules> WordRules::load(const std::vector<std::pair<std::string, std::string>>& named_toml)
{
    constexpr std::size_t kMaxLists = 32;
    auto table = std::make_shared<RuleTable>();
    for (const auto& [name, text] : named_toml) {
        if (text.size() > limits::kMaxConfigBytes)
            return refused("file is too long", name);
        if (!ends_with(name, ".txt"))
            continue;
        if (table->lists.size() == kMaxLists)
            return refused("more than 32 word lists", name);
        add_list(text, 1U << table->lists.size(), table->lexicon);
        table->lists.push_back(list_name(name));
    }
    std::vector<RuleSource> sources;
    for (const auto& [name, text] : named_toml) {
        if (!ends_with(name, ".toml"))
            continue;
        if (name.rfind("rewrite/", 0) == 0) {
            TRY(read_tongues(name, text, table->tongues));
            continue;
        }
        for (auto& source : TRY(read_rules(name, text, table->lists)))
            sources.push_back(std::move(source));
    }
    if (sources.empty())
        return Error { ErrorCode::NotFound, "no word rules were given", "", "point at the folder policy/words" };
    std::set<std::string> ids;
    std::vector<std::string> problems;
    for (const auto& source : sources) {
        if (!ids.insert(source.rule.id).second)
            return refused("two rules have this id", source.rule.id);
        add_rule(source, *table);
    }
    TRY(table->triggers.build());
    for (const auto& rule : table->rules) {
        for (std::size_t field = 0; field < kFieldCount; ++field) {
            if (rule.lists != 0 && (rule.fields & field_bit(field)) != 0)
                table->list_rules[field].push_back(&rule);
        }
    }
    for (std::size_t i = 0; i < sources.size(); ++i)
        try_examples(*table, table->rules[i], sources[i], problems);
    index_tongues(table->tongues);
    for (auto& problem : try_wordings(table->tongues))
        problems.push_back(std::move(problem));
    if (!problems.empty())
        return refused(joined(problems), "word rules");
    return WordRules(std::move(table));
}

}  // namespace imprimatur::caption
