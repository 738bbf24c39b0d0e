import QtQuick
import QtQuick.Templates as T

// A square button with an icon only. Its text is its accessible name and, unless `hint` says more, its tooltip.
ButtonBase {
    id: control

    property bool small: false // as high as a field

    display: T.AbstractButton.IconOnly
    hint: control.text
    implicitWidth: small ? 24 : 32
    implicitHeight: small ? 24 : 32
    leftPadding: 0
    rightPadding: 0
}
