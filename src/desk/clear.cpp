#include "desk/clear.h"

#include "base/limits.h"
#include "base/sha256.h"
#include "decide/decide.h"
#include "desk/account_advice.h"
#include "desk/attestation.h"
#include "desk/audit.h"
#include "desk/case_facts.h"
#include "desk/case_page.h"
#include "desk/examination_date.h"
#include "desk/examine.h"
#include "desk/papers.h"
#include "desk/parallel.h"
#include "desk/release.h"
#include "desk/run_options.h"
#include "desk/screen_posts.h"
#include "desk/seen_pictures.h"
#include "release/decision_json.h"
#include "risk/estimate.h"
#include "risk/from_screening.h"

#include <algorithm>

namespace imprimatur::desk {

namespace {

/// Files beside the package that are for the desk alone.
constexpr const char* kProposedCaption = "caption-proposed.txt";
constexpr const char* kConsentRequest = "consent-request.json";
constexpr const char* kAttestationRequest = "attestation-request.toml";

bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    const auto relative
        = std::filesystem::absolute(path).lexically_normal().lexically_relative(std::filesystem::absolute(folder).lexically_normal());
    return !relative.empty() && *relative.begin() != "..";
}

/// The output folder is replaced as a whole: an answered request inside it would be lost.
Result<void> check_paths(const CaseRequest& request)
{
    if (request.out.empty())
        return Error { ErrorCode::InvalidArgument, "no folder for the result was named", "--out", "name a new or an empty folder" };
    std::vector<std::filesystem::path> inputs = request.files;
    inputs.insert(inputs.end(), request.consents.begin(), request.consents.end());
    if (request.attestation)
        inputs.push_back(*request.attestation);
    for (const auto& input : inputs) {
        if (lies_in(input, request.out))
            return Error { ErrorCode::InvalidArgument, "an input lies inside the output folder, which is replaced as a whole",
                input.string(), "copy it elsewhere or name another --out" };
    }
    return {};
}

class Clearance {
public:
    Clearance(Office& office, const CaseRequest& request, const Progress& progress)
        : m_office(office)
        , m_request(request)
        , m_progress(progress)
        , m_id(new_id(office.random, "s-"))
    {
    }

    Result<Cleared> run()
    {
        m_papers = TRY(read_papers(m_office, m_request));
        TRY(record("submitted", submitted_detail(m_request)));
        TRY(examine_files());
        TRY(record("examined", examined_detail(m_items)));
        TRY(record("redacted", redacted_detail(m_items)));
        TRY(screen_words());
        TRY(record("screened", screened_detail(m_screening)));
        estimate();
        TRY(record("estimated", estimated_detail(m_risk)));
        check_consent();
        TRY(record("consent_checked", consent_detail(m_coverage)));
        TRY(reach_decision());
        return hand_over();
    }

private:
    void tell(std::string_view what)
    {
        if (m_progress)
            m_progress(m_step, kSteps, what);
        ++m_step;
    }

    Result<AuditEntry> record(const std::string& kind, const std::string& detail)
    {
        auto entries
            = TRY(m_office.ledger.commit({ { kind, m_id, detail } }, { { "submission", m_id, R"({"reached":")" + kind + "\"}" } }));
        return entries.back();
    }

    Result<void> examine_files()
    {
        tell("opening, redacting and looking again");
        ExamineOptions options;
        options.want_before = true;
        options.want_slices = true;
        options.want_seen = kMaxSeenPictures;
        options.workers = workers_inside(m_office, m_request.files.size());
        options.keep_markers = TRY(keeps_markers(m_request.keep));
        options.requested = TRY(parse_places(m_request.fill, m_request.leave));
        TRY(check_names(options.requested, m_request.files));
        options.effort = m_request.effort;
        options.for_social = m_request.purpose == "social";
        m_items.resize(m_request.files.size());
        return parallel_for(m_items.size(), m_office.workers, [&](std::size_t i) -> Result<void> {
            m_items[i] = TRY(examine(m_office.reader, m_request.files[i], m_office.rulebook, options));
            return {};
        });
    }

