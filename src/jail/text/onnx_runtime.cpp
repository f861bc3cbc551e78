#include "jail/text/onnx_runtime.h"

#include <array>
#include <dlfcn.h>
#include <numeric>

namespace imprimatur::jail {

namespace {

using AnyFunction = void (*)();
using Status = void*;

// The C API is a table to which versions only append; GetApi(17) is answered by every release since 1.17.
constexpr std::uint32_t kApiVersion = 17;
constexpr std::size_t kTableSlots = 101;
enum Slot : std::size_t {
    GetErrorMessage = 2,
    CreateEnv = 3,
    CreateSession = 7,
    Run = 9,
    CreateSessionOptions = 10,
    DisableMemPattern = 17,
    DisableCpuMemArena = 19,
    SetSessionGraphOptimizationLevel = 23,
    SetIntraOpNumThreads = 24,
    SessionGetOutputCount = 31,
    GetInputName = 36,
    GetOutputName = 37,
    CreateTensorWithDataAsOrtValue = 49,
    GetTensorMutableData = 51,
    GetDimensionsCount = 61,
    GetDimensions = 62,
    GetTensorTypeAndShape = 65,
    CreateCpuMemoryInfo = 69,
    AllocatorFree = 76,
    GetAllocatorWithDefaultOptions = 78,
    ReleaseEnv = 92,
    ReleaseStatus = 93,
    ReleaseMemoryInfo = 94,
    ReleaseSession = 95,
    ReleaseValue = 96,
    ReleaseTensorTypeAndShapeInfo = 99,
    ReleaseSessionOptions = 100,
};
constexpr int kLogFatal = 4;  // the runtime must not write to stderr of a jailed child
constexpr int kAllOptimisations = 99;
constexpr int kFloat = 1;
constexpr int kDeviceAllocator = 0;
constexpr int kDefaultMemory = 0;

// A network answers with some millions of numbers; more means that the model is not the one we know.
constexpr std::size_t kMaxOutputValues = 64'000'000;
constexpr std::size_t kMaxOutputs = 16;  // a detector of boxes has two

struct ApiBase {
    const OrtTable* (*get_api)(std::uint32_t version);
    const char* (*version)();
};

}  // namespace

struct OrtTable {
    std::array<AnyFunction, kTableSlots> slots;

