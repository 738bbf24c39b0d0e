import QtQuick
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.Theme

// Asks before an export takes the place of a file.
Card {
    id: root

    property url file
    property string fileName

    signal agreed(url file)

    function ask(target: url, name: string) {
        file = target;
        fileName = name;
        open();
    }

    contentItem: CardContent {
        title: qsTr("Replace “%1”?").arg(root.fileName)
        onClosed: root.close()

        BodyText {
            width: parent.width
            text: qsTr("There is a file of that name. What is in it would be lost.")
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
        }

        Row {
            spacing: 8

            PrimaryButton {
                objectName: "keepIt"
                text: qsTr("Keep it")
                onClicked: root.close()
            }

            OutlineButton {
                objectName: "replaceIt"
                text: qsTr("Replace it")
                onClicked: {
                    root.close();
                    root.agreed(root.file);
                }
            }
        }
    }
}
