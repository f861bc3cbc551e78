// ONNX Runtime, opened with dlopen: no package of Debian 12 has it, and the one that carries it brings no header.
// Everything is single-threaded, so that a session made before a fork runs in the child.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace imprimatur::jail {

struct OrtTable;

/// The numbers of one tensor; the last dimension varies fastest.
struct Tensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// The open library and its environment. Never closed: a runtime does not survive dlclose.
class OnnxRuntime {
public:
    static Result<std::shared_ptr<const OnnxRuntime>> open(const std::filesystem::path& library);
    ~OnnxRuntime();
    OnnxRuntime(const OnnxRuntime&) = delete;
    OnnxRuntime& operator=(const OnnxRuntime&) = delete;

private:
    friend class OnnxSession;
    OnnxRuntime() = default;
    const OrtTable* m_table = nullptr;
    void* m_environment = nullptr;
};

/// One network with one input; everything it takes and answers is 32-bit floats.
class OnnxSession {
public:
    static Result<OnnxSession> load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model);
    OnnxSession(OnnxSession&& other) noexcept;
    OnnxSession& operator=(OnnxSession&& other) noexcept;
    ~OnnxSession();

    /// `input` is read in place and not changed. A network that refuses the shape is an Error without pixel values.
    Result<Tensor> run(std::span<float> input, std::span<const std::int64_t> shape) const;
    /// Every output, in the model's own order.
    Result<std::vector<Tensor>> run_all(std::span<float> input, std::span<const std::int64_t> shape) const;

private:
    OnnxSession() = default;
    Result<std::vector<Tensor>> run_first(std::span<float> input, std::span<const std::int64_t> shape, std::size_t outputs) const;

    std::shared_ptr<const OnnxRuntime> m_runtime;
    void* m_session = nullptr;
    void* m_memory = nullptr;
    std::string m_input;
    std::vector<std::string> m_outputs;
};

}  // namespace imprimatur::jail
