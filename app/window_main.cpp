// The program `sojourn-window`: all that `sojourn` is, and the window.
#include "cli/command_line.h"
#include "window.h"

#include <variant>

int main(int argc, char** argv)
{
    const sojourn::cli::CommandLineResult result = sojourn::cli::runCommandLine(argc, argv);
    if (const int* status = std::get_if<int>(&result)) return *status;
    return sojourn::runWindow(argc, argv, std::get<sojourn::cli::WindowRequest>(result));
}
