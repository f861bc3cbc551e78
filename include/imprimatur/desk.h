// The desk: what can be asked of Imprimatur. The command line and the server use this and nothing behind it.
//
//   auto desk = TRY(imprimatur::open_desk(options));
//   auto cleared = TRY(desk->clear(request, progress));
//   if (cleared.decision.verdict == Verdict::Permit) ...
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/policy.h"
#include "imprimatur/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur {

struct DeskOptions {
    std::filesystem::path jail_program;  ///< imprimatur-jail
    std::filesystem::path share;  ///< folder with policy/
    std::filesystem::path models;  ///< folder with the detectors' models
    std::filesystem::path state;  ///< ledger and signing key; made when missing, mode 0700
    unsigned workers = 1;  ///< jailed processes at once
    std::string as_of;  ///< ISO 8601; "" is now. Decisions are a function of it.
};

/// Called from any worker, one at a time: `done` of `total` steps, and what is being worked on (no patient data).
using Progress = std::function<void(std::size_t done, std::size_t total, std::string_view what)>;

struct InspectOptions {
    Effort effort = Effort::Standard;
    /// A folder for pictures of what the detectors saw: the original with the places marked, and a heat map. They show the patient's data.
    std::optional<std::filesystem::path> pictures;
};

struct InspectedFile {
    std::string file;  ///< as given
    std::optional<Unreadable> unreadable;
    MediaKind kind = MediaKind::Dicom;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::size_t frames = 0;
    std::vector<Finding> findings;
    std::vector<std::string> notes;
    std::vector<std::filesystem::path> pictures;  ///< when asked for
};

enum class CopyAs { Image, Same, Dicom };

struct RedactOptions {
    CopyAs as = CopyAs::Image;
    bool tags_only = false;  ///< pixels are not inspected; the copy says so and is no Verified
    Effort effort = Effort::Standard;
    /// DICOM copies of CT and MR: the skin's surface is taken off, so that no face can be rendered from the slices (inspect/skin_peel.h).
    bool peel_skin = false;
    std::vector<std::string> keep;  ///< "markers"
    /// "asked": every place that a person would be asked about; "X,Y,WIDTH,HEIGHT" and "NAME:X,Y,WIDTH,HEIGHT": a place, in pixels.
    std::vector<std::string> fill;
    /// Places whose fills become questions, as long as nothing could be read there.
    std::vector<std::string> leave;
    std::filesystem::path out;
    ProfileOptions profile;  ///< DICOM copies: the options of PS3.15 E.3
    /// DICOM copies of a research project: a file with the project's key. UIDs, pseudonyms and date shifts stay the same from run to run,
    /// for whoever has the key. Made when it is not there. Without it every run has a key of its own, which is forgotten.
    std::optional<std::filesystem::path> longitudinal_key;
    bool elements = false;  ///< DICOM copies: what became of every element
};

struct RedactedFile {
    std::string file;
    bool written = false;
    std::string reason;  ///< why it was refused
    std::vector<std::filesystem::path> out;  ///< one a frame
    std::vector<FilledArea> filled;
    std::size_t removed = 0;  ///< metadata values and hidden objects left behind
    bool verified = false;
    std::vector<ElementAction> elements;
    std::vector<Finding> asked;  ///< places in the pixels that only a person can judge; nothing was filled because of them
};

/// What a person vouches for; bound to the copies by their hashes. Empty text and false mean no.
struct Attestation {
    std::string by;  ///< role, not a name
    std::string on;  ///< ISO 8601
    std::vector<std::string> item_sha256;
    std::string educational_value;  ///< what peers learn from it
    bool not_promotional = false;
    bool no_recognisable_person = false;
    bool no_unique_features = false;
    bool marked_places_checked = false;
    bool copyright_addressed = false;
    bool delay_observed = false;
    std::string guardian_advice;  ///< reference of the data guardian's advice
    std::string legal_basis;
    std::string transfer;
    std::string safeguards;
};

/// A case as it is handed in. Texts are file contents, already read.
struct CaseRequest {
    std::vector<std::filesystem::path> files;
    std::string purpose = "social";
    std::string platform;
    std::string audience = "public";
    Post post;  ///< caption and what else would be published; the account
    bool account_given = false;
    std::vector<std::filesystem::path> consents;
    std::optional<std::filesystem::path> attestation;
    std::vector<std::string> policies;  ///< pack ids; "base" is always in force
    std::vector<std::filesystem::path> extra_packs;  ///< folders of an institution's own packs
    std::vector<std::string> keep;
    std::vector<std::string> fill;  ///< as RedactOptions::fill
    std::vector<std::string> leave;  ///< as RedactOptions::leave
    Effort effort = Effort::Standard;
    std::filesystem::path out;
};

struct ClearedItem {
    std::string label;  ///< "image 1"
    std::optional<std::string> refused;  ///< why there is no verified copy
    std::vector<std::string> item_sha256;  ///< of the verified copies, one a frame
    std::vector<Finding> findings;
    std::vector<FilledArea> filled;
    std::filesystem::path before;  ///< picture with the original's first frame, for the desk alone
    std::filesystem::path after;  ///< first verified copy
};

