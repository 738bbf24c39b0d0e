import QtQuick
import Sojourn.Theme

// The one button of a place that does what is most wanted.
ButtonBase {
    ink: Theme.textOnAccent
    fill: Theme.accent
    hoverFill: Theme.accentHover
    weight: Font.DemiBold
    leftPadding: 16
    rightPadding: 16
}
