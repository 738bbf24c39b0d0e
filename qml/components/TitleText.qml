import QtQuick
import Sojourn.Theme

// Text of 20/24, semi-bold.
Text {
    font.family: Theme.fontFamily
    font.pixelSize: Theme.titleSize
    font.weight: Font.DemiBold
    lineHeight: Theme.titleLineHeight
    lineHeightMode: Text.FixedHeight
    color: Theme.text
    textFormat: Text.PlainText
    Accessible.role: Accessible.Heading
    Accessible.name: text
    Accessible.ignored: text === ""
}
