pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import QtTest
import Sojourn
import Sojourn.Harness
import Sojourn.ViewModels

// A test of the window: opens it on a session of its own, and fails on every warning.
TestCase {
    id: root

    property T.ApplicationWindow window: null
    readonly property Session session: maker.session
    readonly property Harness harness: maker

    Harness {
        id: maker
    }

    Component {
        id: main

        Main {
            session: maker.session
        }
    }

    function init() {
        maker.forgetSettings();
        maker.makeSession();
        maker.takeWarnings();
    }

    function cleanup() {
        if (window !== null) {
            window.destroy();
            window = null;
            wait(0);
        }
        compare(maker.takeWarnings(), []);
    }

    function createWindow(): T.ApplicationWindow {
        return main.createObject(null) as T.ApplicationWindow;
    }

    // Opens the window and waits until something of the run is there.
    function open(scenario: string, virtualClock: bool, speed: real, width: int, height: int) {
        window = main.createObject(null, {
            width: width,
            height: height
        });
        verify(window !== null);
        maker.begin(scenario, virtualClock, speed);
        window.requestActivate();
        tryVerify(() => session.document.endSeconds > 0);
        tryVerify(() => window.active);
    }

    function item(name: string): Item {
        const found = findChild(window.contentItem, name);
        verify(found !== null, name);
        return found as Item;
    }

    // Presses in the middle of it, as a hand would.
    function click(name: string) {
        const target = item(name);
        tryVerify(() => target.visible);
        wait(50); // until what has just appeared has its place
        mouseClick(target, target.width / 2, target.height / 2);
    }
}
