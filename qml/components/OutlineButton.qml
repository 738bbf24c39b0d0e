import QtQuick
import Sojourn.Theme

// A button of second rank.
ButtonBase {
    fill: Theme.surface
    edge: Theme.controlBorder
}
