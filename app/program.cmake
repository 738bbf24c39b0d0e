# The two programs: the command, and the window that it opens. Included behind the QML modules, which the window
# is linked with.
include(GNUInstallDirs)
file(RELATIVE_PATH window_from_bin
  "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBEXECDIR}/sojourn/sojourn-window")

add_executable(sojourn app/main.cpp)
target_compile_definitions(sojourn PRIVATE SOJOURN_WINDOW_FROM_BIN="${window_from_bin}")
target_link_libraries(sojourn PRIVATE sojourn_options sojourn_cli)

qt_add_executable(sojourn-window app/window_main.cpp app/window.cpp app/window.h)
target_link_libraries(sojourn-window PRIVATE
  sojourn_options sojourn_cli
  sojourn_theme sojourn_themeplugin
  sojourn_viewmodels sojourn_viewmodelsplugin
  sojourn_scene sojourn_sceneplugin
  sojourn_components sojourn_componentsplugin
  sojourn_views sojourn_viewsplugin
  sojourn_dialogs sojourn_dialogsplugin
  sojourn_qml sojourn_qmlplugin
  Qt6::Gui Qt6::Quick)
# Whoever asks for the command gets all of it.
add_dependencies(sojourn sojourn-window)

foreach(program sojourn sojourn-window)
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/app)
  target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/app)
  sojourn_optimise(${program})
endforeach()
