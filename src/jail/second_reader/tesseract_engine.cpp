#include "jail/second_reader/tesseract_engine.h"

#include "base/limits.h"

#include <array>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <tesseract/capi.h>

namespace imprimatur::jail {

namespace {

// The C interface of the 5.x releases; a library of another generation has another name.
constexpr const char* kLibrary = "libtesseract.so.5";

// tessdata_fast's English is 4 MB, tessdata_best's 15 MB.
constexpr std::uintmax_t kMaxLanguage = 64U << 20;

constexpr int kDotsPerInch = 300;
constexpr int kLeptonicaSilent = 6;  // L_SEVERITY_NONE
constexpr std::size_t kMaxWords = 64;

Error missing(const std::string& what, const std::string& where)
{
    return { ErrorCode::Unavailable, what, where, "install Debian's libtesseract5 and tesseract-ocr-eng" };
}

Result<std::string> file_bytes(const std::filesystem::path& path)
{
    std::error_code failed;
    const auto size = std::filesystem::file_size(path, failed);
    if (failed || size == 0 || size > kMaxLanguage)
        return missing("the second reader's language file cannot be read", path.string());
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!file)
        return missing("the second reader's language file cannot be read", path.string());
    return bytes;
}

template <typename F> bool look_up(void* library, const char* name, F*& function)
{
    function = reinterpret_cast<F*>(dlsym(library, name));
    return function != nullptr;
}

}  // namespace

struct TesseractEngine::Library {
    void* handle = nullptr;
    ::TessBaseAPI* api = nullptr;

    decltype(::TessBaseAPICreate)* create = nullptr;
    decltype(::TessBaseAPIDelete)* destroy = nullptr;
    decltype(::TessBaseAPIInit5)* start = nullptr;
    decltype(::TessBaseAPISetVariable)* set = nullptr;
    decltype(::TessBaseAPISetPageSegMode)* set_mode = nullptr;
    decltype(::TessBaseAPISetImage)* set_image = nullptr;
    decltype(::TessBaseAPISetSourceResolution)* set_resolution = nullptr;
    decltype(::TessBaseAPIRecognize)* recognise = nullptr;
    decltype(::TessBaseAPIGetIterator)* results = nullptr;
    decltype(::TessBaseAPIClear)* clear = nullptr;
    decltype(::TessResultIteratorDelete)* delete_results = nullptr;
    decltype(::TessResultIteratorGetPageIterator)* page_of = nullptr;
    decltype(::TessResultIteratorNext)* next = nullptr;
    decltype(::TessResultIteratorGetUTF8Text)* text_of = nullptr;
    decltype(::TessResultIteratorConfidence)* confidence_of = nullptr;
    decltype(::TessPageIteratorBoundingBox)* box_of = nullptr;
    decltype(::TessDeleteText)* delete_text = nullptr;

    ~Library()
    {
        if (api != nullptr)
            destroy(api);
        if (handle != nullptr)
            dlclose(handle);
    }

    bool look_up_all()
    {
        return look_up(handle, "TessBaseAPICreate", create) && look_up(handle, "TessBaseAPIDelete", destroy)
            && look_up(handle, "TessBaseAPIInit5", start) && look_up(handle, "TessBaseAPISetVariable", set)
            && look_up(handle, "TessBaseAPISetPageSegMode", set_mode) && look_up(handle, "TessBaseAPISetImage", set_image)
            && look_up(handle, "TessBaseAPISetSourceResolution", set_resolution) && look_up(handle, "TessBaseAPIRecognize", recognise)
            && look_up(handle, "TessBaseAPIGetIterator", results) && look_up(handle, "TessBaseAPIClear", clear)
            && look_up(handle, "TessResultIteratorDelete", delete_results) && look_up(handle, "TessResultIteratorGetPageIterator", page_of)
            && look_up(handle, "TessResultIteratorNext", next) && look_up(handle, "TessResultIteratorGetUTF8Text", text_of)
            && look_up(handle, "TessResultIteratorConfidence", confidence_of) && look_up(handle, "TessPageIteratorBoundingBox", box_of)
            && look_up(handle, "TessDeleteText", delete_text);
    }

