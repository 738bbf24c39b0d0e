import QtQuick
import Sojourn.Theme

// Text of 13/16, the ordinary size.
Text {
    font.family: Theme.fontFamily
    font.pixelSize: Theme.bodySize
    lineHeight: Theme.bodyLineHeight
    lineHeightMode: Text.FixedHeight
    color: Theme.text
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
