// Result and TRY: errors are values, no exception crosses a folder.
//
//   Result<Material> read(ByteView bytes);
//   auto material = TRY(read(bytes));          // returns the error to the caller, or yields the value
//
// An Error is for the world failing (disk full, database locked, nonsense on the command line). What is wrong with
// somebody's picture or words is data (Unreadable, Finding), never an Error.
// An Error's text reaches terminals and logs: it never carries a value taken from a patient's file.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace imprimatur {

enum class ErrorCode {
    InvalidArgument,  ///< the caller asked for something that makes no sense
    NotFound,  ///< a file, model, pack or record is not there
    Malformed,  ///< our own data (policy, consent, ledger, reply) does not parse
    Unavailable,  ///< the operating system or a helper process refused
    LimitExceeded,  ///< a named limit of base/limits.h was passed
    VerificationFailed,  ///< bytes, signature or chain are not what they should be
    Internal,  ///< a bug in Imprimatur
};

/// What went wrong, where, and what to do about it: one line for a person.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string what;
    std::string where;
    std::string remedy;

    /// "what (where): remedy", leaving out what is empty.
    [[nodiscard]] std::string line() const
    {
        std::string text = what;
        if (!where.empty())
            text += " (" + where + ")";
        if (!remedy.empty())
            text += ": " + remedy;
        return text;
    }
};

template <typename T> class [[nodiscard]] Result {
public:
    using Value = T;
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return std::get<0>(m_state); }
    const T& value() const& { return std::get<0>(m_state); }
    T value() && { return std::move(std::get<0>(m_state)); }
    const Error& error() const& { return std::get<1>(m_state); }
    Error error() && { return std::move(std::get<1>(m_state)); }

    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void> {
public:
    using Value = void;
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
        , m_ok(false)
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    explicit operator bool() const { return ok(); }
    void value() const { }
    const Error& error() const& { return m_error; }
    Error error() && { return std::move(m_error); }

private:
    Error m_error {};
    bool m_ok = true;
};

}  // namespace imprimatur

// A GNU statement expression: g++ and clang both have it, and __extension__ keeps -Wpedantic quiet. The counter lets
// one TRY stand inside another. Use it as the whole right-hand side: returning out of the middle of a braced initialiser or
// of a larger expression leaves what was built so far undestroyed.
#define TRY(expression) IMPRIMATUR_TRY_(expression, __COUNTER__)
#define IMPRIMATUR_TRY_(expression, number) IMPRIMATUR_TRY_NAMED_(expression, number)
#define IMPRIMATUR_TRY_NAMED_(expression, number)                                                                                          \
    __extension__({                                                                                                                        \
        auto try_result_##number = (expression);                                                                                           \
        if (!try_result_##number.ok())                                                                                                     \
            return std::move(try_result_##number).error();                                                                                 \
        std::move(try_result_##number).value();                                                                                            \
    })
