# share/imprimatur beside bin/: the policy packs and word rules, and the models by exact SHA-256.
set(share ${CMAKE_BINARY_DIR}/share/imprimatur)
file(MAKE_DIRECTORY ${share})
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/policy ${share}/policy SYMBOLIC)
