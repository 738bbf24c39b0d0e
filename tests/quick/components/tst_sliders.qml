import QtQuick
import QtTest
import Sojourn.Components

Item {
    width: 400
    height: 500

    Item {
        id: elsewhere
    }

    Column {
        width: 300
        spacing: 8

        LabelledSlider {
            id: slider
            width: 300
            label: "Consumers"
            from: 1
            to: 16
            value: 4
            onEdited: v => value = v
        }

        LabelledSlider {
            id: capacity
            width: 300
            label: "Capacity"
            from: 1
            to: 50
            specialText: "no limit"
            value: 12
            onEdited: v => value = v
        }

        LabelledRange {
            id: range
            width: 300
            label: "Consumer sleep"
            from: 0
            to: 5
            unit: "s"
            low: 1
            high: 3
            onEdited: (l, h) => {
                low = l;
                high = h;
            }
        }

        LabelledRange {
            id: crowded
            width: 200
            label: "A label that is much longer than its room"
            from: 0
            to: 1000000
            decimals: 9
            zerosCut: true
            unit: "customers/fortnight"
            low: 0.123456789
            high: 987654.321
        }

        LabelledSlider {
            id: stubborn
            width: 300
            label: "Stubborn"
            from: 0
            to: 10
            value: 5
        }
    }

    SignalSpy {
        id: edits
        target: slider
        signalName: "edited"
    }

    SignalSpy {
        id: rangeEdits
        target: range
        signalName: "edited"
    }

    SignalSpy {
        id: stubbornEdits
        target: stubborn
        signalName: "edited"
    }

    TestCase {
        id: test
        name: "Sliders"
        when: windowShown

        function init() {
            failOnWarning(/.?/);
            slider.before = NaN;
            slider.value = 4;
            capacity.value = 12;
            range.low = 1;
            range.high = 3;
            range.lowBefore = NaN;
            range.highBefore = NaN;
            for (const s of [slider, capacity, range, stubborn]) {
                for (const f of all(s, "NumberField"))
                    f.showValue();
            }
            elsewhere.forceActiveFocus();
            edits.clear();
            rangeEdits.clear();
            stubbornEdits.clear();
        }

        // All items of a type below an item, in order.
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

        function first(item: Item, type: string): var {
            const found = all(item, type);
            verify(found.length > 0, "there is a " + type);
            return found[0];
        }

        function typeInto(field: NumberField, text: string) {
            field.forceActiveFocus(Qt.TabFocusReason);
            field.selectAll();
            keyClick(Qt.Key_Delete);
            for (const letter of text)
                keyClick(letter);
        }

        function test_arrowKeysGoAStep() {
            const handle = first(slider, "SliderHandle");
            handle.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            compare(slider.value, 5);
            keyClick(Qt.Key_Left);
            keyClick(Qt.Key_Down);
            compare(slider.value, 3);
            keyClick(Qt.Key_PageUp);
            compare(slider.value, 5);
            keyClick(Qt.Key_Home);
            compare(slider.value, 1);
            keyClick(Qt.Key_Left);
            compare(slider.value, 1);
            keyClick(Qt.Key_End);
            compare(slider.value, 16);
            compare(edits.count, 6);
        }

        function test_keyboardFocusIsVisible() {
            const handle = first(slider, "SliderHandle");
            handle.forceActiveFocus(Qt.TabFocusReason);
            verify(handle.visualFocus);
            verify(first(handle, "FocusRing").shown);
        }

        function test_ringWaitsForAKeyAfterTheMouse() {
            const rail = first(slider, "SliderRail");
            const handle = first(slider, "SliderHandle");
            mouseClick(rail, rail.xAt(0.5), 8);
            verify(handle.activeFocus);
            verify(!handle.visualFocus);
            keyClick(Qt.Key_Right);
            verify(handle.visualFocus);
        }

        function test_tabGoesFromFieldToHandle() {
            first(slider, "NumberField").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Tab);
            verify(first(slider, "SliderHandle").activeFocus);
            keyClick(Qt.Key_Tab);
            verify(first(capacity, "NumberField").activeFocus);
        }

        function test_dragIsLive() {
            const rail = first(slider, "SliderRail");
            const y = rail.height / 2;
            mousePress(rail, rail.xAt(0.2), y);
            compare(slider.value, 4);
            verify(slider.pressed);
            mouseMove(rail, rail.xAt(0.6), y);
            compare(slider.value, 10);
            mouseMove(rail, rail.width + 50, y);
            compare(slider.value, 16);
            mouseRelease(rail, rail.width + 50, y);
            verify(!slider.pressed);
            verify(!first(slider, "SliderHandle").visualFocus);
        }

        function test_theNameStaysAsItIsSetWhileTheValueChanges() {
            const named = first(slider, "ParameterName");
            const text = first(named, "BodyText");
            // As narrow as the name needs: the arrow and a longer number take of its room.
            for (const width of [300, named.needed + 62, named.needed + 52]) {
                slider.width = width;
                slider.before = NaN;
                slider.value = 4;
                const size = text.font.pixelSize;
                slider.before = 4;
                const rail = first(slider, "SliderRail");
                mousePress(rail, rail.width * 0.2, rail.height / 2);
                mouseMove(rail, rail.width - 1, rail.height / 2);
                verify(slider.changed);
                compare(text.font.pixelSize, size, `at ${width}`);
                mouseRelease(rail, rail.width - 1, rail.height / 2);
                compare(text.font.pixelSize, size, `at ${width}`);
            }
            slider.width = 300;
        }

        function test_typedValueIsTakenOnEnter() {
            const field = first(slider, "NumberField");
            typeInto(field, " 7 ");
            compare(slider.value, 4);
            keyClick(Qt.Key_Return);
            compare(slider.value, 7);
            compare(field.text, "7");
            compare(edits.count, 1);
        }

        function test_enterGivesTheKeyboardToTheSlider() {
            typeInto(first(slider, "NumberField"), "7");
            keyClick(Qt.Key_Return);
            verify(first(slider, "SliderHandle").activeFocus);
            keyClick(Qt.Key_Right);
            compare(slider.value, 8);
            typeInto(first(slider, "NumberField"), "99");
            keyClick(Qt.Key_Return);
            verify(first(slider, "NumberField").activeFocus); // what is wrong is not left
            typeInto(all(range, "NumberField")[1], "4");
            keyClick(Qt.Key_Return);
            verify(all(range, "SliderHandle")[1].activeFocus);
        }

        function test_escapeLetsGoOfAFieldWithNothingToBringBack() {
            const field = first(slider, "NumberField");
            typeInto(field, "7");
            keyClick(Qt.Key_Escape);
            compare(field.text, "4");
            verify(field.activeFocus);
            keyClick(Qt.Key_Escape);
            verify(!field.activeFocus);
        }

        function test_typedValueIsTakenWhenTheFieldIsLeft() {
            typeInto(first(slider, "NumberField"), "9");
            first(capacity, "NumberField").forceActiveFocus(Qt.TabFocusReason);
            compare(slider.value, 9);
            compare(edits.count, 1);
        }

        function test_arrowsInTheFieldGoAStep() {
            first(slider, "NumberField").forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Up);
            compare(slider.value, 5);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            compare(slider.value, 3);
        }

        function test_unacceptableValueIsSaidAndTheLastGoodOneKept() {
            const field = first(slider, "NumberField");
            const line = first(slider, "ProblemLine");
            typeInto(field, "99");
            compare(slider.problem, "");
            keyClick(Qt.Key_Return);
            compare(slider.value, 4);
            compare(edits.count, 0);
            compare(slider.problem, "Type a whole number from 1 to 16.");
            verify(line.visible);
            compare(field.text, "99");

            keyClick(Qt.Key_Escape);
            compare(slider.problem, "");
            compare(field.text, "4");
            verify(!line.visible);
        }

        function test_ofTwoMistakesTheLatestIsSaid() {
            const fields = all(range, "NumberField");
            typeInto(fields[0], "9");
            keyClick(Qt.Key_Return);
            compare(range.problem, fields[0].problem);
            verify(fields[0].wrong);
            typeInto(fields[1], "abc");
            keyClick(Qt.Key_Return);
            verify(fields[0].wrong && fields[1].wrong);
            verify(range.problem.startsWith("That is not a number."));
            typeInto(fields[0], "8");
            keyClick(Qt.Key_Return);
            verify(fields[0].problem !== fields[1].problem);
            compare(range.problem, fields[0].problem);
            keyClick(Qt.Key_Escape);
            verify(range.problem.startsWith("That is not a number."));
            fields[1].forceActiveFocus();
            keyClick(Qt.Key_Escape);
            compare(range.problem, "");
        }

        function test_problemEndsWhenTheTextIsRepaired() {
            const field = first(slider, "NumberField");
            typeInto(field, "x");
            keyClick(Qt.Key_Return);
            verify(field.wrong);
            typeInto(field, "8");
            verify(!field.wrong);
            compare(slider.value, 4);
            keyClick(Qt.Key_Return);
            compare(slider.value, 8);
        }

        function test_whatIsWrongStandsInTheSlidersPlace() {
            const heights = [slider.height, range.height];
            const field = first(slider, "NumberField");
            typeInto(field, "99");
            keyClick(Qt.Key_Return);
            verify(first(slider, "ProblemLine").visible);
            verify(!first(slider, "SliderHandle").visible);
            typeInto(first(range, "NumberField"), "9");
            keyClick(Qt.Key_Return);
            verify(!first(range, "SliderHandle").visible);
            compare([slider.height, range.height], heights);
            keyClick(Qt.Key_Escape);
            verify(first(range, "SliderHandle").visible);
            slider.value = 5; // from elsewhere
            verify(!field.wrong);
            verify(first(slider, "SliderHandle").visible);
        }

        function test_markAndArrowBringTheValueBeforeBack() {
            verify(!slider.changed);
            slider.before = 4;
            verify(!slider.changed);
            slider.value = 6;
            verify(slider.changed);
            const arrow = first(slider, "IconButton");
            verify(arrow.visible);
            mouseClick(arrow);
            compare(slider.value, 4);
            verify(!arrow.visible);
        }

        function test_arrowBackIsReachedByKeyboard() {
            slider.before = 2;
            const arrow = first(slider, "IconButton");
            arrow.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(slider.value, 2);
        }

        function test_noLimitIsTheRightEnd() {
            const handle = first(capacity, "SliderHandle");
            handle.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_End);
            compare(capacity.value, 0);
            compare(first(capacity, "NumberField").text, "no limit");
            fuzzyCompare(handle.x + handle.width, first(capacity, "SliderRail").width, 0.01);
            keyClick(Qt.Key_Left);
            compare(capacity.value, 50);
            typeInto(first(capacity, "NumberField"), "0");
            keyClick(Qt.Key_Return);
            compare(capacity.value, 0);
        }

        function test_ownerThatDoesNotFollowKeepsItsValue() {
            const field = first(stubborn, "NumberField");
            typeInto(field, "7");
            keyClick(Qt.Key_Return);
            compare(stubbornEdits.count, 1);
            compare(stubborn.value, 5);
            compare(field.text, "5");
        }

        function test_limitsMayChange() {
            slider.to = 32;
            const field = first(slider, "NumberField");
            const handle = first(slider, "SliderHandle");
            const before = handle.x;
            typeInto(field, "30");
            keyClick(Qt.Key_Return);
            compare(slider.value, 30);
            slider.value = 4;
            slider.to = 16;
            verify(handle.x > before);
        }

        function test_assistiveTechnologyMayWriteTheValue() {
            const handle = first(slider, "SliderHandle");
            handle.value = 11;
            compare(slider.value, 11);
            slider.value = 3;
            compare(handle.value, 3);
            // Not acceptable, so not passed on.
            handle.value = 99;
            compare(slider.value, 3);
        }

        function test_fieldsThatDoNotFitBesideTheNameStandBelowIt() {
            verify(!range.stacked);
            verify(crowded.stacked);
            const fields = all(crowded, "NumberField");
            compare(fields.length, 2);
            let end = 0;
            for (const field of fields) {
                const left = field.mapToItem(crowded, 0, 0).x;
                verify(left >= end, `a field begins at ${left}, behind ${end}`);
                verify(field.width >= 40);
                end = left + field.width;
            }
            verify(end <= crowded.width);
            verify(fields[0].mapToItem(crowded, 0, 0).y >= 24); // below the name
            compare(fields[0].text, "0.1235");
        }

        // Whatever is typed, the name keeps its place, and the text scrolls.
        function test_aLongTextScrollsInItsField() {
            const digits = "1234567890123456789012345678901234567890";
            for (const owner of [slider, range, crowded]) {
                const name = first(owner, "ParameterName");
                const nameWidth = name.width;
                verify(nameWidth > 40);
                const fields = all(owner, "NumberField");
                for (const field of fields) {
                    const end = field.mapToItem(owner, field.width, 0).x;
                    typeInto(field, digits);
                    compare(field.text, digits);
                    verify(field.contentWidth > field.width);
                    tryVerify(() => Math.abs(field.mapToItem(owner, field.width, 0).x - end) < 0.5); // rows are laid out with the next picture
                }
                for (const field of fields)
                    tryVerify(() => field.mapToItem(owner, 0, 0).x >= 0);
                verify(name.width >= Math.min(nameWidth, name.needed / 2), `${name.label} has ${name.width} of ${nameWidth}`);
                for (const field of fields)
                    field.showValue();
                fuzzyCompare(name.width, nameWidth, 0.5);
            }
        }

        function test_rangeHandlesDoNotPassEachOther() {
            const handles = all(range, "SliderHandle");
            compare(handles.length, 2);
            handles[0].forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_End);
            compare(range.low, 3);
            compare(range.high, 3);
            handles[1].forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Home);
            compare(range.high, 3);
        }

        function test_rangeDragTakesTheNearerHandle() {
            const rail = first(range, "SliderRail");
            const y = rail.height / 2;
            mousePress(rail, rail.xAt(0.1), y);
            compare(range.low, 0.5);
            compare(range.high, 3);
            mouseMove(rail, rail.xAt(0.9), y);
            compare(range.low, 3);
            mouseRelease(rail, rail.xAt(0.9), y);
            // Both are at one place now: the side of the hand decides.
            mousePress(rail, rail.xAt(0.9), y);
            compare(range.high, 4.5);
            mouseRelease(rail, rail.xAt(0.9), y);
        }

        function test_rangeRefusesTheWrongOrder() {
            const fields = all(range, "NumberField");
            typeInto(fields[0], "3.5");
            keyClick(Qt.Key_Return);
            compare(range.low, 1);
            compare(range.problem, "The first value is at most the second, 3.0\u00a0s.");
            keyClick(Qt.Key_Escape);
            typeInto(fields[1], "0.2");
            keyClick(Qt.Key_Return);
            compare(range.high, 3);
            compare(range.problem, "The second value is at least the first, 1.0\u00a0s.");
            typeInto(fields[1], "4.25");
            keyClick(Qt.Key_Return);
            compare(range.high, 4.25);
            compare(range.problem, "");
            compare(rangeEdits.count, 1);
        }

        function test_rangeGoesBack() {
            range.lowBefore = 0.5;
            range.highBefore = 2;
            verify(range.changed);
            mouseClick(first(range, "IconButton"));
            compare(range.low, 0.5);
            compare(range.high, 2);
            verify(!range.changed);
        }
    }
}