    Result<void> screen_words()
    {
        tell("screening the words");
        Post post = m_request.post;
        post.platform = m_request.platform;
        const ScreenOptions beside_image { .rules_alone = false, .occasion = { .beside_a_patients_image = true } };
        auto screened = TRY(screen_posts(m_office, std::span(&post, 1), beside_image));
        if (screened.front().ok())
            m_screening = std::move(screened.front()).value();
        return {};
    }

    void estimate()
    {
        tell("estimating who could recognise the patient");
        if (!m_screening)
            return;
        risk::Attested attested;
        if (const auto days = days_since_all(m_items, m_office.clock.now()))
            attested.delay_days = static_cast<double>(*days);
        const auto& tables = m_office.rulebook.risk;
        m_risk = risk::estimate(risk::from_screening(*m_screening, m_request.post, attested, tables), tables);
    }

    void check_consent()
    {
        tell("checking consent");
        m_hashes = all_hashes(m_items);
        m_coverage = consent::cover(m_papers.consents,
            { m_hashes, sha256_hex(as_bytes(m_request.post.caption)), m_request.purpose, m_request.platform, m_request.audience,
                m_office.clock.now() });
        if (m_papers.attestation && speaks_of(*m_papers.attestation, m_hashes))
            m_attestation = m_papers.attestation;
    }

    Result<void> reach_decision()
    {
        tell("deciding");
        auto loaded = load_packs(m_office.rulebook, m_request.policies);
        add_extra_packs(loaded);
        std::int64_t delay = 0;
        for (const auto& pack : loaded.packs)
            delay = std::max(delay, pack.minimum_delay_days);
        const auto days = days_since_newest(m_items, m_office.clock.now());
        const Facts facts = collect_facts({ m_request, m_items, m_screening, m_risk, m_coverage, m_attestation, days, delay });
        m_decision = decide::decide(facts, loaded.packs, loaded.failures, m_office.clock.now());
        m_decided = TRY(record("decided", decided_detail(m_decision)));
        return {};
    }

    void add_extra_packs(LoadedPacks& loaded)
    {
        for (const auto& folder : m_request.extra_packs) {
            const auto text = m_office.files.read(folder / "pack.toml", limits::kMaxConfigBytes);
            const auto cases = m_office.files.read(folder / "cases.toml", limits::kMaxConfigBytes);
            const std::string name = folder.filename().string();
            if (!text.ok() || !cases.ok()) {
                loaded.failures.push_back({ name, "its pack.toml or cases.toml cannot be read" });
                continue;
            }
            auto pack = decide::load_pack(as_text(*text), as_text(*cases), m_office.rulebook.facts);
            if (pack.ok())
                loaded.packs.push_back(std::move(pack).value());
            else
                loaded.failures.push_back({ name, pack.error().line() });
        }
    }

    Result<Cleared> hand_over()
    {
        tell("writing the decision");
        Cleared cleared;
        cleared.decision = m_decision;
        if (m_screening)
            cleared.screening = *m_screening;
        if (m_risk)
            cleared.risk = *m_risk;
        auto page = case_page(m_id, m_request, m_decision, m_items, m_screening, m_risk, m_coverage);
        page.account = account();
        std::vector<OutFile> files;
        add_text(files, "decision.html", release::decision_page(page, m_office.rulebook.page_css, release::Rendering::Internal));
        add_text(files, "decision.json",
            release::decision_json(m_decision, { m_id, m_request.purpose, m_request.platform, m_request.audience, m_risk }));
        add_pictures(files, cleared);
        TRY(add_requests(files, cleared));
        if (const auto permit = decide::Permitter::permit(m_decision)) {
            const ReleaseCase release_case { m_request, m_items, m_coverage, m_decided, page };
            const auto released = TRY(make_release(m_office, *permit, release_case));
            for (const auto& file : released.files)
                files.push_back({ "package/" + file.name, file.bytes });
            cleared.release_id = released.manifest.release_id;
            cleared.package = m_request.out / "package";
        }
        const auto written = m_office.files.write_folder(m_request.out, files);
        if (!written.ok()) {
            // The ledger says so as well: a recorded release that nobody holds must not look like one that is out there.
            if (cleared.package)
                TRY(m_office.ledger.commit({ { "release_not_written", cleared.release_id, "{}" } }, {}));
            return written.error();
        }
        cleared.decision_page = m_request.out / "decision.html";
        return cleared;
    }

