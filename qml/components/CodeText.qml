import QtQuick
import Sojourn.Theme

// Text in the fixed-width font, 13/24.
Text {
    font.family: Theme.codeFamily
    font.pixelSize: Theme.codeSize
    height: Theme.codeLineHeight
    verticalAlignment: Text.AlignVCenter
    color: Theme.text
    textFormat: Text.PlainText
    Accessible.ignored: true
}
