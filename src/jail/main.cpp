// imprimatur-jail MODELS POLICY: started by imprimatur with a SOCK_SEQPACKET socket as descriptor 3. Not a command for people.
#include "jail/server.h"

#include <sys/socket.h>

#include <cstdio>

int main(int argc, char** argv)
{
    constexpr int kSocket = 3;
    constexpr int kCannot = 1;
    constexpr int kUsage = 2;
    int type = 0;
    socklen_t size = sizeof type;
    if (argc != 3 || getsockopt(kSocket, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
        std::fputs("imprimatur-jail is started by imprimatur; it reads files where they can do no harm\n", stderr);
        return kUsage;
    }
    const auto served = imprimatur::jail::serve(kSocket, { .models = argv[1], .policy = argv[2] });
    if (!served.ok()) {
        std::fprintf(stderr, "imprimatur-jail: %s\n", served.error().line().c_str());
        return kCannot;
    }
    return 0;
}
