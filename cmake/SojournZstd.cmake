# sojourn_zstd: libzstd, which brings no CMake package on some distributions.
find_path(SOJOURN_ZSTD_INCLUDES zstd.h REQUIRED)
find_library(SOJOURN_ZSTD_LIBRARY zstd REQUIRED)
mark_as_advanced(SOJOURN_ZSTD_INCLUDES SOJOURN_ZSTD_LIBRARY)
add_library(sojourn_zstd INTERFACE)
target_include_directories(sojourn_zstd SYSTEM INTERFACE ${SOJOURN_ZSTD_INCLUDES})
target_link_libraries(sojourn_zstd INTERFACE ${SOJOURN_ZSTD_LIBRARY})
