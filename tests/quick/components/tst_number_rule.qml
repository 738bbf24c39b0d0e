import QtQuick
import QtTest
import Sojourn.Components

TestCase {
    id: test
    name: "NumberRule"

    NumberRule {
        id: whole
        from: 1
        to: 16
    }

    NumberRule {
        id: seconds
        from: 0
        to: 60
        decimals: 1
        step: 0.1
        unit: "s"
    }

    NumberRule {
        id: capacity
        from: 1
        to: 50
        maximum: Infinity
        specialText: "no limit"
        specialValue: 0
    }

    NumberRule {
        id: room
        from: 1
        to: 100
        unit: "customers"
    }

    NumberRule {
        id: speed
        from: 0.1
        to: 10
        step: 0.1
        decimals: 1
        zerosCut: true
        logarithmic: true
        unit: "×"
    }

    function init() {
        failOnWarning(/.?/);
    }

    function test_briefNumbersHaveFourDigits() {
        compare(seconds.brief(0.2777777777777778), "0.2778");
        compare(seconds.brief(12.3456), "12.35");
        compare(seconds.brief(2.1), seconds.format(2.1)); // nothing is lost
        compare(whole.brief(10000), "10000"); // whole numbers stay whole
        compare(capacity.brief(0), "no limit");
    }

    function test_readsNumbers_data() {
        return [
            {tag: "plain", rule: whole, text: "4", value: 4},
            {tag: "blanks around", rule: whole, text: "  4 ", value: 4},
            {tag: "decimal point", rule: seconds, text: "2.1", value: 2.1},
            {tag: "with the unit", rule: seconds, text: "2.1 s", value: 2.1},
            {tag: "finer than a step", rule: seconds, text: "0.125", value: 0.125},
            {tag: "special by number", rule: capacity, text: "0", value: 0},
            {tag: "special by text", rule: capacity, text: "No limit", value: 0},
            {tag: "beyond the slider", rule: capacity, text: "5000", value: 5000}
        ];
    }

    function test_readsNumbers(data) {
        compare(data.rule.parsed(data.text), data.value);
        compare(data.rule.problem(data.text), "");
    }

    function test_refuses_data() {
        return [
            {tag: "nothing", rule: whole, text: "", why: "That is not a number. Type a whole number from 1 to 16."},
            {tag: "nonsense", rule: whole, text: "four", why: "That is not a number. Type a whole number from 1 to 16."},
            {tag: "nan", rule: seconds, text: "nan", why: "That is not a number. Type a number from 0.0 to 60.0\u00a0s."},
            {tag: "infinity", rule: capacity, text: "inf", why: "That is not a number. Type a whole number, 1 or more, or 0 for “no limit”."},
            {tag: "two points", rule: seconds, text: "1.2.3", why: "That is not a number. Type a number from 0.0 to 60.0\u00a0s."},
            {tag: "too large", rule: whole, text: "17", why: "Type a whole number from 1 to 16."},
            {tag: "not whole", rule: whole, text: "2.5", why: "Type a whole number from 1 to 16."},
            {tag: "negative", rule: capacity, text: "−3", why: "Type a whole number, 1 or more, or 0 for “no limit”."}
        ];
    }

    function test_refuses(data) {
        verify(isNaN(data.rule.parsed(data.text)));
        compare(data.rule.problem(data.text), data.why);
    }

    function test_writesNumbers() {
        compare(whole.format(4), "4");
        compare(seconds.format(1), "1.0");
        compare(seconds.format(0.125), "0.125");
        compare(seconds.withUnit(2.1), "2.1\u00a0s");
        compare(capacity.withUnit(0), "no limit");
        compare(speed.withUnit(1), "1×");
        compare(speed.withUnit(0.5), "0.5×");
        compare(room.withUnit(2), "2\u00a0customers");
        compare(room.withUnit(1), "1\u00a0customer");
        compare(room.parsed("1 customer"), 1);
        compare(room.parsed("7 customers"), 7);
        compare(seconds.unitOf(1), "s");
    }

    function test_placesGoThereAndBack() {
        for (let value = 1; value <= 16; ++value)
            compare(whole.valueAt(whole.positionOf(value)), value);
        for (let value = 0; value <= 50; ++value)
            compare(capacity.valueAt(capacity.positionOf(value)), value);
        compare(whole.positionOf(1), 0);
        compare(whole.positionOf(16), 1);
        fuzzyCompare(speed.positionOf(1), 0.5, 1e-9);
        compare(speed.valueAt(0.5), 1);
    }

    function test_specialValueIsBeyondTheRightEnd() {
        compare(capacity.positionOf(0), 1);
        verify(capacity.positionOf(50) < 1);
        compare(capacity.stepped(50, 1), 0);
        compare(capacity.stepped(0, 1), 0);
        compare(capacity.stepped(0, -1), 50);
        compare(capacity.stepped(1, -1), 1);
        compare(capacity.valueAt(1), 0);
    }

    function test_stepsStayOnTheSlider() {
        compare(whole.stepped(16, 1), 16);
        compare(whole.stepped(1, -1), 1);
        compare(whole.stepped(15, 10), 16);
        fuzzyCompare(seconds.stepped(0.2, 1), 0.3, 1e-12);
    }

    function test_logarithmicStepsAlwaysMove() {
        let value = speed.from;
        for (let presses = 0; value < speed.to; ++presses) {
            const next = speed.stepped(value, 1);
            verify(next > value);
            verify(presses < 100);
            value = next;
        }
        compare(speed.stepped(value, 1), speed.to);
    }
}