    template <typename... Parameters, typename... Arguments> Status call(Slot slot, Arguments... arguments) const
    {
        return reinterpret_cast<Status (*)(Parameters...)>(slots[slot])(arguments...);
    }
    void release(Slot slot, void* object) const
    {
        if (object != nullptr)
            reinterpret_cast<void (*)(void*)>(slots[slot])(object);
    }
};

namespace {

/// Turns a status into a Result and frees it.
Result<void> checked(const OrtTable& table, Status status, const std::string& step)
{
    if (status == nullptr)
        return {};
    const char* message = reinterpret_cast<const char* (*)(const void*)>(table.slots[GetErrorMessage])(status);
    Error error { ErrorCode::Unavailable, "ONNX Runtime: " + step + " failed", message == nullptr ? "" : message, "" };
    table.release(ReleaseStatus, status);
    return error;
}

/// Releases an object of the runtime at the end of a scope.
class Owned {
public:
    Owned(const OrtTable& table, Slot release)
        : m_table(table)
        , m_release(release)
    {
    }
    ~Owned() { m_table.release(m_release, m_object); }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    void** out() { return &m_object; }
    [[nodiscard]] void* get() const { return m_object; }

private:
    const OrtTable& m_table;
    Slot m_release;
    void* m_object = nullptr;
};

Result<std::string> name_of_port(const OrtTable& table, void* session, Slot slot, std::size_t index)
{
    void* allocator = nullptr;
    TRY(checked(table, table.call<void**>(GetAllocatorWithDefaultOptions, &allocator), "getting the allocator"));
    char* name = nullptr;
    TRY(checked(table, table.call<const void*, std::size_t, void*, char**>(slot, session, index, allocator, &name), "reading a name"));
    std::string copy = name;
    TRY(checked(table, table.call<void*, void*>(AllocatorFree, allocator, static_cast<void*>(name)), "freeing a name"));
    return copy;
}

Result<std::vector<std::string>> output_names(const OrtTable& table, void* session)
{
    std::size_t count = 0;
    TRY(checked(table, table.call<const void*, std::size_t*>(SessionGetOutputCount, session, &count), "counting answers"));
    if (count < 1 || count > kMaxOutputs)
        return Error { ErrorCode::Malformed, "a network has no answer, or more answers than any we know", "", "" };
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i)
        names.push_back(TRY(name_of_port(table, session, GetOutputName, i)));
    return names;
}

Result<Tensor> copied(const OrtTable& table, void* value)
{
    Owned info(table, ReleaseTensorTypeAndShapeInfo);
    TRY(checked(table, table.call<const void*, void**>(GetTensorTypeAndShape, value, info.out()), "reading the answer's shape"));
    std::size_t rank = 0;
    TRY(checked(table, table.call<const void*, std::size_t*>(GetDimensionsCount, info.get(), &rank), "reading the answer's rank"));
    Tensor tensor;
    tensor.shape.resize(rank);
    TRY(checked(table, table.call<const void*, std::int64_t*, std::size_t>(GetDimensions, info.get(), tensor.shape.data(), rank),
        "reading the answer's sides"));
    std::size_t count = 1;
    for (const auto side : tensor.shape) {
        if (side < 0 || (side > 0 && count > kMaxOutputValues / static_cast<std::size_t>(side)))
            return Error { ErrorCode::LimitExceeded, "the network's answer has no usable size", "", "" };
        count *= static_cast<std::size_t>(side);
    }
    void* data = nullptr;
    TRY(checked(table, table.call<void*, void**>(GetTensorMutableData, value, &data), "reading the answer"));
    const auto* numbers = static_cast<const float*>(data);
    tensor.values.assign(numbers, numbers + count);
    return tensor;
}

Result<std::vector<Tensor>> answers_of(const OrtTable& table, Status status, std::span<void* const> values)
{
    TRY(checked(table, status, "running a network"));
    std::vector<Tensor> answers;
    for (void* value : values)
        answers.push_back(TRY(copied(table, value)));
    return answers;
}

Result<void> set_up(const OrtTable& table, void* options)
{
    // No pool of threads: they would not exist after the fork.
    TRY(checked(table, table.call<void*, int>(SetIntraOpNumThreads, options, 1), "choosing one thread"));
    TRY(checked(table, table.call<void*, int>(SetSessionGraphOptimizationLevel, options, kAllOptimisations), "choosing optimisations"));
    // Every picture has another shape: patterns and arenas would only grow.
    TRY(checked(table, table.call<void*>(DisableMemPattern, options), "switching memory patterns off"));
    return checked(table, table.call<void*>(DisableCpuMemArena, options), "switching the arena off");
}

}  // namespace

Result<std::shared_ptr<const OnnxRuntime>> OnnxRuntime::open(const std::filesystem::path& library)
{
    const auto missing = [&library](const std::string& why) {
        return Error { ErrorCode::NotFound, "ONNX Runtime could not be opened: " + why, library.string(),
            "the models' folder must hold libonnxruntime.so" };
    };
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
        return missing("the library does not load");
    void* entry = dlsym(handle, "OrtGetApiBase");
    if (entry == nullptr)
        return missing("it has no OrtGetApiBase");
    const ApiBase* base = reinterpret_cast<const ApiBase* (*)()>(entry)();
    const OrtTable* table = base == nullptr ? nullptr : base->get_api(kApiVersion);
    if (table == nullptr)
        return missing("it does not answer to version 17 of its interface");

    std::shared_ptr<OnnxRuntime> runtime(new OnnxRuntime);
    runtime->m_table = table;
    TRY(checked(*table, table->call<int, const char*, void**>(CreateEnv, kLogFatal, "imprimatur", &runtime->m_environment), "starting"));
    return std::shared_ptr<const OnnxRuntime>(std::move(runtime));
}

