#include "base/unicode.h"
#include "caption/screen.h"
#include "model/mask.h"

namespace imprimatur::caption {

namespace {

std::string text_of(const Span& span, const Post& post) { return utf8_slice(field_text(post, span.field), span.start, span.end); }

// Rules have no calibrated probability. What a check digit or a fixed form proves is surer than what a cue suggests.
double confidence_of(std::string_view label)
{
    if (label == "CONTACT" || label == "ID_NUMBER" || label == "AGE_EXACT" || label == "DATE_ABS")
        return 0.95;
    if (label == "INTERACTION" || label == "DISPARAGING" || label == "ADVICE_TO_INDIVIDUAL" || label == "HISTORY_DETAIL")
        return 0.6;
    return 0.8;
}

Action action_of(std::string_view label)
{
    if (label == "AGE_EXACT" || label == "INSTITUTION")
        return Action::Replace;
    if (label == "ADVICE_TO_INDIVIDUAL" || label == "DISPARAGING" || label == "HISTORY_DETAIL" || label == "DISTINCTIVE_FEATURE")
        return Action::Ask;
    return Action::Remove;
}

}  // namespace

std::vector<Finding> to_findings(const Screening& screening, const Post& post)
{
    std::vector<Finding> findings;
    for (const auto& span : screening.spans) {
        Finding finding;
        finding.kind = span.kind;
        finding.where = TextPlace { span.field, span.start, span.end };
        finding.masked = mask(text_of(span, post));
        finding.detector = "words";
        finding.rule = span.rule;
        finding.confidence = confidence_of(span.label);
        finding.action = action_of(span.label);
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<std::string> removed_strings(const Screening& screening, const Post& post)
{
    std::vector<std::string> texts;
    for (const auto& span : screening.spans) {
        auto text = text_of(span, post);
        if (!text.empty())
            texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace imprimatur::caption