    /// Tesseract asks OpenMP for four threads by name, whatever the default; only a limit on nesting keeps it from them. The
    /// setting belongs to the calling thread and outlives a fork.
    void use_one_thread() const
    {
        void (*set_levels)(int) = nullptr;
        if (look_up(handle, "omp_set_max_active_levels", set_levels))
            set_levels(0);
    }

    void be_silent() const
    {
        int (*set_severity)(int) = nullptr;
        if (look_up(handle, "setMsgSeverity", set_severity))
            set_severity(kLeptonicaSilent);
    }
};

TesseractEngine::TesseractEngine(std::unique_ptr<Library> library)
    : m_library(std::move(library))
{
}
TesseractEngine::~TesseractEngine() = default;

Result<std::unique_ptr<TesseractEngine>> TesseractEngine::open(const std::filesystem::path& language)
{
    const auto model = TRY(file_bytes(language));
    auto library = std::make_unique<Library>();
    library->handle = dlopen(kLibrary, RTLD_LAZY | RTLD_LOCAL);
    if (library->handle == nullptr || !library->look_up_all())
        return missing("the second reader's library cannot be loaded", kLibrary);
    library->use_one_thread();
    library->be_silent();
    library->api = library->create();
    // Names and numbers are in no dictionary, and a reader that prefers words would make words of texture.
    std::array names { std::string("load_system_dawg"), std::string("load_freq_dawg"), std::string("load_punc_dawg"),
        std::string("load_number_dawg"), std::string("load_unambig_dawg"), std::string("load_bigram_dawg"), std::string("debug_file") };
    std::array values { std::string("0"), std::string("0"), std::string("0"), std::string("0"), std::string("0"), std::string("0"),
        std::string("/dev/null") };
    std::array<char*, names.size()> keys {};
    std::array<char*, names.size()> settings {};
    for (std::size_t i = 0; i < names.size(); ++i) {
        keys[i] = names[i].data();
        settings[i] = values[i].data();
    }
    const int failed = library->api == nullptr
        ? 1
        : library->start(library->api, model.data(), static_cast<int>(model.size()), language.stem().string().c_str(),
            tesseract::OEM_LSTM_ONLY, nullptr, 0, keys.data(), settings.data(), keys.size(), 0);
    if (failed != 0)
        return missing("the second reader did not start", language.string());
    library->set_mode(library->api, tesseract::PSM_SINGLE_LINE);
    // The picture comes in the right polarity; trying the other as well doubles the time.
    library->set(library->api, "tessedit_do_invert", "0");
    return std::unique_ptr<TesseractEngine>(new TesseractEngine(std::move(library)));
}

Result<std::vector<EngineWord>> TesseractEngine::read_line(const unsigned char* samples, int width, int height, int stride) const
{
    const Library& library = *m_library;
    library.use_one_thread();
    library.set_image(library.api, samples, width, height, 1, stride);
    library.set_resolution(library.api, kDotsPerInch);
    if (library.recognise(library.api, nullptr) != 0) {
        library.clear(library.api);
        return Error { ErrorCode::Internal, "the second reader gave up on a line", "", "" };
    }
    std::vector<EngineWord> words;
    if (auto* result = library.results(library.api)) {
        do {
            EngineWord word;
            char* text = library.text_of(result, tesseract::RIL_WORD);
            const bool placed
                = library.box_of(library.page_of(result), tesseract::RIL_WORD, &word.left, &word.top, &word.right, &word.bottom) != 0;
            if (text != nullptr && placed) {
                word.text = text;
                word.confidence = static_cast<double>(library.confidence_of(result, tesseract::RIL_WORD)) / 100;
                words.push_back(std::move(word));
            }
            if (text != nullptr)
                library.delete_text(text);
        } while (words.size() < kMaxWords && library.next(result, tesseract::RIL_WORD) != 0);
        library.delete_results(result);
    }
    library.clear(library.api);
    return words;
}

}  // namespace imprimatur::jail