struct Cleared {
    Decision decision;
    std::vector<ClearedItem> items;
    Screening screening;
    RiskEstimate risk;
    std::filesystem::path decision_page;
    std::optional<std::filesystem::path> package;  ///< when permitted
    std::filesystem::path proposed_caption;  ///< file with the safer caption
    std::filesystem::path consent_request;  ///< to be shown and signed
    std::filesystem::path attestation_request;  ///< to be answered
    std::string release_id;
};

/// What somebody signed on a consent request.
struct ConsentSigning {
    std::string record_json;  ///< the request
    std::vector<std::string> as;  ///< "self", "parent" ...
    std::string form_location;
    std::string authority;
    bool assent = false;
    bool capacity = false;
    bool saw_images = false;
    bool copy_given = false;
    std::vector<std::string> informed_of;
    std::string subject_group = "adult";
    bool refused = false;
};

struct PackListing {
    std::string id;
    std::string version;
    std::string title;
    std::string sha256;
    std::size_t rules = 0;
    std::string in_force_from;
    std::string problem;  ///< why it does not load; empty when it does
};

/// A body of posts to be surveyed (docs/survey.md).
struct SurveyRequest {
    std::filesystem::path input;  ///< JSON Lines, a table, a platform's archive, or a folder
    std::filesystem::path out;  ///< new, empty, or one in which this very survey was begun: then it goes on
    std::optional<std::filesystem::path> images;  ///< folder of the pictures that posts name
    bool look_at_images = true;
    std::size_t shard = 1;  ///< of `shards`; every shards-th post
    std::size_t shards = 1;
    std::size_t sample = 0;  ///< posts of the sheet for a second reader
    Effort effort = Effort::Standard;
};

/// A sheet that a second reader filled in.
struct AgreementRequest {
    std::filesystem::path sheet;
    std::optional<std::filesystem::path> posts;  ///< posts.csv of the survey; beside the sheet when it is not said
    std::optional<std::filesystem::path> out;  ///< folder for kappa.html and kappa.json
};

struct SurveyDone {
    std::optional<std::filesystem::path> report;
    std::vector<std::string> lines;  ///< the result in a few lines
    std::string json;  ///< the result on one line
    std::vector<SurveyProblem> problems;
};

/// A post's answer as JSON, and what has to be said beside it.
struct ScreenedLine {
    std::string json;
    std::string warning;
};

class Desk {
public:
    virtual ~Desk() = default;

    virtual Result<std::vector<InspectedFile>> inspect(
        const std::vector<std::filesystem::path>& paths, const InspectOptions& options, const Progress& progress)
        = 0;
    virtual Result<std::vector<RedactedFile>> redact(
        const std::vector<std::filesystem::path>& paths, const RedactOptions& options, const Progress& progress)
        = 0;
    virtual Result<Cleared> clear(const CaseRequest& request, const Progress& progress) = 0;

    /// JSON lines of posts in, for each a JSON line of what was found out, or what is wrong with it. `rules_alone`: faster, and weaker.
    virtual Result<std::vector<Result<ScreenedLine>>> screen_lines(const std::vector<std::string>& json_lines, bool rules_alone) = 0;

    /// What an account gives away beside every case, what to set on the platform, and the statement for the profile.
    virtual Result<AccountAdvice> advise_account(const AccountQuestion& question) = 0;

    virtual Result<SurveyDone> survey(const SurveyRequest& request, const Progress& progress) = 0;
    virtual Result<SurveyDone> merge_surveys(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& out) = 0;
    virtual Result<SurveyDone> survey_agreement(const AgreementRequest& request) = 0;

    virtual Result<PackageCheck> verify(const std::filesystem::path& package_or_file, bool offline) = 0;

    virtual Result<std::vector<PackListing>> packs() = 0;
    /// Loads the pack in `folder` and runs its cases; the lines say what failed, none when all is well.
    virtual Result<std::vector<std::string>> check_pack(const std::filesystem::path& folder) = 0;
    virtual Result<std::string> explain_rule(std::string_view rule_id) = 0;
    virtual Result<std::vector<std::string>> diff_packs(const std::filesystem::path& before, const std::filesystem::path& after) = 0;

    virtual Result<LedgerCheck> verify_ledger() = 0;
    virtual Result<std::vector<AuditEntry>> ledger_entries() = 0;

    /// The signed record as JSON.
    virtual Result<std::string> sign_consent(const ConsentSigning& signing) = 0;

    virtual Result<std::string> posted(std::string_view release_id, std::string_view platform, std::string_view address) = 0;
    /// Ends a release at once; the answer lists what has to be taken down.
    virtual Result<std::vector<std::string>> withdraw(std::string_view release_id, std::string_view by) = 0;
    virtual Result<PackageState> status(std::string_view release_id) = 0;
};

/// Joins the desk with the jail, the ledger and the disk.
Result<std::unique_ptr<Desk>> open_desk(const DeskOptions& options);

/// A case file (TOML, see docs/case.md), an account file (TOML).
Result<CaseRequest> read_case(const std::filesystem::path& path);
Result<Account> read_account(const std::filesystem::path& path);

}  // namespace imprimatur
