// Method and limits: what was done, and what the numbers do not say.
#include "release/html.h"
#include "survey/page.h"
#include "survey/report_parts.h"

namespace imprimatur::survey {

namespace {

using release::escape;

std::string item(std::string_view text) { return "<li>" + escape(text) + "</li>\n"; }

}  // namespace

std::string method_part(const Tally& tally, const RunFacts& facts, std::size_t problems)
{
    std::string method
        = item("Words were classed by Imprimatur\xE2\x80\x99s word screening, post by post, with the account\xE2\x80\x99s own words.");
    if (tally.by_rules_alone > 0)
        method += item(release::count(tally.by_rules_alone, "post was", "posts were")
            + " read by the rules alone: the learned reader was not there, and more is missed.");
    if (tally.in_foreign_scripts > 0)
        method += item(release::count(tally.in_foreign_scripts, "post is", "posts are")
            + " largely in other letters than Latin or Devanagari, which no reader here knows well. None of them counts as compliant: have "
              "a person read them.");
    method += facts.images ? item("Pictures were read for writing, faces and codes, one by one (effort: " + facts.effort + ").")
                           : item("Pictures were not looked at.");
    method += item("Intervals are 95\xC2\xA0% Wilson score intervals.");
    method += item("Accounts are pseudonyms that this input alone can lead back to.");
    for (const auto& note : facts.notes)
        method += item(note);
    if (problems > 0)
        method += item(release::count(problems, "problem", "problems") + " with the input or its pictures: see problems.csv.");
    std::string limits
        = item("A machine read these posts. Its errors are not in the intervals: draw a sample, let a second person read it and report "
               "Cohen\xE2\x80\x99s kappa (imprimatur survey kappa).");
    limits += item("Posts of one account resemble each other; intervals that take them as independent are too narrow.");
    limits += item("A name, a place or a story for which there is no rule is missed; compliant means that nothing was found.");
    limits += item("A person who is recognised from a picture without any writing or face, or by who knows the case, is not counted.");
    limits += item("A class is not a finding of law. Whether the patient consented is not known from what a post says.");
    limits += item("Not every writing on a picture can be told from that of a device; videos were not looked at.");
    limits += item(
        "The study of 2021 counted gastroenterologists on Twitter who post images or videos, read by people with definitions of their own. "
        "Another body of posts differs for reasons that have nothing to do with care.");
    std::string body
        = "<ul class=\"bullets\">\n" + method + "</ul>\n<h3>What is not promised</h3>\n<ul class=\"bullets\">\n" + limits + "</ul>\n";
    body += "<p class=\"soft\">Run " + escape(run_id(facts)) + ", rules " + escape(facts.rules_sha256.substr(0, 16)) + ", "
        + std::to_string(tally.posts) + " of " + std::to_string(facts.posts) + " posts of the input.</p>\n";
    return section("method", "Method and limits", body);
}

}  // namespace imprimatur::survey
