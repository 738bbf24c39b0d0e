import QtQuick

// A button without an edge, for bars.
ButtonBase {
}
