# One target for warnings and defines; every target of ours links it, none sets flags of its own.
add_library(sojourn_options INTERFACE)
target_compile_features(sojourn_options INTERFACE cxx_std_20)
target_compile_options(sojourn_options INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wconversion -Wno-sign-conversion
  # GCC 12 sees an overlap in every optimised `"text" + std::string` (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Results must be the same on every machine: no fused multiply-add behind our back.
  -ffp-contract=off)
target_compile_definitions(sojourn_options INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
  SOJOURN_VERSION="${PROJECT_VERSION}")
if(SOJOURN_SANITIZE)
  list(JOIN SOJOURN_SANITIZE "," _sanitizers)
  target_compile_options(sojourn_options INTERFACE -fsanitize=${_sanitizers} -fno-omit-frame-pointer)
  target_link_options(sojourn_options INTERFACE -fsanitize=${_sanitizers})
  if("fuzzer-no-link" IN_LIST SOJOURN_SANITIZE) # what no fuzzer would get past is not checked
    target_compile_definitions(sojourn_options INTERFACE SOJOURN_FUZZING)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND "undefined" IN_LIST SOJOURN_SANITIZE)
    target_compile_options(sojourn_options INTERFACE -fno-sanitize=function)
  endif()
endif()

# sojourn_optimise(TARGET): link-time optimisation in a release. A turn of a task passes through five rooms; inlining
# across them is worth a tenth of an unrecorded run.
include(CheckIPOSupported)
check_ipo_supported(RESULT SOJOURN_HAS_IPO OUTPUT _ignored LANGUAGES CXX)
function(sojourn_optimise target)
  if(SOJOURN_HAS_IPO AND SOJOURN_LINK_TIME_OPTIMISATION)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION_RELEASE ON)
  endif()
endfunction()

# sojourn_room(NAME SOURCES... LINK targets...): a static library of one room of the engine.
# Headers are included as "room/file.h" from the engine's folder.
function(sojourn_room name)
  cmake_parse_arguments(PARSE_ARGV 1 ROOM "MOC" "" "SOURCES;LINK;PRIVATE_LINK")
  add_library(sojourn_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(sojourn_${name} PUBLIC ${PROJECT_SOURCE_DIR}/engine)
  target_link_libraries(sojourn_${name} PUBLIC ${ROOM_LINK} PRIVATE sojourn_options ${ROOM_PRIVATE_LINK})
  sojourn_optimise(sojourn_${name})
  if(ROOM_MOC)
    set_target_properties(sojourn_${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()
