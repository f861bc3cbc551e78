# Warnings are errors in every preset but release, where a newer compiler's opinion must not stop an installation.
add_library(imprimatur_options INTERFACE)
target_compile_options(imprimatur_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough
    # Every field has a default; naming the ones that differ is the point of designated initializers.
    -Wno-missing-field-initializers)
option(IMPRIMATUR_WERROR "treat warnings as errors" ON)
if(IMPRIMATUR_WERROR)
    target_compile_options(imprimatur_options INTERFACE -Werror)
endif()
