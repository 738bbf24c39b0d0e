import QtQuick
import QtTest
import Sojourn.Components
import Sojourn.Theme

Item {
    id: root

    width: 500
    height: 600

    Column {
        spacing: 8

        PrimaryButton {
            id: button
            text: "Run"
        }

        IconButton {
            id: iconButton
            iconName: "restart"
            text: "Run again"
        }

        Chip {
            id: chip
            text: "Following"
            checkable: true
        }

        Chip {
            id: closableChip
            text: "waiting to get"
            swatch: StatePattern.WaitingGet
            closable: true
        }

        Segmented {
            id: segmented
            options: ["Virtual", "Real"]
            currentIndex: 0
            label: "Clock"
            onChosen: i => currentIndex = i
        }

        Combo {
            id: combo
            label: "Scenario"
            model: ["Producers and consumers", "Pipeline", "Gather"]
            footerText: "All scenarios…"
        }

        Check {
            id: check
            text: "Reduce motion"
        }

        Toggle {
            id: toggle
            text: "Theory"
        }

        MenuButton {
            id: menuButton
            text: "More"
            iconOnly: true
            iconName: "menu"

            MenuEntry {
                id: entry
                text: "Open"
            }
        }

        ErrorBanner {
            id: banner
            width: 480
            title: "There is no queue “wrok”."
            excerpt: ['a', '  "wrok"', 'c']
            firstLine: 13
            wrongLine: 14
            wrongColumn: 3
            wrongLength: 6
            actions: ["Change it", "Open the file"]
        }

        TextInputField {
            id: textField
            label: "Find"
        }
    }

    SignalSpy {
        id: clicks
        target: button
        signalName: "clicked"
    }

    SignalSpy {
        id: chosen
        target: segmented
        signalName: "chosen"
    }

    SignalSpy {
        id: closed
        target: closableChip
        signalName: "closed"
    }

    SignalSpy {
        id: activated
        target: combo
        signalName: "activated"
    }

    SignalSpy {
        id: footer
        target: combo
        signalName: "footerChosen"
    }

    SignalSpy {
        id: toggled
        target: toggle
        signalName: "toggled"
    }

    SignalSpy {
        id: triggered
        target: entry
        signalName: "triggered"
    }

    SignalSpy {
        id: actions
        target: banner
        signalName: "actionChosen"
    }

    TestCase {
        name: "Controls"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            segmented.currentIndex = 0;
            combo.currentIndex = 0;
            chip.checked = false;
            check.checked = false;
            toggle.checked = false;
            combo.popup.close();
            menuButton.menu.close();
            for (const spy of [clicks, chosen, closed, activated, footer, toggled, triggered, actions])
                spy.clear();
        }

        function all(item: Item, type: string): var {
            let found = [];
            for (let i = 0; i < item.children.length; ++i) {
                const child = item.children[i];
                if (child.toString().startsWith(type + "_"))
                    found.push(child);
                found = found.concat(all(child, type));
            }
            return found;
        }

        // What a popup shows has its places after a frame; one that was shown already makes none.
        function settle(item: Item) {
            waitForRendering(item, 100);
        }

        function test_buttonTakesSpaceEnterAndMouse() {
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus);
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Enter);
            mouseClick(button);
            compare(clicks.count, 4);
        }

        function test_disabledButtonIsDead() {
            button.enabled = false;
            mouseClick(button);
            compare(clicks.count, 0);
            button.enabled = true;
        }

        function test_iconButtonHasAName() {
            compare(iconButton.Accessible.name, "Run again");
            compare(iconButton.hint, "Run again");
            compare(iconButton.width, 32);
        }

        function test_chipIsChecked() {
            mouseClick(chip);
            verify(chip.checked);
            chip.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            verify(!chip.checked);
            keyClick(Qt.Key_Space);
            verify(chip.checked);
        }

        function test_chipIsClosed() {
            mouseClick(closableChip, closableChip.width - 12, 12);
            compare(closed.count, 1);
            closableChip.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Delete);
            compare(closed.count, 2);
        }

        function test_segmentedIsChosenByMouse() {
            mouseClick(segmented, segmented.width - 10, 16);
            compare(segmented.currentIndex, 1);
            mouseClick(segmented, segmented.width - 10, 16);
            compare(chosen.count, 1);
        }

        function test_segmentedIsChosenByArrows() {
            segmented.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            compare(segmented.currentIndex, 1);
            keyClick(Qt.Key_Right);
            compare(segmented.currentIndex, 1);
            keyClick(Qt.Key_Left);
            compare(segmented.currentIndex, 0);
            compare(chosen.count, 2);
        }

        function test_segmentedLeavesTheChoiceToItsOwner() {
            const holding = createTemporaryQmlObject('import Sojourn.Components; Segmented { options: ["a", "b"]; currentIndex: 0 }', root);
            mouseClick(holding, holding.width - 5, 16);
            compare(holding.currentIndex, 0);
        }

        function test_comboByKeyboard() {
            combo.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            tryVerify(() => combo.popup.opened);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryVerify(() => !combo.popup.visible);
            compare(combo.currentIndex, 1);
            compare(activated.count, 1);
            keyClick(Qt.Key_Down);
            compare(combo.currentIndex, 2);
        }

        function test_comboByMouse() {
            mouseClick(combo);
            tryVerify(() => combo.popup.opened);
            settle(combo.popup.contentItem);
            const entries = all(combo.popup.contentItem, "ListEntry");
            compare(entries.length, 4);
            mouseClick(entries.find(e => e.text === "Gather"));
            compare(combo.currentIndex, 2);
            tryVerify(() => !combo.popup.visible);
            mouseClick(combo);
            tryVerify(() => combo.popup.opened);
            mouseClick(entries.find(e => e.text === "All scenarios…"));
            tryVerify(() => !combo.popup.visible);
            compare(footer.count, 1);
            compare(combo.currentIndex, 2);
        }

        function test_checkAndToggle() {
            mouseClick(check);
            verify(check.checked);
            check.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(!check.checked);
            toggle.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            verify(toggle.checked);
            compare(toggled.count, 1);
        }

        function test_menuOpensAndTriggers() {
            mouseClick(menuButton);
            tryVerify(() => menuButton.menu.opened);
            settle(menuButton.menu.contentItem);
            mouseClick(entry);
            compare(triggered.count, 1);
            tryVerify(() => !menuButton.menu.visible);
        }

        function test_menuClosesOnASecondClick() {
            mouseClick(menuButton);
            tryVerify(() => menuButton.menu.opened);
            mouseClick(menuButton);
            tryVerify(() => !menuButton.menu.visible);
        }

        function test_menuIsAsWideAsItsWidestEntry() {
            entry.text = "A command with a name that is longer than all the others";
            mouseClick(menuButton);
            tryVerify(() => menuButton.menu.opened);
            verify(entry.width >= entry.implicitWidth);
            entry.text = "Open";
        }

        function test_menuByKeyboard() {
            menuButton.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            tryVerify(() => menuButton.menu.opened);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(triggered.count, 1);
            tryVerify(() => !menuButton.menu.visible);
        }

        function test_noNumberStandsApartFromItsUnit() {
            compare(Theme.unbroken("waited 5.60 s in M/M/4/104"), "waited 5.60\u00a0s in M/\u2060M/\u20604/\u2060104");
            compare(Theme.unbroken("1.9 items/s at 33 % of 4 seats"), "1.9\u00a0items/\u2060s at 33\u00a0% of 4 seats");
            compare(Theme.unbroken("a/b 3 s"), "a/b 3\u00a0s");
        }

        function test_bannerMarksThePiece() {
            const lines = all(banner, "CodeLine");
            compare(lines.length, 3);
            compare(lines.map(l => l.marked), [false, true, false]);
            compare(lines[1].number, 14);
            compare(all(lines[1], "CodeText")[2].text, '"wrok"');
        }

        function test_bannerOffersRepairsAndItsText() {
            const buttons = all(banner, "ButtonBase");
            mouseClick(buttons[1]);
            compare(actions.count, 1);
            compare(actions.signalArguments[0][0], 1);
            compare(banner.copyText, 'There is no queue “wrok”.\na\n  "wrok"\nc');
        }

        function test_reducedMotionStopsMotion() {
            Theme.reducedMotion = true;
            compare(Theme.hoverDuration, 0);
            compare(Theme.panelDuration, 0);
            compare(Theme.travelDuration, 0);
            Theme.reducedMotion = false;
            compare(Theme.travelDuration, 240);
        }

        function test_modeSwitchesThePalette() {
            Theme.mode = Theme.Dark;
            verify(Theme.dark);
            compare(Theme.accent, "#b9a5ff");
            Theme.mode = Theme.Light;
            verify(!Theme.dark);
            compare(Theme.accent, "#5b3cc4");
            compare(Theme.itemFill(7), Theme.itemFill(1));
            Theme.mode = Theme.System;
        }
    }
}
