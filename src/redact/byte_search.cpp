#include "redact/byte_search.h"

#include <queue>
#include <set>

namespace imprimatur::redact {

namespace {

constexpr std::int32_t kNone = -1;

}  // namespace

ByteSearch::ByteSearch(const std::vector<std::string>& needles)
{
    m_nodes.emplace_back();
    m_nodes.back().next.fill(kNone);
    for (std::size_t i = 0; i < needles.size(); ++i)
        insert(needles[i], i);
    link();
}

void ByteSearch::insert(const std::string& needle, std::size_t index)
{
    if (needle.empty())
        return;
    std::size_t at = 0;
    for (const char c : needle) {
        const auto byte = static_cast<unsigned char>(c);
        if (m_nodes[at].next[byte] == kNone) {
            m_nodes[at].next[byte] = static_cast<std::int32_t>(m_nodes.size());
            m_nodes.emplace_back();
            m_nodes.back().next.fill(kNone);
        }
        at = static_cast<std::size_t>(m_nodes[at].next[byte]);
    }
    m_nodes[at].ends.push_back(index);
}

void ByteSearch::link()
{
    std::queue<std::size_t> order;
    for (auto& next : m_nodes[0].next) {
        if (next == kNone)
            next = 0;
        else
            order.push(static_cast<std::size_t>(next));
    }
    while (!order.empty()) {
        const auto at = order.front();
        order.pop();
        Node& node = m_nodes[at];
        const auto& fail = m_nodes[static_cast<std::size_t>(node.fail)];
        node.report = node.ends.empty() ? fail.report : static_cast<std::int32_t>(at);
        for (std::size_t byte = 0; byte < node.next.size(); ++byte) {
            if (node.next[byte] == kNone) {
                node.next[byte] = fail.next[byte];
            } else {
                m_nodes[static_cast<std::size_t>(node.next[byte])].fail = fail.next[byte];
                order.push(static_cast<std::size_t>(node.next[byte]));
            }
        }
    }
}

std::vector<std::size_t> ByteSearch::find_in(ByteView bytes) const
{
    std::set<std::size_t> found;
    std::int32_t at = 0;
    for (const auto byte : bytes) {
        at = m_nodes[static_cast<std::size_t>(at)].next[byte];
        auto hit = m_nodes[static_cast<std::size_t>(at)].report;
        while (hit > 0) {
            const Node& node = m_nodes[static_cast<std::size_t>(hit)];
            found.insert(node.ends.begin(), node.ends.end());
            hit = m_nodes[static_cast<std::size_t>(node.fail)].report;
        }
    }
    return { found.begin(), found.end() };
}

}  // namespace imprimatur::redact
