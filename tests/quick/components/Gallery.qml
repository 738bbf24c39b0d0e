pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// Every control in its states, to be looked at beside the design's picture of them.
Rectangle {
    id: root

    property bool comboOpen: true

    width: 700
    height: 1240
    color: Theme.background

    // After the first frame, so that the window is active.
    Timer {
        id: showFocus
        interval: 200
        running: true
        onTriggered: {
            root.type(wrongSlider, "−3");
            if (root.comboOpen)
                combo.popup.open();
            focused.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    Row {
        x: 32
        y: 24
        spacing: 12

        TitleText {
            id: title
            text: Theme.dark ? "Controls, dark" : "Controls, light"
        }

        BodyText {
            anchors.baseline: title.baseline
            text: "body 13"
        }

        BodyText {
            anchors.baseline: title.baseline
            text: "label 13 medium"
            font.weight: Font.Medium
        }

        CaptionText {
            anchors.baseline: title.baseline
            text: "caption 11"
        }
    }

    Column {
        x: 32
        y: 72
        width: 302
        spacing: 14

        SectionHeading {
            width: parent.width
            text: "Slider with a typed value"
            underlined: true
        }

        LabelledSlider {
            width: parent.width
            label: "Consumers"
            from: 1
            to: 8
            value: 4
        }

        LabelledSlider {
            width: parent.width
            label: "Consumers"
            from: 1
            to: 8
            before: 3
            value: 4
            note: "changed: the mark is the value before; the arrow brings it back"
            onEdited: v => value = v
        }

        LabelledSlider {
            id: wrongSlider
            width: parent.width
            label: "Capacity"
            from: 1
            to: 50
            specialText: "no limit"
            value: 12
            requirement: "A capacity is 0 (no limit) or more."
        }

        LabelledSlider {
            width: parent.width
            label: "Capacity"
            from: 1
            to: 50
            specialText: "no limit"
            value: 0
            onEdited: v => value = v
        }
    }

    Column {
        x: 366
        y: 72
        width: 302
        spacing: 14

        SectionHeading {
            width: parent.width
            text: "Range slider"
            underlined: true
        }

        LabelledRange {
            width: parent.width
            label: "Producer sleep"
            from: 0
            to: 5
            unit: "s"
            low: 0.5
            high: 2.1
            onEdited: (l, h) => {
                low = l;
                high = h;
            }
        }

        LabelledRange {
            width: parent.width
            label: "Consumer sleep"
            from: 0
            to: 5
            unit: "s"
            low: 1
            high: 3
            lowBefore: 1
            highBefore: 2.4
            onEdited: (l, h) => {
                low = l;
                high = h;
            }
        }

        Row {
            spacing: 16

            Toggle {
                text: "Theory over the picture"
                checked: true
            }

            Toggle {
                text: "Off"
            }
        }

        Row {
            spacing: 16

            Check {
                text: "Ghost of A"
                checked: true
            }

            Check {
                text: "Reduce motion"
            }

        }

        TextInputField {
            width: parent.width
            placeholderText: "Find a task, an item, a queue"
            iconName: "search"
        }
    }

    SectionHeading {
        x: 32
        y: 410
        width: 636
        text: "Transport, speed and mode"
        underlined: true
    }

    Row {
        x: 32
        y: 446
        spacing: 8

        IconButton {
            iconName: "restart"
            text: "Run again"
            keyHint: "R"
        }

        IconButton {
            iconName: "stepBack"
            text: "Step back"
            keyHint: ","
            fill: Theme.hover
        }

        PrimaryButton {
            iconName: "play"
            text: "Run"
        }

        PrimaryButton {
            id: focused
            iconName: "pause"
            text: "Pause"
        }

        IconButton {
            iconName: "stepForward"
            text: "Step"
            keyHint: "."
        }

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: "Speed"
            color: Theme.textSecondary
        }

        BareSlider {
            anchors.verticalCenter: parent.verticalCenter
            label: "Speed"
            value: 1
            ticks: [0.1, 1, 100]
            onEdited: v => value = v
            rule: NumberRule {
                from: 0.1
                to: 10
                step: 0.1
                decimals: 1
                zerosCut: true
                logarithmic: true
                unit: "×"
                specialValue: 100
                specialText: "max"
            }
        }

        Segmented {
            options: ["Virtual", "Real"]
            currentIndex: 0
            label: "Clock"
            onChosen: i => currentIndex = i
        }
    }

    SectionHeading {
        x: 32
        y: 506
        width: 286
        text: "States: colour and pattern"
        underlined: true
    }

    Column {
        x: 32
        y: 540
        spacing: 8

        Repeater {
            model: ["running", "ready", "sleeping", "waiting to get", "waiting to put", "off to a thread or network", "blocking the loop", "waiting for flag, join or task", "cancelled", "failed", "item in a queue (ink, not a state)"]

            Row {
                id: line

                required property string modelData
                required property int index

                spacing: 12

                StateSwatch {
                    width: 56
                    height: 16
                    look: line.index
                }

                BodyText {
                    text: line.modelData
                }
            }
        }
    }

    SectionHeading {
        x: 350
        y: 506
        width: 318
        text: "Icons"
        underlined: true
    }

    Flow {
        x: 350
        y: 538
        width: 318
        spacing: 12

        Repeater {
            model: ["play", "pause", "stepBack", "stepForward", "restart", "undo", "chevronDown", "chevronUp", "chevronLeft", "chevronRight", "export", "search", "moon", "sun", "menu", "more", "dice", "close", "check", "warning", "information", "copy", "sort", "axis", "fold", "unfold", "compare", "sweep", "pin", "plus", "minus", "folder", "edit"]

            Icon {
                required property string modelData
                name: modelData
            }
        }
    }

    SectionHeading {
        x: 350
        y: 646
        width: 318
        text: "Chips and keys"
        underlined: true
    }

    Flow {
        x: 350
        y: 680
        width: 318
        spacing: 8

        Chip {
            iconName: "sort"
            text: "Start order"
        }

        Chip {
            text: "Pinned"
            checkable: true
            checked: true
        }

        Chip {
            text: "waiting to get"
            swatch: StatePattern.WaitingGet
            closable: true
        }

        Chip {
            text: "Frame all"
            keyHint: "F"
        }
    }

    SectionHeading {
        x: 350
        y: 756
        width: 318
        text: "Buttons"
        underlined: true
    }

    Row {
        x: 350
        y: 790
        spacing: 8

        PrimaryButton {
            text: "Compare"
        }

        OutlineButton {
            text: "Export"
        }

        OutlineButton {
            text: "Off"
            enabled: false
        }

        QuietButton {
            text: "Quiet"
        }

        MenuButton {
            objectName: "menu"
            text: "More"
            iconOnly: true
            iconName: "menu"

            MenuEntry {
                text: "Open a scenario…"
                iconName: "folder"
                keyHint: "Ctrl+O"
            }

            MenuEntry {
                text: "Reduce motion"
                checkable: true
                checked: true
            }

            MenuLine {
            }

            MenuEntry {
                text: "About Sojourn"
                enabled: false
            }
        }
    }

    Combo {
        id: combo
        x: 350
        y: 840
        width: 240
        model: ["Producers and consumers", "Work and result queues", "Gather"]
        footerText: "All scenarios…"
        footerKey: "Ctrl+N"
    }

    RaisedCard {
        x: 32
        y: 860
        width: 272

        contentItem: BodyText {
            text: "A raised card holds a rich tooltip or a hint, with whatever the caller puts in."
            wrapMode: Text.WordWrap
        }
    }

    EmptyHint {
        x: 0
        y: 930
        width: 340
        height: 110
        title: "No run to show"
        text: "A lane for each task appears here."
        kind: EmptyGlyph.Lanes
    }

    ErrorBanner {
        y: 1048
        width: parent.width
        title: "There is no queue “wrok”. Did you mean “work”?"
        place: "my-crawler.json, line 14, at tasks[1].steps[0].put. Nothing was run."
        excerpt: ['  {"name": "producer", "steps": [{"put": "wrok"}]},', '  {"name": "consumer"}']
        firstLine: 14
        wrongLine: 14
        wrongColumn: 42
        wrongLength: 6
        actions: ["Change it to “work”", "Open the file"]
        note: "The file is watched."
    }

    // Stands for a hand that types into the field of a slider and leaves it.
    function type(slider: LabelledSlider, text: string) {
        const field = findField(slider);
        field.text = text;
        field.textEdited();
        field.editingFinished();
    }

    function findField(item: Item): NumberField {
        if (item instanceof NumberField)
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = findField(item.children[i]);
            if (found)
                return found;
        }
        return null;
    }
}
