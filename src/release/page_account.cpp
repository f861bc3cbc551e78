// The account that posts: what it gives away, what to set, what to say in the profile.
#include "release/page_parts.h"

namespace imprimatur::release {

std::string account_part(const AccountAdvice& advice)
{
    std::string html = "<section><h2>The account that posts</h2>";
    if (advice.ties.empty())
        html += "<p>Nothing in the profile ties its patients to a place.</p>";
    else
        html += "<ul>";
    for (const auto& tie : advice.ties)
        html += "<li><strong>" + escape(tie.where) + "</strong> " + escape(tie.what) + ". <span class=\"remedy\">" + escape(tie.remedy)
            + ".</span></li>";
    html += advice.ties.empty() ? "" : "</ul>";
    if (!advice.settings.empty()) {
        html += "<h3>What to set on " + escape(advice.platform) + "</h3><ul>";
        for (const auto& setting : advice.settings)
            html += "<li><strong>" + escape(setting.what) + ":</strong> " + escape(setting.where)
                + (setting.verified ? "" : " (menus may have moved)") + ". " + escape(setting.why) + " <cite>" + escape(setting.source)
                + "</cite></li>";
        html += "</ul>";
    }
    html += "<h3>Statement on the use of consent, for the profile</h3><blockquote lang=\"" + escape(advice.language) + "\">"
        + escape(advice.statement) + "</blockquote>";
    if (!advice.statement_reviewed)
        html += "<p class=\"caveat\">A draft: have somebody who knows the language and the law read it before it is used.</p>";
    return html + "</section>\n";
}

}  // namespace imprimatur::release