OnnxRuntime::~OnnxRuntime()
{
    if (m_table != nullptr)
        m_table->release(ReleaseEnv, m_environment);
}

Result<OnnxSession> OnnxSession::load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model)
{
    const OrtTable& table = *runtime->m_table;
    Owned options(table, ReleaseSessionOptions);
    TRY(checked(table, table.call<void**>(CreateSessionOptions, options.out()), "making options"));
    TRY(set_up(table, options.get()));

    OnnxSession session;
    session.m_runtime = runtime;
    auto* created = table.call<const void*, const char*, const void*, void**>(
        CreateSession, runtime->m_environment, model.c_str(), options.get(), &session.m_session);
    if (auto loaded = checked(table, created, "loading a model"); !loaded.ok())
        return Error { ErrorCode::NotFound, "a model could not be loaded", model.string(), "build again, or name the models' folder" };
    TRY(checked(table, table.call<int, int, void**>(CreateCpuMemoryInfo, kDeviceAllocator, kDefaultMemory, &session.m_memory),
        "describing memory"));
    session.m_input = TRY(name_of_port(table, session.m_session, GetInputName, 0));
    session.m_outputs = TRY(output_names(table, session.m_session));
    return session;
}

OnnxSession::OnnxSession(OnnxSession&& other) noexcept { *this = std::move(other); }

OnnxSession& OnnxSession::operator=(OnnxSession&& other) noexcept
{
    std::swap(m_runtime, other.m_runtime);
    std::swap(m_session, other.m_session);
    std::swap(m_memory, other.m_memory);
    std::swap(m_input, other.m_input);
    std::swap(m_outputs, other.m_outputs);
    return *this;
}

OnnxSession::~OnnxSession()
{
    if (m_runtime == nullptr)
        return;
    m_runtime->m_table->release(ReleaseMemoryInfo, m_memory);
    m_runtime->m_table->release(ReleaseSession, m_session);
}

Result<Tensor> OnnxSession::run(std::span<float> input, std::span<const std::int64_t> shape) const
{
    auto answers = TRY(run_first(input, shape, 1));
    return std::move(answers.front());
}

Result<std::vector<Tensor>> OnnxSession::run_all(std::span<float> input, std::span<const std::int64_t> shape) const
{
    return run_first(input, shape, m_outputs.size());
}

Result<std::vector<Tensor>> OnnxSession::run_first(std::span<float> input, std::span<const std::int64_t> shape, std::size_t outputs) const
{
    const auto count = std::accumulate(shape.begin(), shape.end(), std::int64_t { 1 }, std::multiplies<>());
    if (count < 1 || static_cast<std::size_t>(count) != input.size())
        return Error { ErrorCode::Internal, "a tensor's numbers do not fit its shape", "", "" };
    const OrtTable& table = *m_runtime->m_table;
    Owned in(table, ReleaseValue);
    TRY(checked(table,
        table.call<const void*, void*, std::size_t, const std::int64_t*, std::size_t, int, void**>(CreateTensorWithDataAsOrtValue, m_memory,
            static_cast<void*>(input.data()), input.size_bytes(), shape.data(), shape.size(), kFloat, in.out()),
        "making a tensor"));
    const std::array input_names { m_input.c_str() };
    const std::array<const void*, 1> inputs { in.get() };
    std::array<const char*, kMaxOutputs> names {};
    for (std::size_t i = 0; i < outputs; ++i)
        names[i] = m_outputs[i].c_str();
    std::array<void*, kMaxOutputs> out {};
    const auto status
        = table.call<void*, const void*, const char* const*, const void* const*, std::size_t, const char* const*, std::size_t, void**>(
            Run, m_session, nullptr, input_names.data(), inputs.data(), inputs.size(), names.data(), outputs, out.data());
    auto answers = answers_of(table, status, std::span(out).first(outputs));
    for (void* value : out)
        table.release(ReleaseValue, value);
    return answers;
}

}  // namespace imprimatur::jail
