// One imprimatur-jail fork server and the conversation with it.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model.h"
#include "imprimatur/result.h"
#include "jail/protocol.h"

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <vector>

namespace imprimatur::open {

struct JailPaths {
    std::filesystem::path program;  ///< imprimatur-jail
    std::filesystem::path models;  ///< folder of the detectors' models
    std::filesystem::path policy;  ///< folder with the tables of the DICOM standard and the word rules
};

/// Read-only memory of a descriptor; unmapped when it goes.
class Mapping {
public:
    static Result<Mapping> of(int fd);
    Mapping(Mapping&& other) noexcept;
    Mapping& operator=(Mapping&&) = delete;
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping();
    [[nodiscard]] ByteView bytes() const { return m_bytes; }

private:
    explicit Mapping(ByteView bytes)
        : m_bytes(bytes)
    {
    }
    ByteView m_bytes;
};

/// How the child ended and what it wrote.
struct JailAnswer {
    jail::ReplyHeader reply;
    Mapping output;
};

/// Descriptors of files: what Decode reads instead of bytes, and what Deidentify and Prove work on. -1: none.
struct JailFiles {
    int input = -1;
    int source = -1;
    int copy = -1;
};

/// Not thread-safe: one conversation at a time (JailReader keeps several).
class JailProcess {
public:
    static Result<std::unique_ptr<JailProcess>> start(const JailPaths& paths);
    JailProcess(const JailProcess&) = delete;
    JailProcess& operator=(const JailProcess&) = delete;
    ~JailProcess();

    /// `input` in pieces, so that a frame need not be copied behind its head. An Error: the server is lost.
    Result<JailAnswer> ask(const jail::RequestHeader& request, const std::vector<ByteView>& input, JailFiles files = {});

private:
    JailProcess(int socket, pid_t server)
        : m_socket(socket)
        , m_server(server)
    {
    }
    int m_socket;
    pid_t m_server;
};

}  // namespace imprimatur::open
