#include "release/decision_page.h"

#include "release/html.h"
#include "release/test_release.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

namespace imprimatur::release {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostile = "<script>alert(1)</script> \" onload='x' & </style><img src=x> \xff\xc0\x80 \x01 <!-- ]]>";

Finding in_picture(IdentifierKind kind, double x, const std::string& masked, std::uint32_t frame = 0)
{
    Finding finding;
    finding.kind = kind;
    finding.masked = masked;
    finding.confidence = 0.912;
    finding.action = Action::Fill;
    finding.where = PixelPlace { frame, { { Point { x, 10 }, Point { x + 20, 10 }, Point { x + 20, 18 }, Point { x, 18 } } } };
    return finding;
}

DecisionPage full_page()
{
    DecisionPage page;
    page.subject = "s-1";
    page.purpose = "social";
    page.platform = "instagram";
    page.audience = "public";
    page.decision = permitting();
    page.decision.verdict = Verdict::Deny;
    page.decision.questions[2].yes = false;
    page.decision.reasons = { reason(Effect::Deny, "hipaa.dates"), reason(Effect::Refer, "uk.unusual") };
    page.decision.reasons[1].cite.status = "retired";
    PageItem item;
    item.label = "Image 1";
    item.before_png = picture('b');
    item.after_png = picture('a');
    item.width = 640;
    item.height = 480;
    item.frames = 24;
    item.findings = { in_picture(IdentifierKind::Name, 10, "XXXX, Xxxx"), in_picture(IdentifierKind::Date, 300, "99.99.9999"),
        in_picture(IdentifierKind::Date, 300, "99.99.9999", 7) };
    Finding tag;
    tag.kind = IdentifierKind::Institution;
    tag.masked = "Xxxxxxx Xxxxxxxx";
    tag.where = AttributePlace { "(0008,0080)", "(0008,0080)" };
    item.findings.push_back(tag);
    item.findings.push_back(tag);
    item.filled = { { 0, 0, 64, 32 } };
    page.items = { item };
    page.post = Post { "p", "instagram", { "", "@case", "", "", "public" }, "Seen \u00e9 last night in our A&E", "", "", "", "" };
    page.screening = Screening { PostClass::NonCompliant, true, true,
        { { "caption", 7, 17, "DATE_REL", "date.relative", IdentifierKind::Date },
            { "handle", 0, 5, "HANDLE", "account.handle", IdentifierKind::Handle } },
        "A case seen recently", true, { "The account names the place." } };
    page.risk = estimate();
    page.account = AccountAdvice { { { "Secretfield", "names the workplace", "leave it out" } }, "instagram",
        { { "Comments", "Settings > Comments", "one is enough", "a source", false } }, "Only with consent.", "en", "uk", false };
    page.consent = { { true, "Signed in person" }, { false, "Does not name Instagram" } };
    return page;
}

std::string css() { return repository_file("policy/pages/decision.css"); }

std::string internal(const DecisionPage& page) { return decision_page(page, css(), Rendering::Internal); }

/// Opened elements are closed in order; the names of all elements and attributes.
struct Markup {
    std::set<std::string> elements;
    std::set<std::string> attributes;
    std::string problem;
};

void note_attributes(std::string tag, Markup& markup)
{
    // Quoted values first, so that only names are left.
    for (auto at = tag.find('"'); at != std::string::npos; at = tag.find('"')) {
        const auto end = tag.find('"', at + 1);
        if (end == std::string::npos) {
            markup.problem = "open quote in " + tag;
            return;
        }
        tag.erase(at, end - at + 1);
    }
    std::istringstream words(tag);
    for (std::string word; words >> word;) {
        if (word.ends_with('='))
            markup.attributes.insert(word.substr(0, word.size() - 1));
    }
}

Markup read_markup(const std::string& html)
{
    static const std::set<std::string> empty { "meta", "img", "!doctype" };
    Markup markup;
    std::vector<std::string> open;
    for (auto at = html.find('<'); at != std::string::npos && markup.problem.empty(); at = html.find('<', at + 1)) {
        const auto end = html.find('>', at);
        const std::string tag = html.substr(at + 1, end - at - 1);
        const std::string name = tag.substr(0, tag.find_first_of(" />", 1));
        if (tag.starts_with("/")) {
            if (open.empty() || open.back() != tag.substr(1))
                markup.problem = "closes " + tag + " inside " + (open.empty() ? "nothing" : open.back());
            else
                open.pop_back();
            continue;
        }
        markup.elements.insert(name);
        note_attributes(tag.substr(name.size()), markup);
        if (!empty.contains(name) && !tag.ends_with("/"))
            open.push_back(name);
    }
    if (markup.problem.empty() && !open.empty())
        markup.problem = "never closes " + open.back();
    return markup;
}

TEST(DecisionPage, IsWellFormedAndLoadsNothing)
{
    for (const auto rendering : { Rendering::Internal, Rendering::Package }) {
        const std::string html = decision_page(full_page(), css(), rendering);
        const Markup markup = read_markup(html);
        EXPECT_EQ(markup.problem, "");
        for (const char* element : { "script", "link", "iframe", "object", "embed", "base", "form", "a", "audio", "video" })
            EXPECT_FALSE(markup.elements.contains(element)) << element;
        for (const auto& attribute : markup.attributes) {
            EXPECT_FALSE(attribute.starts_with("on")) << attribute;
            EXPECT_NE(attribute, "style") << "the policy would not apply it";
            EXPECT_NE(attribute, "href");
        }
        EXPECT_THAT(html, AllOf(Not(HasSubstr("http://")), Not(HasSubstr("https://")), Not(HasSubstr("url(")), Not(HasSubstr("@import"))));
        EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
        EXPECT_THAT(html, HasSubstr("name=\"viewport\""));
    }
}

TEST(DecisionPage, ThePolicyNamesExactlyThisStyle)
{
    const std::string html = internal(full_page());
    const auto start = html.find("<style>") + 7;
    const std::string style = html.substr(start, html.find("</style>") - start);
    EXPECT_EQ(style, css());
    const Sha256 digest = sha256(as_bytes(style));
    EXPECT_THAT(html,
        HasSubstr("default-src 'none'; img-src data:; style-src 'sha256-" + base64(digest) + "'; base-uri 'none'; form-action 'none'"));
    EXPECT_THAT(decision_page(full_page(), "a</style><script>", Rendering::Internal), Not(HasSubstr("<script>")));
}

TEST(DecisionPage, SaysTheVerdictInPlainWords)
{
    DecisionPage page = full_page();
    EXPECT_THAT(internal(page),
        AllOf(HasSubstr("<h1>Must not be published</h1>"), HasSubstr("1 rule stands against it, and 1 more leaves it to a person")));
    page.decision.verdict = Verdict::Refer;
    EXPECT_THAT(internal(page), AllOf(HasSubstr("<h1>A person has to decide</h1>"), HasSubstr("data guardian")));
    page.decision.verdict = Verdict::Permit;
    EXPECT_THAT(internal(page), HasSubstr("<h1>May be published</h1>"));
    page.decision.verdict = Verdict::PermitWithObligations;
    EXPECT_THAT(internal(page), AllOf(HasSubstr("with conditions</h1>"), HasSubstr("1 condition has to be kept")));
    EXPECT_THAT(internal(DecisionPage {}), HasSubstr("<h1>Must not be published</h1>")) << "nothing defaults to yes";
}

TEST(DecisionPage, EachReasonHasItsClauseStatusAndRemedy)
{
    const std::string html = internal(full_page());
    for (const char* text : { "Why of hipaa.dates", "Remedy of hipaa.dates", "45 CFR 164.514 (b)(2)(i)(C)", "in force", "retired",
             "1 October 2026", "LAW-HIPAA", "words.date: caption, characters 3 to 6", "A governs", "hipaa@2026.1 sha256:00ff",
             "Is there consent?", "grant g-1" })
        EXPECT_THAT(html, HasSubstr(text));
}

TEST(DecisionPage, BoxesAreNumberedAsTheirListIs)
{
    const std::string html = internal(full_page());
    EXPECT_THAT(html, HasSubstr("<polygon points=\"10.0,10.0 30.0,10.0 30.0,18.0 10.0,18.0 \""));
    EXPECT_THAT(html, HasSubstr(">2</text>"));
    EXPECT_THAT(html, Not(HasSubstr(">3</text>"))) << "the third stands in another frame";
    EXPECT_THAT(html, HasSubstr("<li value=\"2\"><strong>Date</strong>"));
    EXPECT_THAT(html,
        AllOf(HasSubstr("(b)(2)(i)(A)"), HasSubstr("confidence 91\xC2\xA0%"), HasSubstr("XXXX, Xxxx"),
            HasSubstr("Not drawn here: 1 more place")));
    EXPECT_THAT(html, HasSubstr("24 frames; the first one is shown."));
    EXPECT_THAT(html, HasSubstr("Institution <strong>2</strong>"));
    EXPECT_THAT(html, HasSubstr("alt=\"Image 1 as submitted, 640 by 480 pixels, 2 numbered boxes; the list below names them.\""));
}

TEST(DecisionPage, MarksCarryTheirLabelInTheText)
{
    const std::string html = internal(full_page());
    EXPECT_THAT(html, HasSubstr("Seen \u00e9 <mark>last night <span class=\"label\">1 date rel</span></mark> in our A&amp;E"));
    EXPECT_THAT(html, HasSubstr("<mark>@case <span class=\"label\">2 handle</span></mark>"));
    EXPECT_THAT(html, AllOf(HasSubstr("A case seen recently"), HasSubstr("The account names the place.")));
}

TEST(DecisionPage, OverlappingAndImpossibleSpansDoNoHarm)
{
    DecisionPage page = full_page();
    page.post->caption = "abcdefgh";
    page.screening->spans = { { "caption", 0, 5, "ONE", "", IdentifierKind::Name }, { "caption", 3, 8, "TWO", "", IdentifierKind::Name },
        { "caption", 7, 99, "THREE", "", IdentifierKind::Name }, { "caption", 50, 60, "FOUR", "", IdentifierKind::Name },
        { "caption", 5, 2, "FIVE", "", IdentifierKind::Name } };
    const std::string html = internal(page);
    EXPECT_EQ(read_markup(html).problem, "");
    EXPECT_THAT(html, HasSubstr("<mark>abc</mark><mark>de <span class=\"label\">1 one</span></mark><mark>fg</mark><mark>h "));
    EXPECT_THAT(html, AllOf(HasSubstr("2 two"), HasSubstr("3 three"), Not(HasSubstr("four")), Not(HasSubstr("five"))));
}

TEST(DecisionPage, EveryTextIsEscaped)
{
    DecisionPage page = full_page();
    page.subject = page.purpose = page.platform = page.audience = page.released_caption = page.consent_statement = kHostile;
    page.items[0].label = page.items[0].refused = page.items[0].findings[0].masked = kHostile;
    page.items.push_back(page.items[0]);
    page.items[1].refused.clear();
    Finding part;
    part.where = PartPlace { kHostile };
    page.items[1].findings.push_back(part);
    page.post = Post { kHostile, kHostile, { kHostile, kHostile, kHostile, kHostile, kHostile }, kHostile, kHostile, kHostile, kHostile,
        kHostile };
    page.screening->rewrite = kHostile;
    page.screening->cannot_fix = { kHostile };
    page.screening->spans = { { "caption", 2, 9, kHostile, kHostile, IdentifierKind::Name } };
    const Reason hostile { kHostile, kHostile, Effect::Deny, kHostile, { kHostile, kHostile, kHostile, kHostile }, kHostile, kHostile,
        { kHostile } };
    page.decision.reasons = page.decision.obligations = { hostile };
    page.decision.disagreements = { { kHostile, kHostile, kHostile } };
    page.decision.packs = { kHostile };
    page.decision.as_of = kHostile;
    page.decision.questions.fill({ kHostile, kHostile, true, { kHostile } });
    page.risk->inputs = { { kHostile, 1, 1, kHostile } };
    page.risk->binding_factor = page.risk->cheapest_generalisation = kHostile;
    page.risk->stricter_because = kHostile;
    page.account = AccountAdvice { { { kHostile, kHostile, kHostile } }, kHostile, { { kHostile, kHostile, kHostile, kHostile, true } },
        kHostile, kHostile, kHostile, true };
    page.consent = { { true, kHostile } };
    for (const auto rendering : { Rendering::Internal, Rendering::Package }) {
        const std::string html = decision_page(page, css(), rendering);
        const Markup markup = read_markup(html);
        EXPECT_EQ(markup.problem, "");
        EXPECT_FALSE(markup.elements.contains("script"));
        EXPECT_FALSE(markup.attributes.contains("onload"));
        EXPECT_THAT(html,
            AllOf(HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script")), Not(HasSubstr("<img src=x")), Not(HasSubstr("\xff")),
                Not(HasSubstr("\x01"))));
    }
}

TEST(DecisionPage, ThePackageShowsNothingOfTheInside)
{
    DecisionPage page = full_page();
    page.released_caption = "A case seen recently";
    const std::string inside = internal(page);
    EXPECT_THAT(inside,
        AllOf(HasSubstr("Internal page."), HasSubstr(base64(picture('b'))), HasSubstr("last night"), HasSubstr("Secretville"),
            HasSubstr("Secretfield"), HasSubstr("Only with consent."), HasSubstr("menus may have moved")));
    const std::string outside = decision_page(page, css(), Rendering::Package);
    EXPECT_THAT(outside,
        AllOf(Not(HasSubstr("Internal page.")), Not(HasSubstr(base64(picture('b')))), Not(HasSubstr("last night")),
            Not(HasSubstr("XXXX, Xxxx")), Not(HasSubstr("Secret")), Not(HasSubstr("<polygon"))));
    EXPECT_THAT(outside, AllOf(HasSubstr(base64(picture('a'))), HasSubstr("A case seen recently"), HasSubstr("Name <strong>1</strong>")));
}

TEST(DecisionPage, SaysWhatTheEstimateIsNot)
{
    for (const auto rendering : { Rendering::Internal, Rendering::Package })
        EXPECT_THAT(decision_page(full_page(), css(), rendering),
            AllOf(HasSubstr("not an expert determination under 45 CFR 164.514(b)(1)"), HasSubstr("4.3\xC2\xA0%")));
    DecisionPage page = full_page();
    EXPECT_THAT(internal(page), AllOf(HasSubstr("PMC7492977"), HasSubstr("with a probability of 80 %")));
    page.risk->inputs[0].assumed = true;
    EXPECT_THAT(internal(page), HasSubstr("assumed"));
    page.risk->lambda = page.risk->risk = page.risk->risk_hi = page.risk->lambda_lo = page.risk->lambda_hi = std::nan("");
    page.risk->inputs[0].value = std::numeric_limits<double>::infinity();
    EXPECT_THAT(internal(page), AllOf(HasSubstr("not known"), Not(HasSubstr("nan")), Not(HasSubstr("inf<"))));
}

TEST(DecisionPage, SurvivesOddGeometry)
{
    DecisionPage page = full_page();
    auto& item = page.items[0];
    item.findings.push_back(in_picture(IdentifierKind::Name, std::nan(""), "x"));
    item.findings.push_back(in_picture(IdentifierKind::Name, -1e300, "x"));
    item.filled.push_back({ -5, -5, -10, 3 });
    for (int i = 0; i < 1000; ++i)
        item.findings.push_back(in_picture(IdentifierKind::Name, 10, "x"));
    EXPECT_EQ(read_markup(internal(page)).problem, "");
    item.width = item.height = 1;
    EXPECT_EQ(read_markup(internal(page)).problem, "");
    item.width = item.height = 0;
    item.before_png = bytes_of_text("<svg onload=x>");
    const std::string html = internal(page);
    EXPECT_THAT(html, AllOf(HasSubstr("There is no picture to show."), Not(HasSubstr("<polygon"))));
}

TEST(DecisionPage, AFileThatWasNotReadIsNotCalledClean)
{
    DecisionPage page = full_page();
    page.items[0] = PageItem {};
    page.items[0].refused = "The file contradicts its format.";
    EXPECT_THAT(internal(page),
        AllOf(HasSubstr("No copy was made."), HasSubstr("what else it holds is not known"),
            Not(HasSubstr("Nothing was found in the metadata")), Not(HasSubstr("None of it is in a released copy"))));
}

double luminance(const std::string& colour)
{
    double sum = 0;
    constexpr std::array<double, 3> weight { 0.2126, 0.7152, 0.0722 };
    for (std::size_t i = 0; i < 3; ++i) {
        const double channel = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum += weight[i] * (channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/// The colours of one block of custom properties.
std::map<std::string, std::string> colours(const std::string& block)
{
    std::map<std::string, std::string> found;
    for (auto at = block.find("--"); at != std::string::npos; at = block.find("--", at + 2)) {
        const auto colon = block.find(": ", at);
        found[block.substr(at + 2, colon - at - 2)] = block.substr(colon + 2, block.find(';', colon) - colon - 2);
    }
    return found;
}

// WCAG 2.2, 1.4.3: 4.5 to 1 for text, in the light and in the dark scheme.
TEST(DecisionCss, TextStandsOutFromItsGround)
{
    const std::string text = css();
    const auto light = text.find(":root {");
    const auto dark = text.find(":root {", light + 1);
    const std::vector<std::pair<std::string, std::string>> pairs { { "ink", "paper" }, { "ink", "card" }, { "ink", "quiet" },
        { "soft", "paper" }, { "soft", "card" }, { "soft", "quiet" }, { "accent", "paper" }, { "accent", "card" }, { "good", "good-bg" },
        { "good", "card" }, { "warn", "warn-bg" }, { "warn", "card" }, { "bad", "bad-bg" }, { "bad", "card" }, { "ink", "bad-bg" },
        { "ink", "warn-bg" }, { "ink", "good-bg" }, { "mark-ink", "mark" } };
    for (const auto start : { light, dark }) {
        ASSERT_NE(start, std::string::npos);
        const auto scheme = colours(text.substr(start, text.find('}', start) - start));
        for (const auto& [front, back] : pairs) {
            ASSERT_TRUE(scheme.contains(front) && scheme.contains(back)) << front << " " << back;
            const double a = luminance(scheme.at(front));
            const double b = luminance(scheme.at(back));
            EXPECT_GE((std::max(a, b) + 0.05) / (std::min(a, b) + 0.05), 4.5) << front << " on " << back;
        }
    }
}

TEST(Html, SmallWords)
{
    EXPECT_EQ(base64(as_bytes("")), "");
    EXPECT_EQ(base64(as_bytes("f")), "Zg==");
    EXPECT_EQ(base64(as_bytes("fo")), "Zm8=");
    EXPECT_EQ(base64(as_bytes("foobar")), "Zm9vYmFy");
    EXPECT_EQ(percent(0.0001), "less than 0.1\xC2\xA0%");
    EXPECT_EQ(percent(0.9999), "more than 99.9\xC2\xA0%");
    EXPECT_EQ(percent(1), "100\xC2\xA0%");
    EXPECT_EQ(percent(0), "0\xC2\xA0%");
    EXPECT_EQ(fixed(1e300, 1).size(), std::string("1000000000000000.0").size());
    EXPECT_EQ(time_element("2026-11-01"), "<time datetime=\"2026-11-01T00:00:00Z\">1 November 2026</time>");
    EXPECT_EQ(time_element("2026-11-21T10:30:00+01:00"), "<time datetime=\"2026-11-21T09:30:00Z\">21 November 2026, 09:30 UTC</time>");
    EXPECT_EQ(time_element("<b>"), "&lt;b&gt;");
    EXPECT_EQ(image_address(bytes_of_text("\xff\xd8\xff\xe0")), "data:image/jpeg;base64,/9j/4A==");
    EXPECT_EQ(image_address(bytes_of_text("GIF89a")), "");
}

}  // namespace
}  // namespace imprimatur::release
