import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The colour and pattern of a state: `look` is one of StatePattern.Running, Ready, Sleeping, WaitingGet,
// WaitingPut, Off, Blocking, Joining, Cancelled, Failed, Mark, or Ink for an item.
StatePattern {
    implicitWidth: 20
    implicitHeight: 12
    dark: Theme.dark
    Accessible.ignored: true
}