    /// In the language and law of the first pack that was asked for.
    std::optional<AccountAdvice> account() const
    {
        if (!m_request.account_given)
            return std::nullopt;
        AccountQuestion question { m_request.post.account, m_request.platform };
        for (const auto& [pack, jurisdiction] : { std::pair("uk", "uk"), { "gdpr", "eu" }, { "hipaa", "us" }, { "dpdp", "in" } }) {
            if (question.jurisdiction.empty() && std::count(m_request.policies.begin(), m_request.policies.end(), pack) > 0)
                question.jurisdiction = jurisdiction;
        }
        return account_advice(question, m_screening ? &*m_screening : nullptr, m_office.rulebook.account);
    }

    static void add_text(std::vector<OutFile>& files, std::string name, std::string_view text)
    {
        files.push_back({ std::move(name), Bytes(text.begin(), text.end()) });
    }

    void add_pictures(std::vector<OutFile>& files, Cleared& cleared) const
    {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            const auto& item = m_items[i];
            ClearedItem result { .label = "image " + std::to_string(i + 1), .refused = item.refused };
            result.findings = item.findings;
            result.filled = item.plan.fills;
            const std::string number = std::to_string(i + 1);
            if (!item.before.empty()) {
                files.push_back({ "review/before-" + number + ".png", item.before });
                result.before = m_request.out / files.back().name;
            }
            for (const auto& seen : item.drawn)
                files.push_back(
                    { "review/seen-" + number + (seen.frame == 0 ? "" : "-frame-" + std::to_string(seen.frame + 1)) + ".png", seen.png });
            for (std::size_t f = 0; f < item.verified.size(); ++f) {
                const auto& copy = item.verified[f];
                result.item_sha256.push_back(copy.sha256());
                files.push_back({ "review/after-" + number + (f == 0 ? "" : "-frame-" + std::to_string(f + 1)) + "." + copy.extension(),
                    copy.bytes() });
                if (f == 0)
                    result.after = m_request.out / files.back().name;
            }
            cleared.items.push_back(std::move(result));
        }
    }

    Result<void> add_requests(std::vector<OutFile>& files, Cleared& cleared) const
    {
        const bool better = m_screening && m_screening->rewrite_passes;
        const std::string caption = better ? m_screening->rewrite : m_request.post.caption;
        if (better) {
            add_text(files, kProposedCaption, caption);
            cleared.proposed_caption = m_request.out / kProposedCaption;
        }
        const auto requests = TRY(make_requests(m_office, m_request, m_hashes, caption));
        if (!requests.consent_json.empty()) {
            add_text(files, kConsentRequest, requests.consent_json);
            cleared.consent_request = m_request.out / kConsentRequest;
        }
        if (!requests.attestation_toml.empty()) {
            add_text(files, kAttestationRequest, requests.attestation_toml);
            cleared.attestation_request = m_request.out / kAttestationRequest;
        }
        return {};
    }

    static constexpr std::size_t kSteps = 6;

    Office& m_office;
    const CaseRequest& m_request;
    const Progress& m_progress;
    std::string m_id;
    std::size_t m_step = 0;
    Papers m_papers;
    std::vector<ExaminedItem> m_items;
    std::vector<std::string> m_hashes;
    std::optional<Screening> m_screening;
    std::optional<RiskEstimate> m_risk;
    std::optional<Attestation> m_attestation;
    consent::Coverage m_coverage;
    Decision m_decision;
    AuditEntry m_decided;
};

}  // namespace

Result<Cleared> clear(Office& office, const CaseRequest& request, const Progress& progress)
{
    TRY(check_paths(request));
    return Clearance(office, request, progress).run();
}

}  // namespace imprimatur::desk
