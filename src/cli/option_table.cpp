// Values are taken as text: CLI11's own conversions have opinions about spaces.
#include "cli/option_table.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace imprimatur::cli {

namespace {

constexpr const char* kPurposes = "social|teaching|publication|conference|research|record";
/// Whoever gave consent can take it back; the institution, when it has to without being asked (an incident).
constexpr const char* kWithdrawers = "self|parent|guardian|legal_representative|institution";
constexpr const char* kAudiences = "public|closed_group|institution|team";
/// More jailed processes than that only wait for each other's memory (base/limits.h: up to 4 GB each).
constexpr unsigned kMaxJobs = 256;
constexpr std::size_t kMaxSample = 100'000;  // a person reads them all; and "-1" is no way to have every post written out

CLI::Validator one_of(const std::string& choices)
{
    return CLI::Validator(
        [choices](std::string& word) {
            const auto all = CLI::detail::split(choices, '|');
            return std::find(all.begin(), all.end(), word) != all.end() ? std::string() : "must be one of " + choices;
        },
        "");
}

CLI::Validator not_empty()
{
    return CLI::Validator([](std::string& word) { return word.empty() ? std::string("must not be empty") : std::string(); }, "");
}

template <typename T> CLI::Option* value(CLI::App& app, const std::string& name, T& into, const std::string& hint, const std::string& help)
{
    return app.add_option(name, into, help)->type_name(hint)->check(not_empty());
}

/// One value each time it is given: "--consent a --consent b FILE" leaves FILE alone.
CLI::Option* values(CLI::App& app, const std::string& name, Words& into, const std::string& hint, const std::string& help)
{
    return value(app, name, into, hint, help)->allow_extra_args(false);
}

/// Knows "not given" from "given and empty".
CLI::Option* maybe(
    CLI::App& app, const std::string& name, std::optional<std::string>& into, const std::string& hint, const std::string& help)
{
    return app
        .add_option_function<std::string>(
            name, [&into](const std::string& word) { into = word; }, help)
        ->type_name(hint);
}

/// The first line of `text` says it in one line, the rest explains, the examples are whole commands.
CLI::App& command(CLI::App& above, const std::string& name, const std::string& text, const std::string& examples)
{
    auto& app = *above.add_subcommand(name, text);
    app.fallthrough();
    app.footer(examples);
    return app;
}

void add_globals(CLI::App& app, Invocation& it)
{
    app.add_flag("--json", it.json, "Answer in JSON on standard output, one object a line");
    app.add_flag("--quiet", it.quiet, "Say nothing on standard error but errors");
    value(app, "--models", it.models, "DIR", "Models of the detectors (default: models in the share folder)");
    value(app, "--state", it.state, "DIR",
        "Ledger and signing key (default: $IMPRIMATUR_STATE, else $XDG_STATE_HOME/imprimatur, else ~/.local/state/imprimatur)");
    value(app, "--share", it.share, "DIR", "Policy and models (default: ../share/imprimatur beside the program)");
    value(app, "--jobs", it.jobs, "N", "Jailed processes at once (default: number of processors)")
        ->check(CLI::Range(1U, kMaxJobs).description(""));
    value(app, "--as-of", it.as_of, "TIME", "Decide as of this ISO 8601 time (default: now)");
    app.set_help_flag("-h,--help", "Show this and end");
    app.set_version_flag("--version", "imprimatur", "Show the version and end");
}

void add_places(CLI::App& app, Words& fill, Words& leave)
{
    values(app, "--fill", fill, "PLACE",
        "Cover this as well: X,Y,WIDTH,HEIGHT in pixels from the upper left corner, with NAME: before it when there are several files. "
        "The word asked: all that a person would be asked about. Can be given again");
    values(app, "--leave", leave, "PLACE",
        "Do not cover this, where a patch hides no writing, and ask a person about it instead. What could be read there, a sure face "
        "and a code are covered all the same. Can be given again");
}

void add_effort(CLI::App& app, bool& fast, bool& thorough)
{
    auto* quick
        = app.add_flag("--fast", fast, "Look at pixels once, as they are: four times as fast, and small or faint writing can be missed");
    app.add_flag("--thorough", thorough, "Look at evened-out, inverted and turned copies of the pixels as well: some seconds a picture")
        ->excludes(quick);
}

void add_clear(CLI::App& root, ClearWords& it)
{
    auto& app = command(root, "clear",
        "May this case be published? Copies, decision and signed package\n"
        "Makes copies from pixels alone, screens the words, estimates who could still be recognised, checks the consent and decides by "
        "written "
        "policy. What is permitted is handed over as a signed package; what is not comes with each reason, its source and what would put "
        "it "
        "right. What stands on the command line overrides the case file.",
        "imprimatur clear --purpose social --platform instagram --caption @caption.txt --policy hipaa --out cleared scan.dcm\n"
        "imprimatur clear --case case.toml --out cleared\n"
        "imprimatur clear --case case.toml --attest attestation.toml --consent consent.json --out cleared");
    value(app, "--case", it.case_file, "CASE.toml", "A case file with all of the following");
    maybe(app, "--purpose", it.purpose, kPurposes, "What it is for (default: social)")->check(one_of(kPurposes));
    maybe(app, "--platform", it.platform, "NAME", "Where it will be posted: instagram, x, linkedin ...");
    maybe(app, "--audience", it.audience, kAudiences, "Who will see it (default: public)")->check(one_of(kAudiences));
    maybe(app, "--caption", it.caption, "TEXT|@FILE", "The words beside the picture; @@ begins a caption with @");
    maybe(app, "--alt", it.alt_text, "TEXT|@FILE", "Alternative text");
    value(app, "--account", it.account, "ACCOUNT.toml", "The account that will post");
    values(app, "--consent", it.consents, "FILE", "A signed consent record; can be given again");
    value(app, "--attest", it.attestation, "FILE", "The answered attestation");
    values(app, "--policy", it.policies, "A,B", "Policy packs beside base: hipaa, gdpr, uk, dpdp")->delimiter(',');
    values(app, "--pack", it.packs, "DIR", "Folder with a pack of your own institution; can be given again");
    values(app, "--keep", it.keep, "RULE", "Keep what would be covered: markers");
    add_places(app, it.fill, it.leave);
    add_effort(app, it.fast, it.thorough);
    value(app, "--out", it.out, "DIR", "Folder for what comes out")->required();
    app.add_option("FILE", it.files, "The pictures; not needed when the case file names them");
}

void add_inspect(CLI::App& root, Invocation& it)
{
    auto& app = command(root, "inspect",
        "What identifies in these pictures, where, and how sure that is\n"
        "Reads pictures and their metadata and changes nothing. A folder is read with everything below it. A file that cannot be read does "
        "not "
        "stop the others; it is listed at the end and the exit status is 1.",
        "imprimatur inspect scan.dcm\nimprimatur inspect --json pictures/ > findings.jsonl\n"
        "imprimatur inspect --picture seen scan.dcm");
    value(app, "--picture", it.picture, "DIR",
        "Also draw what the detectors saw: the original, the places marked, and the probability of writing as a heat map. These pictures "
        "show the patient's data and stay inside");
    add_effort(app, it.fast, it.thorough);
    app.add_option("FILE", it.files, "Pictures, or folders of them")->required();
}

void add_redact(CLI::App& root, RedactWords& it)
{
    auto& app = command(root, "redact",
        "Shareable copies without what identifies; no decision\n"
        "Every copy is opened again and inspected again, and every value that was removed is searched for in its bytes; what does not pass "
        "is not written. Places that only a person can judge are listed and not filled. A copy is no permission: that is what clear "
        "decides.",
        "imprimatur redact --out copies scan.dcm\n"
        "imprimatur redact --as same --out copies photos/\n"
        "imprimatur redact --fill 0,0,640,48 --fill asked --out copies scan.dcm\n"
        "imprimatur redact --leave 300,180,96,40 --out copies retina.jpg\n"
        "imprimatur redact --as dicom --out copies study/\n"
        "imprimatur redact --as dicom --longitudinal project.key --with retain-device --out copies study/\n"
        "imprimatur redact --json --keep markers --out copies study/ > report.jsonl");
    value(app, "--as", it.as, "image|dicom|same",
        "What the copy is: a fresh PNG; a de-identified DICOM file (PS3.15 2026c); or the kind it was, DICOM and JPEG, else PNG")
        ->check(one_of("image|dicom|same"));
    app.add_flag("--tags-only", it.tags_only, "Leave pixels uninspected; such a copy says so and counts as not verified");
    add_effort(app, it.fast, it.thorough);
    values(app, "--keep", it.keep, "RULE", "Keep what would be covered: markers");
    add_places(app, it.fill, it.leave);
    app.add_flag("--peel", it.peel,
        "DICOM, for teaching: take the skin's surface off a CT or MR of the head, so that no face can be rendered from its slices; give "
        "all "
        "files of a series at once");
    values(app, "--with", it.with, "OPTION",
        "DICOM: an option of PS3.15 E.3: retain-safe-private, retain-uids, retain-device, retain-institution, "
        "retain-patient-characteristics, retain-full-dates, retain-modified-dates; the three clean- ones are on")
        ->check(one_of("retain-safe-private|retain-uids|retain-device|retain-institution|retain-patient-characteristics|retain-full-dates|"
                       "retain-modified-dates|clean-descriptors|clean-structured-content|clean-graphics"));
    values(app, "--without", it.without, "OPTION", "DICOM: clean-descriptors, clean-structured-content or clean-graphics: remove instead")
        ->check(one_of("clean-descriptors|clean-structured-content|clean-graphics"));
    value(app, "--longitudinal", it.longitudinal, "KEYFILE",
        "DICOM, for research: UIDs, pseudonyms and shifted dates that stay the same under this key; made when it is not there");
    app.add_flag("--elements", it.elements, "DICOM, with --json: what became of every element, and by which rule");
    value(app, "--out", it.out, "DIR", "Folder for the copies; a folder's tree is kept")->required();
    app.add_option("FILE", it.files, "Pictures, or folders of them")->required();
}

void add_screen(CLI::App& root, Invocation& it)
{
    auto& app = command(root, "screen",
        "Words of posts: JSON Lines in, JSON Lines out\n"
        "Each line is one post: {\"id\",\"caption\",\"alt_text\",\"hashtags\",\"file_name\",\"reply_to\",\"account\":{...}}. Each answer "
        "is "
        "{\"id\",\"class\",\"readers\",\"spans\",\"rewrite\",...}. A line that is no post is named by its number on standard error and the "
        "rest goes "
        "on.",
        "imprimatur screen posts.jsonl > screened.jsonl\necho '{\"caption\":\"A 93-year-old from Lyon\"}' | imprimatur screen");
    app.add_flag("--rules-only", it.rules_alone, "Without the learned reader: thousands of posts a second, and more is flagged and missed");
    app.add_option("FILE", it.file, "JSON Lines; - or nothing is standard input");
}

void add_survey(CLI::App& root, Invocation& it)
{
    auto& words = it.survey;
    auto& app = command(root, "survey",
        "What is already out there: a body of posts, classed and counted\n"
        "Reads posts from JSON Lines (as for screen, with posted and images), a table (.csv), or the download of X, Instagram, Facebook or "
        "LinkedIn, as a ZIP archive or unpacked; looks at their pictures; and writes a report with intervals, tables without texts or "
        "handles, and a sample for a second reader. A run that was stopped goes on when it is started again with the same words.",
        "imprimatur survey posts.jsonl --images pictures/ --out survey\n"
        "imprimatur survey archive.zip --no-images --sample 100 --out survey\n"
        "imprimatur survey posts.csv --shard 1/4 --out part1");
    app.add_option("INPUT", words.input, "Posts: JSON Lines, .csv, a platform's .zip, or a folder");
    value(app, "--out", words.out, "DIR", "Folder for the report and the tables, and for what a stopped run has done");
    auto* images = value(app, "--images", words.images, "DIR", "Folder of the pictures that posts name (default: those of a download)");
    app.add_flag("--no-images", words.no_images, "Words alone")->excludes(images);
    value(app, "--shard", words.shard, "I/N", "Only every Nth post, beginning with the Ith; survey merge joins the shards");
    value(app, "--sample", words.sample, "N", "Also a sheet with the texts of N posts, drawn at random, for a second reader")
        ->check(CLI::Range(std::size_t { 1 }, kMaxSample).description(""));
    add_effort(app, it.fast, it.thorough);
    auto& merge
        = command(app, "merge", "Shards of one survey into the whole", "imprimatur survey merge part1 part2 part3 part4 --out survey");
    merge.add_option("DIR", words.shards, "The --out folders of all shards")->required();
    value(merge, "--out", words.out, "DIR", "Folder for the whole")->required();
    auto& kappa = command(app, "kappa",
        "How far a second reader agrees: Cohen's kappa\n"
        "Reads a sample sheet whose column human_class was filled in with compliant, at_risk or non_compliant, and compares it with the "
        "program's class from the words.",
        "imprimatur survey kappa survey/sample.csv\nimprimatur survey kappa filled.csv --posts survey/posts.csv --out agreement");
    kappa.add_option("SHEET", words.sheet, "The sheet, as CSV")->required();
    value(kappa, "--posts", words.posts, "FILE", "posts.csv of the survey (default: beside the sheet)");
    value(kappa, "--out", words.out, "DIR", "Folder for kappa.html and kappa.json");
}

void add_verify(CLI::App& root, Invocation& it)
{
    auto& app = command(root, "verify",
        "Is a package what was cleared, and is it still cleared?\n"
        "Checks the signature, every file and the ledger. Exit status 0 valid, 6 not valid, 7 withdrawn.",
        "imprimatur verify cleared/package\nimprimatur verify --offline cleared/package");
    app.add_option("PACKAGE", it.file, "A package's folder, or one file of it")->required();
    app.add_flag("--offline", it.offline, "Signature and files alone; the ledger is not asked whether it was withdrawn");
}

void add_policy(CLI::App& root, Invocation& it)
{
    auto& app = command(root, "policy", "The rules in force: list, check, explain, diff", "imprimatur policy list");
    app.require_subcommand(1);
    command(app, "list", "The policy packs, with version and hash", "imprimatur policy list");
    auto& check
        = command(app, "check", "Loads packs and runs their own cases", "imprimatur policy check\nimprimatur policy check my-hospital/");
    check.add_option("DIR", it.pack, "A pack's folder, the name of one that is installed, or all (default)");
    auto& explain
        = command(app, "explain", "One rule: when it speaks, what it demands, its source", "imprimatur policy explain hipaa.dates");
    explain.add_option("RULE", it.rule, "Id of the rule")->required();
    auto& diff = command(app, "diff", "What changed between two versions of a pack", "imprimatur policy diff old/hipaa new/hipaa");
    diff.add_option("BEFORE", it.before, "A pack's folder")->required();
    diff.add_option("AFTER", it.after, "A pack's folder")->required();
}

void add_ledger(CLI::App& root)
{
    auto& app = command(root, "ledger", "What was done here and when: verify, export", "imprimatur ledger verify");
    app.require_subcommand(1);
    command(app, "verify", "Checks that no entry was changed, removed or cut off", "imprimatur ledger verify");
    command(app, "export", "All entries as JSON Lines on standard output", "imprimatur ledger export > ledger.jsonl");
}

void add_account(CLI::App& root, Invocation& it)
{
    auto& app = command(root, "account",
        "What the account that posts gives away, and what to do about it\n"
        "Says what in the profile ties patients to a place, what to set on the platform (who sees, who tags, where), and the statement on "
        "the "
        "use of consent for the profile.",
        "imprimatur account account.toml --platform instagram\nimprimatur account account.toml --language de --jurisdiction eu --json");
    app.add_option("ACCOUNT", it.file, "The account file (docs/case.md)")->type_name("ACCOUNT.toml")->required();
    value(app, "--platform", it.platform, "NAME", "Where it posts: instagram, x, facebook, linkedin, tiktok, youtube, whatsapp");
    value(app, "--language", it.language, "en|es|fr|de|hi", "Language of the statement (default: en)")->check(one_of("en|es|fr|de|hi"));
    value(app, "--jurisdiction", it.jurisdiction, "general|uk|us|eu|in", "Whose law the statement has in mind (default: general)")
        ->check(one_of("general|uk|us|eu|in"));
}

void add_consent(CLI::App& root, Invocation& it)
{
    auto& app = command(root, "consent", "What the patient agreed to: sign, show", "imprimatur consent show consent.json");
    app.require_subcommand(1);
    auto& show = command(app, "show", "A consent record in plain words", "imprimatur consent show consent.json");
    show.add_option("FILE", it.file, "A request or a signed record")->required();
    auto& sign = command(app, "sign",
        "Records what somebody answered to a request that clear wrote\n"
        "The answer holds for these very pictures and words. Record only what happened; the ledger keeps when.",
        "imprimatur consent sign cleared/consent-request.json --as self --capacity --saw-images --copy-given --informed-of all "
        "--form-location \"records room, binder 12\" --out consent.json\n"
        "imprimatur consent sign cleared/consent-request.json --as self --refuse --out refused.json");
    auto& words = it.sign;
    sign.add_option("REQUEST", words.request, "consent-request.json of a clear run")->required();
    values(sign, "--as", words.as, "self|parent|guardian|legal_representative", "In which capacity somebody signed; can be given again")
        ->delimiter(',')
        ->check(one_of("self|parent|guardian|legal_representative"))
        ->required();
    value(sign, "--out", words.out, "FILE", "Where the signed record is written; never over another")->required();
    value(sign, "--group", words.group, "adult|minor_7_17|minor_under_7|adult_without_capacity|developmental_disability|deceased",
        "The patient, as far as it decides who must sign (default: adult)")
        ->check(one_of("adult|minor_7_17|minor_under_7|adult_without_capacity|developmental_disability|deceased"));
    sign.add_flag("--capacity", words.capacity, "Capacity for this decision was assessed and recorded");
    sign.add_flag("--assent", words.assent, "The child or represented adult agreed too");
    sign.add_flag("--saw-images", words.saw_images, "The very pictures were shown");
    sign.add_flag("--copy-given", words.copy_given, "A copy with a contact for withdrawal was given");
    values(sign, "--informed-of", words.informed_of, "A,B|all",
        "What was explained: public_visibility, permanence, loss_of_control, may_be_recognised, withdrawal, withdrawal_limits, "
        "care_unaffected, voluntary, copyright")
        ->delimiter(',');
    value(sign, "--form-location", words.form_location, "TEXT", "Where the signed form is kept");
    value(sign, "--authority", words.authority, "TEXT", "Evidence of authority, when not self");
    sign.add_flag("--refuse", words.refuse, "The answer was no");
}

void add_afterwards(CLI::App& root, Invocation& it)
{
    auto& posted = command(root, "posted", "Records where a release was posted, so that a withdrawal can reach it",
        "imprimatur posted R-7f3a --platform instagram --at https://www.instagram.com/p/abc/");
    posted.add_option("RELEASE", it.release, "Id of the release")->required();
    value(posted, "--platform", it.platform, "NAME", "The platform")->required();
    value(posted, "--at", it.address, "URL", "Address of the post")->required();
    auto& withdraw = command(root, "withdraw",
        "Ends a release at once and lists what has to be taken down\n"
        "Anybody who gave consent can withdraw it at any time, without a reason.",
        "imprimatur withdraw R-7f3a --by self");
    withdraw.add_option("RELEASE", it.release, "Id of the release")->required();
    value(withdraw, "--by", it.by, kWithdrawers, "In which capacity somebody withdraws; no name")->required()->check(one_of(kWithdrawers));
}

void add_others(CLI::App& root, Invocation& it)
{
    auto& serve = command(root, "serve",
        "Answers on this machine whether a release still stands, and screens words\n"
        "GET /v/RELEASE says valid, withdrawn, expired or unknown and nothing else. POST /v1/screen takes one post. It listens on this "
        "machine "
        "alone, because it speaks no TLS yet: put a proxy in front that does. SIGTERM ends it.",
        "imprimatur serve --listen 127.0.0.1:8080");
    value(serve, "--listen", it.listen, "ADDRESS:PORT", "Where to listen (default: 127.0.0.1:8080)");
    auto& completion
        = command(root, "completion", "Prints completion for a shell", "imprimatur completion bash > /etc/bash_completion.d/imprimatur");
    completion.add_option("SHELL", it.shell, "bash")->type_name("bash")->check(one_of("bash"))->required();
    command(root, "man", "Prints the manual page", "imprimatur man > imprimatur.1");
}

}  // namespace

void build_options(CLI::App& root, Invocation& it)
{
    root.name("imprimatur");
    root.description("The clearance desk for clinical images");
    root.footer("imprimatur inspect scan.dcm\n"
                "imprimatur clear --purpose social --platform instagram --caption @caption.txt --policy hipaa --out cleared scan.dcm");
    // One command: a file that is called "verify" is a file.
    root.require_subcommand(0, 1);
    add_globals(root, it);
    add_clear(root, it.clear);
    add_inspect(root, it);
    add_redact(root, it.redact);
    add_screen(root, it);
    add_survey(root, it);
    add_account(root, it);
    add_verify(root, it);
    add_policy(root, it);
    add_ledger(root);
    add_consent(root, it);
    add_afterwards(root, it);
    add_others(root, it);
}

}  // namespace imprimatur::cli
