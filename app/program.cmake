# The program. Included behind the QML modules, which it is linked with.
qt_add_executable(sojourn app/main.cpp app/window.cpp app/window.h)
set_target_properties(sojourn PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/app)
target_include_directories(sojourn PRIVATE ${PROJECT_SOURCE_DIR}/app)
target_link_libraries(sojourn PRIVATE
  sojourn_options sojourn_cli
  sojourn_theme sojourn_themeplugin
  sojourn_viewmodels sojourn_viewmodelsplugin
  sojourn_scene sojourn_sceneplugin
  sojourn_components sojourn_componentsplugin
  sojourn_views sojourn_viewsplugin
  sojourn_dialogs sojourn_dialogsplugin
  sojourn_qml sojourn_qmlplugin
  Qt6::Gui Qt6::Quick)
sojourn_optimise(sojourn)
