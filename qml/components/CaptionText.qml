import QtQuick
import Sojourn.Theme

// Text of 11/14, secondary.
Text {
    font.family: Theme.fontFamily
    font.pixelSize: Theme.captionSize
    lineHeight: Theme.captionLineHeight
    lineHeightMode: Text.FixedHeight
    color: Theme.textSecondary
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
